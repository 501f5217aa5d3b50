import type { TimelineEntry } from '@yizhan/contract';

/** What happened until the application came back and went through all steps anew. */
export interface Round {
  readonly entries: readonly TimelineEntry[];
  /** What ended it: the last 退回 or 撤回 in it. */
  readonly end: TimelineEntry | undefined;
}

/**
 * Earlier rounds, and what counts now. A straight resubmission (直送) is no new round: what was approved before it
 * still counts.
 */
export function roundsOf(entries: readonly TimelineEntry[]): {
  readonly earlier: readonly Round[];
  readonly now: readonly TimelineEntry[];
} {
  const starts = entries.flatMap(({ what, straight }, index) =>
    what === 'resubmitted' && !straight ? [index] : [],
  );
  const bounds = [0, ...starts];
  const earlier = starts.map((end, index) => {
    const round = entries.slice(bounds[index], end);
    return {
      entries: round,
      end: round.findLast(({ what }) => what === 'sentBack' || what === 'withdrawn'),
    };
  });
  return { earlier, now: entries.slice(bounds.at(-1)) };
}
