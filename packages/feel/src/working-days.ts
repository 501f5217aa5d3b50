/**
 * Working days by the school's calendar: Monday to Friday, less the holidays, plus the make-up days (调休) that
 * the State Council's yearly notice moves to weekends.
 */
import { dayNumber, weekdayOf } from './iso-date.ts';

export interface Calendar {
  /** Days off, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
  /** Make-up days, which are worked even at a weekend; they win over holidays. */
  readonly workdays: readonly string[];
  /** Office hours of a working day, `['08:30', '12:00']` and so on, ascending. */
  readonly hours: readonly (readonly [string, string])[];
}

/** @throws RangeError when it is no date */
export function isWorkday(calendar: Calendar, date: string): boolean {
  const weekday = weekdayOf(dayOrThrow(date));
  if (calendar.workdays.includes(date)) return true;
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.includes(date);
}

/**
 * Working days from `start` to `end`, both counted; 0 when the end is before the start. Counts whole weeks at
 * once and then looks at the calendar's exceptions, so that a range of a thousand years costs no more than one
 * of a week.
 * @throws RangeError when one is no date
 */
export function workdaysBetween(calendar: Calendar, start: string, end: string): number {
  const first = dayOrThrow(start);
  const last = dayOrThrow(end);
  if (last < first) return 0;

  const weeks = Math.floor((last - first + 1) / 7);
  let count = weeks * 5;
  for (let day = first + weeks * 7; day <= last; day += 1) if (isWeekday(day)) count += 1;

  const within = (date: string) => {
    const day = dayNumber(date);
    return day !== undefined && day >= first && day <= last ? day : undefined;
  };
  const makeUp = new Set(calendar.workdays);
  for (const date of makeUp) {
    const day = within(date);
    if (day !== undefined && !isWeekday(day)) count += 1;
  }
  for (const date of new Set(calendar.holidays)) {
    const day = within(date);
    if (day !== undefined && isWeekday(day) && !makeUp.has(date)) count -= 1;
  }
  return count;
}

/** Calendar days from `start` to `end`, both counted; 0 when the end is before the start. */
export function calendarDaysBetween(start: string, end: string): number {
  return Math.max(0, dayOrThrow(end) - dayOrThrow(start) + 1);
}

function isWeekday(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6;
}

function dayOrThrow(date: string): number {
  const day = dayNumber(date);
  if (day === undefined) throw new RangeError(`no date: ${date}`);
  return day;
}
