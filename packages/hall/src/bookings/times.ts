/** Bookings in the school's local time, UTC+8 all year. `YYYY-MM-DDTHH:mm` as forms have it. */
import type { BookingValue } from '@yizhan/forms';
import type { TeachingSection } from './resource.ts';

export type Span = Pick<BookingValue, 'start' | 'end'>;

export const momentOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

export const localOf = (moment: string): string =>
  new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 16);

/** From the start of the first section to the end of the last; undefined where there is no such section. */
export function spanOfSections(
  day: string,
  numbers: readonly number[],
  sections: readonly TeachingSection[],
): Span | undefined {
  const first = sections.find(({ number }) => number === numbers[0]);
  const last = sections.find(({ number }) => number === numbers.at(-1));
  if (first === undefined || last === undefined) return undefined;
  return { start: `${day}T${first.start}`, end: `${day}T${last.end}` };
}

/** Half open: one may begin when the other ends. */
export const doOverlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Gaps of the day that are long enough, nearest to the wish first: begun right before or right after what is there. */
export function nearTimes(
  wish: Span,
  busy: readonly Span[],
  [opens, closes]: readonly [string, string],
): Span[] {
  const day = wish.start.slice(0, 10);
  const length = minutesOf(wish.end) - minutesOf(wish.start);
  const ends = [`${day}T${opens}`, ...busy.map(({ end }) => end)].map(minutesOf);
  const starts = [`${day}T${closes}`, ...busy.map(({ start }) => start)].map(
    (start) => minutesOf(start) - length,
  );
  const distance = (minute: number) => Math.abs(minute - minutesOf(wish.start));
  return [...new Set([...ends, ...starts])]
    .filter((minute) => minute >= clockMinutes(opens) && minute + length <= clockMinutes(closes))
    .sort((one, other) => distance(one) - distance(other))
    .map((minute) => ({ start: `${day}T${clockOf(minute)}`, end: `${day}T${clockOf(minute + length)}` }))
    .filter((span) => !busy.some((other) => doOverlap(span, other)));
}

const clockMinutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const minutesOf = (local: string): number => clockMinutes(local.slice(11));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
