/**
 * Deadlines (时限). A working day is as much working time as the calendar's office hours hold, so "1 workday"
 * given on Friday at 16:00 ends on Monday at 16:00, and one given at the weekend ends when Monday's office hours
 * do. All in China's time, which is UTC+8 all year.
 */
import { dateOfDay, minuteNumber, minuteOfDay } from './iso-date.ts';
import { type Calendar, isWorkday } from './working-days.ts';

const shanghaiMinutes = 8 * 60;
const millisecondsAMinute = 60_000;
/** Longer than any deadline; ends the search when a calendar has no working day left. */
const longestDays = 4000;

/**
 * The moment when the given working time is over, as a UTC instant (`…Z`). `from` is an instant, or a local
 * time without a zone. `sla` is like `4 workhours`, `1 workday`, `90 workminutes`, or of calendar time: `2 days`,
 * `30 minutes`.
 * @throws RangeError when a text is not understood or the calendar has no office hours
 */
export function addWorkTime(calendar: Calendar, from: string, sla: string): string {
  const start = localMinutes(from);
  const { amount, unit, isWork } = readSla(sla);
  if (!isWork) return instantOf(start + amount * minutesIn(unit, 1440));

  const hours = officeHours(calendar);
  let left = amount * minutesIn(unit, minutesOfWork(hours));
  if (left <= 0) return instantOf(start);
  const firstDay = Math.floor(start / 1440);
  for (let day = firstDay; day < firstDay + longestDays; day += 1) {
    if (!isWorkday(calendar, dateOfDay(day))) continue;
    for (const [opens, closes] of hours) {
      const begin = Math.max(start, day * 1440 + opens);
      const available = day * 1440 + closes - begin;
      if (available <= 0) continue;
      if (left <= available) return instantOf(begin + left);
      left -= available;
    }
  }
  throw new RangeError(`no end within ${longestDays} days: ${sla}`);
}

/** Minutes of working time between two moments, whole ones. */
export function workMinutesBetween(calendar: Calendar, from: string, to: string): number {
  const [start, end] = [localMinutes(from), localMinutes(to)];
  const hours = officeHours(calendar);
  let minutes = 0;
  for (let day = Math.floor(start / 1440); day <= Math.floor(end / 1440); day += 1) {
    if (!isWorkday(calendar, dateOfDay(day))) continue;
    for (const [opens, closes] of hours)
      minutes += Math.max(0, Math.min(end, day * 1440 + closes) - Math.max(start, day * 1440 + opens));
  }
  return Math.floor(minutes);
}

/** Minutes of office hours in a working day. */
export const minutesOfWorkday = (calendar: Calendar): number => minutesOfWork(officeHours(calendar));

/** Whether `addWorkTime` understands it; a publisher asks before a deadline is needed. */
export function isSla(sla: string): boolean {
  return slaPattern.test(sla);
}

const slaPattern = /^(\d{1,5}(?:\.\d{1,2})?) (work)?(minute|hour|day)s?$/;

function readSla(sla: string): { amount: number; unit: string; isWork: boolean } {
  const match = slaPattern.exec(sla);
  if (!match) throw new RangeError(`not a deadline: ${sla}`);
  return { amount: Number(match[1]), unit: match[3] ?? '', isWork: match[2] !== undefined };
}

function minutesIn(unit: string, minutesADay: number): number {
  if (unit === 'day') return minutesADay;
  return unit === 'hour' ? 60 : 1;
}

function officeHours(calendar: Calendar): [number, number][] {
  return calendar.hours.map(([opens, closes]) => {
    const from = minuteOfDay(opens);
    const to = minuteOfDay(closes);
    if (from === undefined || to === undefined || to <= from) {
      throw new RangeError(`not office hours: ${opens} to ${closes}`);
    }
    return [from, to];
  });
}

function minutesOfWork(hours: readonly [number, number][]): number {
  const minutes = hours.reduce((sum, [from, to]) => sum + to - from, 0);
  if (minutes === 0) throw new RangeError('the calendar has no office hours');
  return minutes;
}

/** Minutes of Shanghai's clock, with a fraction for seconds. */
function localMinutes(from: string): number {
  const local = minuteNumber(from);
  if (local !== undefined) return local;
  const instant = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(from) ? Date.parse(from) : Number.NaN;
  if (Number.isNaN(instant)) throw new RangeError(`not a time: ${from}`);
  return instant / millisecondsAMinute + shanghaiMinutes;
}

function instantOf(local: number): string {
  return new Date(Math.round((local - shanghaiMinutes) * millisecondsAMinute)).toISOString();
}
