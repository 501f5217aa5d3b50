import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event, Task } from '@yizhan/engine';
import { timelineOf } from './timeline.ts';

const task = (id: string, node: string): Task => ({
  id,
  node,
  token: 'k1',
  kind: 'approval',
  mode: 'single',
  signers: [{ person: 'P1' }],
  openedAt: '',
});
const row = (minute: number, person: string, ...events: readonly Event[]) => ({
  seq: minute,
  at: `2026-11-24T05:0${minute}:00.000Z`,
  person,
  command: '',
  events,
});

test('the timeline tells who did what at which step, and when the step had begun', () => {
  const items = timelineOf([
    row(1, 'P0', { type: 'submitted', walk: 'first' }, { type: 'task-opened', task: task('t1', 'head') }),
    row(2, 'P1', { type: 'sent-back', task: 't1', person: 'P1', to: 'apply', comment: '缺附件', route: '' }),
    row(
      3,
      'P0',
      { type: 'submitted', walk: 'straight' },
      { type: 'task-skipped', node: 'section' },
      { type: 'task-opened', task: task('t2', 'head') },
    ),
    row(
      5,
      'P1',
      { type: 'voted', task: 't2', person: 'P1', voice: 'approve' },
      { type: 'ended', status: 'approved' },
    ),
  ]);
  assert.deepEqual(items, [
    { at: '2026-11-24T05:01:00.000Z', what: 'submitted', person: 'P0' },
    {
      at: '2026-11-24T05:02:00.000Z',
      what: 'sentBack',
      person: 'P1',
      node: 'head',
      since: '2026-11-24T05:01:00.000Z',
      comment: '缺附件',
      to: 'apply',
    },
    { at: '2026-11-24T05:03:00.000Z', what: 'resubmitted', person: 'P0', straight: true },
    { at: '2026-11-24T05:03:00.000Z', what: 'skipped', node: 'section' },
    {
      at: '2026-11-24T05:05:00.000Z',
      what: 'approved',
      person: 'P1',
      node: 'head',
      since: '2026-11-24T05:03:00.000Z',
    },
    { at: '2026-11-24T05:05:00.000Z', what: 'ended' },
  ]);
});

test('the timeline names a withdrawal, a rejection and a cancellation with their reasons, and nothing of the tokens', () => {
  const items = timelineOf([
    row(
      1,
      'P0',
      { type: 'withdrawn', person: 'P0', comment: '改天' },
      { type: 'token-removed', token: 'k1' },
    ),
    row(2, 'P1', { type: 'voted', task: 'unknown', person: 'P1', voice: 'reject', comment: '不符合' }),
    row(3, 'P0', { type: 'ended', status: 'cancelled', person: 'P0', comment: '不去了' }),
  ]);
  assert.deepEqual(
    items.map(({ at: _, ...item }) => item),
    [
      { what: 'withdrawn', person: 'P0', comment: '改天' },
      { what: 'rejected', person: 'P1', comment: '不符合' },
      { what: 'cancelled', person: 'P0', comment: '不去了' },
    ],
  );
});
