import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskSummary } from '@yizhan/contract';
import { tickAll, tickOne } from './batch.query.ts';

const tasks = (count: number, kind: TaskSummary['kind'] = 'approval') =>
  Array.from({ length: count }, (_, index) => ({ id: `${kind}-${index}`, kind }) as TaskSummary);

test('all that are decisions are ticked, and none when they all are', () => {
  const list = [...tasks(2), ...tasks(1, 'resubmission')];
  const all = tickAll(list, new Set(['approval-0']));
  assert.deepEqual([...all], ['approval-0', 'approval-1']);
  assert.equal(tickAll(list, all).size, 0);
});

test('no more are ticked than the server takes at once', () => {
  const all = tickAll(tasks(130), new Set());
  assert.equal(all.size, 100);
  assert.equal(tickAll(tasks(130), all).size, 0);
  assert.equal(tickOne(all, 'approval-120'), all);
  assert.equal(tickOne(all, 'approval-0').size, 99);
});
