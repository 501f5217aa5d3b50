/** Who gets a place, as far as counting goes; behind the lock of the session, on what its rows say then. */

/** How many places there are; a group without a number, or a session without one, has no end of its own. */
export interface Limits {
  readonly all: number | undefined;
  readonly of: (group: string) => number | undefined;
}

export interface Counts {
  readonly group: string;
  /** Those who have a place, confirmed or offered. */
  readonly placed: number;
  readonly waiting: number;
}

export interface Waiting {
  readonly application: string;
  readonly group: string;
}

const endless = Number.POSITIVE_INFINITY;

const placedIn = (counts: readonly Counts[]): number => counts.reduce((sum, { placed }) => sum + placed, 0);

const freeOf = ({ of }: Limits, { group, placed }: Counts): number =>
  Math.max(0, (of(group) ?? endless) - placed);

/** What is left of a group: of its own places, and of all. */
export function leftOf(limits: Limits, counts: readonly Counts[], group: string): number {
  const own = counts.find((each) => each.group === group) ?? { group, placed: 0, waiting: 0 };
  return Math.max(0, Math.min(freeOf(limits, own), (limits.all ?? endless) - placedIn(counts)));
}

/**
 * Whether somebody who comes now gets a place at once. Those who wait go first, also in the moment between a place
 * becoming free and a worker moving them up: each of them that his own group leaves room for counts as placed.
 */
export function fits(limits: Limits, counts: readonly Counts[], group: string): boolean {
  const about = counts.map((each) => ({
    ...each,
    placed: each.placed + Math.min(each.waiting, freeOf(limits, each)),
  }));
  return leftOf(limits, about, group) > 0;
}

/** Of those who wait, in their order, those who get a place; whose group is full is passed over and keeps his turn. */
export function moveUp(
  limits: Limits,
  counts: readonly Counts[],
  waiting: readonly Waiting[],
): readonly Waiting[] {
  let free = (limits.all ?? endless) - placedIn(counts);
  const freeIn = new Map(counts.map((each) => [each.group, freeOf(limits, each)]));
  const moved: Waiting[] = [];
  for (const each of waiting) {
    if (free <= 0) break;
    const left = freeIn.get(each.group) ?? limits.of(each.group) ?? endless;
    if (left <= 0) continue;
    freeIn.set(each.group, left - 1);
    free -= 1;
    moved.push(each);
  }
  return moved;
}
