/**
 * Dates, times and durations of FEEL. The values are feelin's (Temporal inside); reading, comparing and calculating
 * are our own, for feelin reads more than ISO texts and forgets zones when it subtracts.
 */
import {
  duration,
  FeelDate,
  FeelDateTime,
  type FeelDuration,
  FeelTime,
  parseDate,
  parseDateTime,
  parseTime,
} from 'feelin';
import { FeelFailure } from '../failure.ts';

export type Temporal = FeelDate | FeelTime | FeelDateTime;

/** Making a date or a duration takes about as long as this many steps of an expression. */
export const temporalSteps = 50;

const millisecondsADay = 86_400_000;
const zone = String.raw`(?:Z|[+-]\d\d:\d\d|@[A-Za-z_]{1,20}(?:/[A-Za-z0-9_+-]{1,20}){0,2})?`;
const clock = String.raw`\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?`;
const datePattern = /^\d{4}-\d\d-\d\d$/;
const timePattern = new RegExp(`^${clock}${zone}$`);
const dateTimePattern = new RegExp(String.raw`^\d{4}-\d\d-\d\d(?:T${clock}${zone})?$`);
const monthsPattern = /^-?P(?=\d)(?:\d{1,6}Y)?(?:\d{1,7}M)?$/;
const daysPattern =
  /^-?P(?=\d|T\d)(?:\d{1,8}D)?(?:T(?=\d)(?:\d{1,9}H)?(?:\d{1,11}M)?(?:\d{1,12}(?:\.\d{1,9})?S)?)?$/;

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

/** Years and months, or days and time; the standard knows no duration of both. */
export function readDuration(text: string): FeelDuration | undefined {
  return monthsPattern.test(text) || daysPattern.test(text) ? (duration(text) ?? undefined) : undefined;
}

/** Whatever `@"…"` may hold. */
export function readTemporal(text: string): Temporal | FeelDuration | undefined {
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
  if (value instanceof FeelDate) return dayOf(value) * millisecondsADay;
  const { hour, minute, second, millisecond, microsecond } = value.unwrap();
  const clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond + microsecond / 1000;
  const day = value instanceof FeelDateTime ? dayOf(value) * millisecondsADay : 0;
  return day + clock - offsetOf(value);
}

/** Days since 1970-01-01. `Date.UTC` takes years below 100 for those of the 20th century: hence 400 years more. */
function dayOf({ year, month, day }: FeelDate | FeelDateTime): number {
  return Date.UTC(year + 400, month - 1, day) / millisecondsADay - 146_097;
}

function offsetOf(value: FeelTime | FeelDateTime): number {
  if (value.zone === null || value.zone === 'UTC') return 0;
  return millisecondsOf(value['time offset']);
}

/** Of a days and time duration. */
export function millisecondsOf(value: FeelDuration): number {
  const { days, hours, minutes, seconds, milliseconds, microseconds } = value.unwrap();
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + milliseconds + microseconds / 1000;
}

/** Of a years and months duration. */
export function monthsOf(value: FeelDuration): number {
  return value.unwrap().years * 12 + value.unwrap().months;
}

/** Days and time; less than a millisecond is dropped. */
export function durationOf(milliseconds: number): FeelDuration {
  return made(() => duration(Math.trunc(milliseconds)));
}

/** Years and months; a part of a month is dropped. */
export function durationOfMonths(months: number): FeelDuration {
  const whole = Math.trunc(months);
  return made(() => duration(`${whole < 0 ? '-' : ''}P${Math.abs(whole)}M`));
}

/** Months end with the month where it has no such day. A date stays a date, whatever the hours. */
export function addDuration(value: Temporal, span: FeelDuration, sign: 1 | -1): Temporal {
  const change = sign < 0 ? span.unwrap().negated() : span.unwrap();
  return made(() => {
    if (value instanceof FeelDate) {
      return new FeelDate(value.unwrap().toPlainDateTime().add(change).toPlainDate());
    }
    if (value instanceof FeelTime) return new FeelTime(value.unwrap().add(change), value.zone);
    const isOfPlace = value.zone !== null && /^[A-Z]/i.test(value.zone) && value.zone !== 'UTC';
    const moved = isOfPlace
      ? value.unwrap().toZonedDateTime(value.zone).add(change).toPlainDateTime()
      : value.unwrap().add(change);
    return new FeelDateTime(moved, value.zone);
  });
}

/** From `from` to `to`, whole months. */
export function monthsBetween(from: FeelDate, to: FeelDate): FeelDuration {
  const { years, months } = from.unwrap().until(to.unwrap(), { largestUnit: 'month' });
  return durationOfMonths(years * 12 + months);
}

/** Temporal throws where a date or a span is beyond what it can hold. */
function made<Value>(make: () => Value | null): Value {
  try {
    const value = make();
    if (value !== null) return value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new FeelFailure('日期或时长超出范围', 'The date or duration is out of range');
}
