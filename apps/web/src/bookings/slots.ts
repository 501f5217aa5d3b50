/** The day cut into what can be picked: half hours of the opening time, or sections of the teaching day. */
import type { Busy, ResourceSummary, TeachingSection } from '@yizhan/contract';

export interface Slot {
  readonly start: string;
  readonly end: string;
  readonly section?: number;
}

export function slotsOf(
  { opening: [opens, closes] }: Pick<ResourceSummary, 'opening'>,
  by: 'clock' | 'sections',
  sections: readonly TeachingSection[],
): readonly Slot[] {
  if (by === 'sections')
    return sections
      .filter(({ start, end }) => start >= opens && end <= closes)
      .map(({ number, start, end }) => ({ section: number, start, end }));
  const slots: Slot[] = [];
  for (let minute = minutesOf(opens); minute + 30 <= minutesOf(closes); minute += 30)
    slots.push({ start: clockOf(minute), end: clockOf(minute + 30) });
  return slots;
}

/** What stands in the way of a slot on a day. */
export const takenBy = (busy: readonly Busy[], day: string, { start, end }: Slot): Busy | undefined =>
  busy.find((each) => each.start < `${day}T${end}` && `${day}T${start}` < each.end);

export interface Picked {
  readonly day: string;
  readonly first: number;
  readonly last: number;
}

/** The first press begins, the second ends; a third, or one across something taken, begins anew. */
export function pressed(
  picked: Picked | undefined,
  day: string,
  slot: number,
  isFree: (slot: number) => boolean,
): Picked {
  const anew = { day, first: slot, last: slot };
  if (picked === undefined || picked.day !== day || picked.first !== picked.last || slot === picked.first)
    return anew;
  const [first, last] = slot < picked.first ? [slot, picked.first] : [picked.first, slot];
  for (let each = first; each <= last; each++) if (!isFree(each)) return anew;
  return { day, first, last };
}

export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
