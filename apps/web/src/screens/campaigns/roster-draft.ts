import type { Roster } from '@yizhan/contract';

/** A roster as it is being written; lists of words are one text. */
export interface RosterDraft {
  by: Roster['by'];
  units: string[];
  numbers: string;
  kinds: ('staff' | 'student' | 'guest')[];
  categories: string[];
  posts: string;
  tags: string;
  title: string;
  level: string;
  grade: string;
}

const facts = ['title', 'level', 'grade'] as const;

/** As people part what they paste: blanks, lines, commas of both kinds, 顿号. */
export const split = (text: string): string[] => [
  ...new Set(text.split(/[\s,，、;；]+/).filter((word) => word !== '')),
];

/** Undefined while it names nobody. */
export function rosterFrom(draft: RosterDraft): Roster | undefined {
  const { by, units } = draft;
  if (by === 'units') return units.length === 0 ? undefined : { by, units };
  if (by === 'numbers') {
    const numbers = split(draft.numbers);
    return numbers.length === 0 ? undefined : { by, numbers };
  }
  const some = <Value>(list: readonly Value[]) => (list.length > 0 ? [...list] : undefined);
  const chosen = facts.flatMap((fact) => {
    const values = split(draft[fact]);
    return values.length > 0 ? [[fact, values] as const] : [];
  });
  return stripped({
    by,
    units: some(units),
    kinds: some(draft.kinds),
    categories: some(draft.categories),
    posts: some(split(draft.posts)),
    tags: some(split(draft.tags)),
    facts: chosen.length > 0 ? Object.fromEntries(chosen) : undefined,
  });
}

/** Without what is not asked for. */
const stripped = (roster: object): Roster =>
  Object.fromEntries(Object.entries(roster).filter(([, value]) => value !== undefined)) as Roster;

const join = (words: readonly string[] | undefined): string => (words ?? []).join('、');

export function draftFrom(roster: Roster | undefined): RosterDraft {
  const audience = roster?.by === 'audience' ? roster : undefined;
  return {
    by: roster?.by ?? 'audience',
    units: roster === undefined || roster.by === 'numbers' ? [] : [...(roster.units ?? [])],
    numbers: roster?.by === 'numbers' ? roster.numbers.join('\n') : '',
    kinds: [...(audience?.kinds ?? [])],
    categories: [...(audience?.categories ?? [])],
    posts: join(audience?.posts),
    tags: join(audience?.tags),
    title: join(audience?.facts?.title),
    level: join(audience?.facts?.level),
    grade: join(audience?.facts?.grade),
  };
}
