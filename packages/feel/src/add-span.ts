import { addWorkTime, isSla } from './work-time.ts';
import type { Calendar } from './working-days.ts';

const isoPattern =
  /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * The moment a time span after another, as a UTC instant: working time (`2 workdays`), or an ISO 8601 duration
 * (`P1DT2H`). Months and years go by the calendar, and end with the month where it has no such day.
 * @throws RangeError when the span is not understood
 */
export function addSpan(calendar: Calendar, from: string, span: string): string {
  if (isSla(span)) return addWorkTime(calendar, from, span);
  const match = isoPattern.exec(span);
  if (match === null) throw new RangeError(`“${span}”不是时间长度，应如 2 workdays、PT1H、P3D`);
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const moved = addMonths(Date.parse(from), years * 12 + months);
  return new Date(
    moved + ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000,
  ).toISOString();
}

/** In China's time, which is UTC+8 all year: the 1st there may be the 31st in UTC. */
function addMonths(moment: number, months: number): number {
  if (months === 0) return moment;
  const offset = 8 * 3_600_000;
  const date = new Date(moment + offset);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() - offset;
}
