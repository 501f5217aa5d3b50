/**
 * Dates and times of FEEL. The values are feelin's (Temporal inside); reading, comparing and calculating are our own,
 * for feelin reads more than ISO texts and forgets zones when it subtracts.
 */
import { FeelDate, FeelDateTime, FeelTime, parseDate, parseDateTime, parseTime } from 'feelin';
import { FeelFailure } from '../failure.ts';
import { type Duration, Months, readDuration, Span } from './duration.ts';

export type Temporal = FeelDate | FeelTime | FeelDateTime;

/** Making a date or a time takes about as long as this many steps of an expression. */
export const temporalSteps = 200;
/** With a time zone. */
export const zonedSteps = 800;

const millisecondsADay = 86_400_000;
const zone = String.raw`(?:Z|[+-]\d\d:\d\d|@[A-Za-z_]{1,20}(?:/[A-Za-z0-9_+-]{1,20}){0,2})?`;
const clock = String.raw`\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?`;
const datePattern = /^\d{4}-\d\d-\d\d$/;
const timePattern = new RegExp(`^${clock}${zone}$`);
const dateTimePattern = new RegExp(String.raw`^\d{4}-\d\d-\d\d(?:T${clock}${zone})?$`);

export function readDate(text: string): FeelDate | undefined {
  return datePattern.test(text) ? (parseDate(text) ?? undefined) : undefined;
}

export function readTime(text: string): FeelTime | undefined {
  return timePattern.test(text) ? (parseTime(text) ?? undefined) : undefined;
}

/** A date alone is its midnight. */
export function readDateTime(text: string): FeelDateTime | undefined {
  return dateTimePattern.test(text) ? (parseDateTime(text) ?? undefined) : undefined;
}

/** Whatever `@"…"` may hold. */
export function readTemporal(text: string): Temporal | Duration | undefined {
  return readDate(text) ?? readTime(text) ?? readDateTime(text) ?? readDuration(text);
}

export function isTemporal(value: unknown): value is Temporal {
  return value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime;
}

export function isZoned(value: Temporal): boolean {
  return !(value instanceof FeelDate) && value.zone !== null;
}

/**
 * Where it stands on the line of time, in milliseconds: an instant of a zoned value, else a wall clock's reading.
 * Two of them can be compared when both are zoned or neither is.
 */
export function placeOf(value: Temporal): number {
  return value instanceof FeelDate ? dayOf(value) * millisecondsADay : wallClock(value) - offsetOf(value);
}

/** How far the zone is ahead of UTC, in milliseconds; the clock of a time alone is read in January 1970. */
export function offsetOf(value: FeelTime | FeelDateTime): number {
  const { zone: name } = value;
  if (name === null || name === 'UTC') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
  if (sign !== undefined) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const dateTime =
    value instanceof FeelDateTime ? value.unwrap() : parseDateTime(`1970-01-01T${value.unwrap()}`)?.unwrap();
  return dateTime === undefined ? 0 : wallClock(value) - dateTime.toZonedDateTime(name).epochMilliseconds;
}

function wallClock(value: FeelTime | FeelDateTime): number {
  const { hour, minute, second, millisecond, microsecond } = value.unwrap();
  const clockTime = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond + microsecond / 1000;
  return value instanceof FeelDateTime ? dayOf(value) * millisecondsADay + clockTime : clockTime;
}

/** Days since 1970-01-01. `Date.UTC` takes years below 100 for those of the 20th century: hence 400 years more. */
function dayOf({ year, month, day }: FeelDate | FeelDateTime): number {
  return Date.UTC(year + 400, month - 1, day) / millisecondsADay - 146_097;
}

/** Months end with the month where it has no such day. A date stays a date, whatever the hours. */
export function addDuration(value: Temporal, duration: Duration, sign: 1 | -1): Temporal {
  return withinRange(() => {
    if (value instanceof FeelDate) return movedDate(value, duration, sign);
    const change = changeOf(duration, sign);
    if (value instanceof FeelTime) return new FeelTime(value.unwrap().add(change), value.zone);
    const { zone: name } = value;
    // A place has summer time; an offset has not.
    const isOfPlace = name !== null && name !== 'UTC' && /^[A-Z_]/i.test(name);
    const moved = isOfPlace
      ? value.unwrap().toZonedDateTime(name).add(change).toPlainDateTime()
      : value.unwrap().add(change);
    return new FeelDateTime(moved, name);
  });
}

/** The hours count from midnight: 36 hours later is tomorrow, one hour earlier is yesterday. */
function movedDate(value: FeelDate, duration: Duration, sign: 1 | -1): FeelDate {
  const change =
    duration instanceof Months
      ? { months: sign * duration.months }
      : { days: Math.floor((sign * duration.milliseconds) / millisecondsADay) };
  return new FeelDate(value.unwrap().add(change));
}

function changeOf(duration: Duration, sign: 1 | -1) {
  if (duration instanceof Months) return { months: sign * duration.months };
  const milliseconds = Math.trunc(duration.milliseconds);
  return {
    milliseconds: sign * milliseconds,
    microseconds: sign * Math.round((duration.milliseconds - milliseconds) * 1000),
  };
}

/** From `from` to `to`; a month counts when it is over. */
export function monthsBetween(from: FeelDate, to: FeelDate): Months {
  const { years, months } = from.unwrap().until(to.unwrap(), { largestUnit: 'month' });
  return new Months(years * 12 + months);
}

export function spanBetween(from: Temporal, to: Temporal): Span {
  return new Span(placeOf(to) - placeOf(from));
}

/** Temporal throws where a date is beyond what it can hold. */
function withinRange<Value>(make: () => Value): Value {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new FeelFailure('日期超出范围', 'The date is out of range');
  }
}
