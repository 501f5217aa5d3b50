import { FeelFailure } from '../failure.ts';
import { spend } from '../run.ts';
import { type Duration, Months, readDuration, Span } from '../values/duration.ts';
import { isSame } from '../values/equal.ts';
import { isMissing, single } from '../values/kind.ts';
import { readDate, readDateTime, readTime } from '../values/read-temporal.ts';
import { shown } from '../values/shown.ts';
import {
  CalendarDate,
  ClockTime,
  DateTime,
  dayOfYear,
  monthsBetween,
  partsOfDay,
  temporalSteps,
  weekOfYear,
  zonedSteps,
} from '../values/temporal.ts';
import { type Defined, dateOf, define, takes } from './define.ts';

export const temporalFunctions = define({
  date: [
    from(
      'date',
      (value) =>
        typeof value === 'string' ? (readDate(value) ?? dateOf(readDateTime(value))) : dateOf(value),
      CalendarDate,
    ),
    takes({ year: 'number', month: 'number', day: 'number' }, ({ year, month, day }, run) => {
      spend(run, temporalSteps);
      return (
        readDate(`${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`) ??
        invalid('date', [year, month, day])
      );
    }),
  ],
  time: [
    from(
      'time',
      (value) => {
        if (typeof value === 'string') return readTime(value);
        if (value instanceof CalendarDate) return readTime('00:00:00Z');
        return value instanceof DateTime ? new ClockTime(value.milliseconds, value.zone) : value;
      },
      ClockTime,
    ),
    takes(
      { hour: 'number', minute: 'number', second: 'number', offset: 'duration?' },
      ({ hour, minute, second, offset }, run) => {
        spend(run, temporalSteps);
        const clock = `${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}`;
        return readTime(clock + zoneOf(offset)) ?? invalid('time', [hour, minute, second]);
      },
    ),
  ],
  'date and time': [
    from(
      'date and time',
      (value) => {
        if (value instanceof CalendarDate) return readDateTime(value.toString());
        return typeof value === 'string' ? readDateTime(value) : value;
      },
      DateTime,
    ),
    takes({ date: 'moment', time: 'any' }, ({ date, time }, run) => {
      spend(run, temporalSteps);
      if (isMissing(time)) return null;
      const clock = typeof time === 'string' ? readTime(time) : single(time);
      const day = dateOf(date);
      if (!(clock instanceof ClockTime) || day === undefined) return invalid('date and time', [date, time]);
      return new DateTime(day.day, clock.milliseconds, clock.zone);
    }),
  ],
  duration: from(
    'duration',
    (value) => (typeof value === 'string' ? readDuration(value) : value),
    Months,
    Span,
  ),
  'years and months duration': takes({ from: 'date', to: 'date' }, ({ from, to }, run) => {
    spend(run, temporalSteps);
    return monthsBetween(from, to);
  }),
  'day of year': takes({ date: 'moment' }, ({ date }) => dayOfYear(date.day)),
  'day of week': takes({ date: 'moment' }, ({ date }) => weekdays[partsOfDay(date.day).weekday - 1]),
  'month of year': takes({ date: 'moment' }, ({ date }) => months[partsOfDay(date.day).month - 1]),
  'week of year': takes({ date: 'moment' }, ({ date }) => weekOfYear(date.day)),
  is: takes({ value1: 'any', value2: 'any' }, ({ value1, value2 }, run) => isSame(run, value1, value2)),
  now: takes({}, noClock),
  today: takes({}, noClock),
});

/** `date(from)` and its like. What is missing, an empty field too, is null. */
function from(
  name: string,
  read: (value: unknown) => unknown,
  ...kinds: readonly (new (
    ...args: never[]
  ) => object)[]
): Defined {
  return takes({ from: 'any' }, ({ from }, run) => {
    const value = single(from);
    spend(run, typeof value === 'string' && value.includes('@') ? zonedSteps : temporalSteps);
    if (isMissing(value)) return null;
    const result = read(value);
    return kinds.some((kind) => result instanceof kind) ? result : invalid(name, [value]);
  });
}

function invalid(name: string, values: readonly unknown[]): never {
  const place = `${name}(${values.map(shown).join(', ')})`;
  throw new FeelFailure(`参数不对：${place}`, `Wrong arguments: ${place}`);
}

/** FEEL's own `now` and `today` read the machine's clock; here time comes in with the scope or not at all. */
function noClock(): never {
  throw new FeelFailure('这里不能使用当前时间', 'The current time is not available here');
}

/** Also of fractions (of a second) and of what is no such number at all, which then reads as nothing. */
function padded(number: number, length: number): string {
  const [whole = '', fraction] = String(number).split('.');
  return whole.padStart(length, '0') + (fraction === undefined ? '' : `.${fraction}`);
}

function zoneOf(offset: Duration | undefined): string {
  if (!(offset instanceof Span)) return '';
  const minutes = Math.trunc(offset.milliseconds / 60_000);
  const [hour, minute] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${padded(hour, 2)}:${padded(minute, 2)}`;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
