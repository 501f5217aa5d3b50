import { shuffled } from '../ballots/seal.ts';
import type { Answers } from './paper.ts';

/**
 * Which papers leave the box when one has come, and which stay. Results that are watched while answers come in tell
 * what has come between two looks, and rows tell of how many people of a group they are; so papers come out by `least`
 * of one group at a time, by lot, and at least as many of it stay behind: what is left at the end can be told of as well.
 */
export function release(
  papers: readonly Answers[],
  least: number,
): { readonly out: readonly Answers[]; readonly kept: readonly Answers[] } {
  const groups = [...byGroup(papers).values()].map((those) =>
    those.length < 2 * least ? { out: [], kept: those } : halves(shuffled(those), least),
  );
  return { out: groups.flatMap(({ out }) => out), kept: groups.flatMap(({ kept }) => kept) };
}

const halves = (mixed: readonly Answers[], least: number) => ({
  out: mixed.slice(0, least),
  kept: mixed.slice(least),
});

/**
 * At the end of a round: all, or, where there were fewer than `least` in all, nothing ever. Groups too small to be told
 * apart lose their name (only a few of such people have answered, and who they are is known), and so do the papers of
 * another where these would still be too few.
 */
export function releaseLast(
  papers: readonly Answers[],
  least: number,
  released: ReadonlySet<string>,
): readonly Answers[] {
  if (released.size === 0 && papers.length < least) return [];
  const groups = [...byGroup(papers)].toSorted(([, one], [, other]) => one.length - other.length);
  const nameless = new Set(
    groups.filter(([group, those]) => those.length < least && !released.has(group)).map(([group]) => group),
  );
  const count = () =>
    groups.reduce((sum, [group, those]) => (nameless.has(group) ? sum + those.length : sum), 0);
  for (const [group] of groups) {
    if (count() === 0 || count() >= least) break;
    nameless.add(group);
  }
  return papers.map((paper) => (nameless.has(paper.group) ? { ...paper, group: '' } : paper));
}

const byGroup = (papers: readonly Answers[]) => Map.groupBy(papers, ({ group }) => group);
