/** 开放时间: on which days a service takes submissions. Days are China's, `YYYY-MM-DD`, first and last included. */
import { Refused } from '@yizhan/contract';
import type { ServiceVersion } from './catalogue.ts';
import type { Window } from './settings.ts';
import { inBothLanguages } from './words.ts';

export interface Opening {
  readonly state: 'open' | 'upcoming' | 'closed';
  /** Of the range that is open, or else the next one. */
  readonly from?: string;
  readonly to?: string;
  /** Until it closes (0: today is the last day), or until it opens. */
  readonly days?: number;
}

/** Undefined for a service that is always open. */
export function openingOf(window: Window | undefined, today: string): Opening | undefined {
  if (window === undefined) return undefined;
  const ranges = [...(window.ranges ?? []), ...yearlyAround(window.yearly ?? [], today)];
  const open = ranges.filter(({ from, to }) => from <= today && today <= to).sort(byLast)[0];
  if (open !== undefined) return { state: 'open', ...open, days: daysBetween(today, open.to) };
  const next = ranges.filter(({ from }) => from > today).sort(byFirst)[0];
  if (next !== undefined) return { state: 'upcoming', ...next, days: daysBetween(today, next.from) };
  return { state: 'closed' };
}

/** @throws Refused `service/not-yet-open`, `service/closed` */
export function refuseOutsideWindow({ settings: { window } }: ServiceVersion, today: string): void {
  const opening = openingOf(window, today);
  if (opening === undefined || opening.state === 'open') return;
  const note = window?.note === undefined ? { zh: '', en: '' } : inBothLanguages(window.note);
  const parameters = { note: { zh: note.zh, en: note.en ?? note.zh }, from: opening.from, to: opening.to };
  throw new Refused(opening.state === 'upcoming' ? 'service/not-yet-open' : 'service/closed', parameters);
}

type Range = NonNullable<Window['ranges']>[number];

/** The range that is open the longest, the one that comes first. */
const byLast = (one: Range, other: Range): number => (one.to < other.to ? 1 : -1);
const byFirst = (one: Range, other: Range): number => (one.from < other.from ? -1 : 1);

/** Last year's may still be open over the turn of the year, and next year's is the next one in December. */
function yearlyAround(yearly: NonNullable<Window['yearly']>, today: string): readonly Range[] {
  const year = Number(today.slice(0, 4));
  return [year - 1, year, year + 1].flatMap((begins) =>
    yearly.map(({ from, to }) => ({
      from: `${begins}-${from}`,
      to: `${to < from ? begins + 1 : begins}-${to}`,
    })),
  );
}

const daysBetween = (one: string, other: string): number =>
  (Date.parse(`${other}T00:00:00Z`) - Date.parse(`${one}T00:00:00Z`)) / 86_400_000;
