import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '@yizhan/contract';
import { roundsOf } from './rounds.ts';

const entries = (...whats: TimelineEntry['what'][]): TimelineEntry[] =>
  whats.map((what, minute) => ({ at: `2026-11-24T05:0${minute}:00.000Z`, what }));
const told = (list: readonly TimelineEntry[]) => list.map(({ what }) => what).join(' ');

test('each resubmission through all steps begins a round, and what came before is an earlier one', () => {
  const { earlier, now } = roundsOf(
    entries('submitted', 'approved', 'sentBack', 'resubmitted', 'withdrawn', 'resubmitted', 'approved'),
  );
  assert.deepEqual(
    earlier.map((round) => [told(round.entries), round.end?.what]),
    [
      ['submitted approved sentBack', 'sentBack'],
      ['resubmitted withdrawn', 'withdrawn'],
    ],
  );
  assert.equal(told(now), 'resubmitted approved');
});

test('straight back to who sent it back is the same round, and so is what was only sent back so far', () => {
  const straight = entries('submitted', 'approved', 'sentBack').concat({
    at: '2026-11-24T06:00:00.000Z',
    what: 'resubmitted',
    straight: true,
  });
  assert.deepEqual(roundsOf(straight).earlier, []);
  assert.equal(roundsOf(straight).now.length, 4);
  assert.equal(told(roundsOf(entries('submitted', 'sentBack')).now), 'submitted sentBack');
  assert.deepEqual(roundsOf([]), { earlier: [], now: [] });
});
