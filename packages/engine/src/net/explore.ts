import type { Marking, Net } from './net.ts';

export interface Explored {
  /** Nodes that fire in some run. */
  readonly fired: ReadonlySet<string>;
  /** A run that cannot end well: the nodes in order, and where the tokens are left. */
  readonly failure?: { readonly run: readonly string[]; readonly left: Marking };
  /** Some run ends with nothing left over. */
  readonly canEnd: boolean;
  /** There were more markings than anybody should wait for; what was found so far stands. */
  readonly isCut: boolean;
}

const mostMarkings = 20_000;

interface Visit {
  readonly marking: Marking;
  readonly from?: { readonly key: string; readonly node: string };
  readonly next: string[];
}

/** All markings that can be come to from one, and whether each of them still leads to the end with nothing left over. */
export function explore(net: Pick<Net, 'next'>, start: Marking): Explored {
  const visits = new Map<string, Visit>([[keyOf(start), { marking: start, next: [] }]]);
  const fired = new Set<string>();
  for (const [key, visit] of visits) {
    if (visits.size > mostMarkings) return { fired, canEnd: visits.has(''), isCut: true };
    for (const { node, marking } of net.next(visit.marking)) {
      fired.add(node);
      const nextKey = keyOf(marking);
      visit.next.push(nextKey);
      if (!visits.has(nextKey)) visits.set(nextKey, { marking, from: { key, node }, next: [] });
    }
  }
  const bad = firstLost(visits);
  return {
    fired,
    canEnd: visits.has(''),
    isCut: false,
    ...(bad !== undefined && { failure: { run: runTo(bad, visits), left: visits.get(bad)?.marking ?? [] } }),
  };
}

const keyOf = (marking: Marking): string => marking.join('\n');

/** The nearest marking from which the empty one cannot be reached: stuck, or going round for ever. */
function firstLost(visits: ReadonlyMap<string, Visit>): string | undefined {
  const before = new Map<string, string[]>();
  for (const [key, { next }] of visits)
    for (const other of next) before.set(other, [...(before.get(other) ?? []), key]);
  const good = new Set(visits.has('') ? [''] : []);
  for (const key of good) for (const other of before.get(key) ?? []) good.add(other);
  const lost = [...visits.keys()].filter((key) => !good.has(key));
  return lost.find((key) => visits.get(key)?.next.length === 0) ?? lost[0];
}

function runTo(key: string, visits: ReadonlyMap<string, Visit>): readonly string[] {
  const run: string[] = [];
  for (let at = visits.get(key)?.from; at !== undefined; at = visits.get(at.key)?.from) run.unshift(at.node);
  return run;
}
