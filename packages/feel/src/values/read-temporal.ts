/** Dates and times as they are written, strictly: `2026-3-1` and `20260301` are none. */
import { type Duration, readDuration } from './duration.ts';
import type { Kind } from './kind.ts';
import { CalendarDate, ClockTime, DateTime, dayFrom, type Temporal, zoneFrom } from './temporal.ts';

const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/;
const timePattern = /^(\d\d):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?(Z|[+-]\d\d:\d\d|@[A-Za-z0-9_+/-]{1,60})?$/;

export function readDate(text: string): CalendarDate | undefined {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  const number = dayFrom(Number(year), Number(month), Number(day));
  return number === undefined ? undefined : new CalendarDate(number);
}

export function readTime(text: string): ClockTime | undefined {
  const [, hour, minute, second = '0', zone] = timePattern.exec(text) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) >= 60)
    return undefined;
  const kept = zone === undefined ? undefined : zoneFrom(zone);
  if (zone !== undefined && kept === undefined) return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60;
  return new ClockTime(seconds * 1000 + Math.round(Number(second) * 1e6) / 1000, kept);
}

/** A date alone is its midnight. */
export function readDateTime(text: string): DateTime | undefined {
  const date = readDate(text.slice(0, 10));
  if (date === undefined) return undefined;
  if (text.length === 10) return new DateTime(date.day, 0, undefined);
  const time = text[10] === 'T' ? readTime(text.slice(11)) : undefined;
  return time && new DateTime(date.day, time.milliseconds, time.zone);
}

/** Whatever `@"…"` may hold. */
export function readTemporal(text: string): Temporal | Duration | undefined {
  return readDate(text) ?? readTime(text) ?? readDateTime(text) ?? readDuration(text);
}

/** A text as a value of a kind, where it is written like one; else the text itself. */
export function readAs(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'date':
      return readDate(text) ?? text;
    case 'time':
      return readTime(text) ?? text;
    case 'date and time':
      return readDateTime(text) ?? text;
    case 'days and time duration':
    case 'years and months duration':
      return readDuration(text) ?? text;
    default:
      return text;
  }
}
