/** Dates and times of FEEL. */
import { FeelFailure } from '../failure.ts';
import { dateOfDay, weekdayOf } from '../iso-date.ts';
import { type Duration, Months, Span } from './duration.ts';
import { fixedOffset, isPlace, offsetAt, offsetOfClock } from './time-zone.ts';

/** Making a date or a time takes about as long as this many steps of an expression. */
export const temporalSteps = 20;
/** With the time zone of a place. */
export const zonedSteps = 500;

const millisecondsADay = 86_400_000;

export class CalendarDate {
  /** Counted from 1970-01-01. */
  readonly day: number;

  constructor(day: number) {
    this.day = checkedDay(day);
  }

  toString(): string {
    return dateOfDay(this.day);
  }
}

export class ClockTime {
  /** Since midnight. */
  readonly milliseconds: number;
  /** `Z`, `+08:00`, or a place (`Asia/Shanghai`); undefined for the time on some clock. */
  readonly zone: string | undefined;

  constructor(milliseconds: number, zone: string | undefined) {
    this.milliseconds = ((milliseconds % millisecondsADay) + millisecondsADay) % millisecondsADay;
    this.zone = zone;
  }

  toString(): string {
    return clockText(this.milliseconds) + zoneText(this.zone);
  }
}

export class DateTime {
  readonly day: number;
  readonly milliseconds: number;
  readonly zone: string | undefined;

  /** The milliseconds may be those of more than a day. */
  constructor(day: number, milliseconds: number, zone: string | undefined) {
    const days = Math.floor(milliseconds / millisecondsADay);
    this.day = checkedDay(day + days);
    this.milliseconds = milliseconds - days * millisecondsADay;
    this.zone = zone;
  }

  toString(): string {
    return `${dateOfDay(this.day)}T${clockText(this.milliseconds)}${zoneText(this.zone)}`;
  }
}

export type Temporal = CalendarDate | ClockTime | DateTime;

export function isTemporal(value: unknown): value is Temporal {
  return value instanceof CalendarDate || value instanceof ClockTime || value instanceof DateTime;
}

export function isZoned(value: Temporal): boolean {
  return !(value instanceof CalendarDate) && value.zone !== undefined;
}

/** undefined when it is no real date of the years 0 to 9999. */
export function dayFrom(year: number, month: number, day: number): number | undefined {
  // Date.UTC takes years below 100 for those of the 20th century: hence 400 years more, which are 146,097 days.
  const number = Date.UTC(year + 400, month - 1, day) / millisecondsADay - 146_097;
  const isReal = Number.isInteger(number) && isWithinYears(number);
  if (!isReal) return undefined;
  const parts = partsOfDay(number);
  return parts.year === year && parts.month === month && parts.day === day ? number : undefined;
}

export function partsOfDay(day: number): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(day * millisecondsADay);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: weekdayOf(day) || 7,
  };
}

/**
 * Where it stands on the line of time, in milliseconds: an instant of a zoned value, else a wall clock's reading.
 * Two of them can be compared when both are zoned or neither is.
 */
export function placeOf(value: Temporal): number {
  return value instanceof CalendarDate ? value.day * millisecondsADay : wallClock(value) - offsetOf(value);
}

/** How far its zone is ahead of UTC, in milliseconds; the clock of a time alone is read on 1970-01-01. */
export function offsetOf(value: ClockTime | DateTime): number {
  const { zone } = value;
  if (zone === undefined) return 0;
  const fixed = fixedOffset(zone);
  if (fixed !== undefined) return fixed;
  let offset = offsets.get(value);
  if (offset === undefined) {
    offset = offsetOfClock(zone, wallClock(value));
    offsets.set(value, offset);
  }
  return offset;
}

/** Asking for the offset of a place is slow, and comparing asks again and again. */
const offsets = new WeakMap<object, number>();

function wallClock(value: ClockTime | DateTime): number {
  return (value instanceof DateTime ? value.day * millisecondsADay : 0) + value.milliseconds;
}

/** Months end with the month where it has no such day. A date stays a date, whatever the hours. */
export function addDuration(value: Temporal, duration: Duration, sign: 1 | -1): Temporal {
  if (duration instanceof Months) return movedByMonths(value, sign * duration.months);
  const change = sign * duration.milliseconds;
  if (value instanceof CalendarDate)
    return new CalendarDate(value.day + Math.floor(change / millisecondsADay));
  if (value instanceof ClockTime) return new ClockTime(value.milliseconds + change, value.zone);
  if (value.zone === undefined || fixedOffset(value.zone) !== undefined) {
    return new DateTime(value.day, value.milliseconds + change, value.zone);
  }
  // A place has summer time: what is added is added to the instant.
  const instant = placeOf(value) + change;
  return new DateTime(0, instant + offsetAt(value.zone, instant), value.zone);
}

function movedByMonths(value: Temporal, months: number): Temporal {
  if (value instanceof ClockTime) return value;
  const { year, month, day } = partsOfDay(value.day);
  const total = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(total / 12), (((total % 12) + 12) % 12) + 1];
  const lastDay = new Date(Date.UTC(2000 + (newYear % 400), newMonth, 0)).getUTCDate();
  const moved = dayFrom(newYear, newMonth, Math.min(day, lastDay)) ?? Number.NaN;
  return value instanceof CalendarDate
    ? new CalendarDate(moved)
    : new DateTime(moved, value.milliseconds, value.zone);
}

/** From `from` to `to`; a month counts when it is over. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): Months {
  const [start, end] = [partsOfDay(from.day), partsOfDay(to.day)];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  if (months > 0 && end.day < start.day) return new Months(months - 1);
  return new Months(months < 0 && end.day > start.day ? months + 1 : months);
}

export function spanBetween(from: Temporal, to: Temporal): Span {
  return new Span(placeOf(to) - placeOf(from));
}

/** By ISO 8601: the week that has the year's first Thursday is the first. */
export function weekOfYear(day: number): number {
  const thursday = day - partsOfDay(day).weekday + 4;
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

export function dayOfYear(day: number): number {
  return day - (dayFrom(partsOfDay(day).year, 1, 1) ?? day) + 1;
}

/** A zone as it is written, `@Asia/Shanghai`, as it is kept; undefined when there is none such. */
export function zoneFrom(text: string): string | undefined {
  if (text.startsWith('@')) return isPlace(text.slice(1)) ? text.slice(1) : undefined;
  const offset = fixedOffset(text);
  if (offset === undefined || Math.abs(offset) > 18 * 3_600_000) return undefined;
  return offset === 0 ? 'Z' : text;
}

function zoneText(zone: string | undefined): string {
  if (zone === undefined) return '';
  return fixedOffset(zone) === undefined ? `@${zone}` : zone;
}

function clockText(milliseconds: number): string {
  const micros = Math.round(milliseconds * 1000);
  const seconds = Math.floor(micros / 1_000_000);
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

function isWithinYears(day: number): boolean {
  // 0000-01-01 to 9999-12-31
  return day >= -719_528 && day <= 2_932_896;
}

function checkedDay(day: number): number {
  if (isWithinYears(day)) return day;
  throw new FeelFailure('日期超出范围', 'The date is out of range');
}
