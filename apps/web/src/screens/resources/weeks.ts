import type { QueryView } from '@yizhan/contract';

type Term = QueryView['terms'][number];

const dayMs = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** In which week of a term a day is; the nearest where it is in none. */
export function weekOf(day: string, { firstMonday, weeks }: Pick<Term, 'firstMonday' | 'weeks'>): number {
  const week = Math.floor((at(day) - at(firstMonday)) / (7 * dayMs)) + 1;
  return Math.min(Math.max(week, 1), weeks);
}

interface Weeks {
  readonly day: string;
  readonly when: 'day' | 'weeks';
  readonly term: string;
  readonly weekFrom: string;
  readonly weekUntil: string;
  readonly weekday: string;
}

/** The day that is asked for, or the weekday in each of the weeks. */
export function daysOf(
  { day, when, term, weekFrom, weekUntil, weekday }: Weeks,
  terms: readonly Term[] = [],
): readonly string[] {
  const counted = terms.find(({ id }) => id === term);
  if (when === 'day' || counted === undefined) return [day];
  return Array.from({ length: Number(weekUntil) - Number(weekFrom) + 1 }, (_, index) => {
    const days = (Number(weekFrom) - 1 + index) * 7 + Number(weekday) - 1;
    return new Date(at(counted.firstMonday) + days * dayMs).toISOString().slice(0, 10);
  });
}
