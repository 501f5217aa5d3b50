import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event, Task } from '@yizhan/engine';
import { progressOf } from './progress.ts';

const task = (id: string, node: string, kind: Task['kind'] = 'approval'): Task => ({
  id,
  node,
  token: 'k1',
  kind,
  mode: 'single',
  signers: [{ person: 'P1' }],
  openedAt: '',
  dueAt: '2026-11-24T05:04:00.000Z',
});
const at = (minute: number): string => `2026-11-24T05:0${minute}:00.000Z`;
const row = (minute: number, ...events: readonly Event[]) => ({
  seq: minute,
  at: at(minute),
  person: 'P',
  command: '',
  events,
});
const open = (id: string, node: string, kind?: Task['kind']): Event => ({
  type: 'task-opened',
  task: task(id, node, kind),
});
const close = (id: string, outcome: 'approved' | 'sentBack' | 'resubmitted'): Event => ({
  type: 'task-closed',
  task: id,
  outcome,
});

test('every step is told with its time, whoever spoke last and how it ended', () => {
  const { steps, withApplicant } = progressOf(
    [
      row(1, { type: 'submitted', walk: 'first' }, open('t1', 'head')),
      row(
        2,
        { type: 'sent-back', task: 't1', person: 'P2', to: 'apply', comment: '缺附件', route: '' },
        close('t1', 'sentBack'),
        open('t2', 'apply', 'resubmission'),
      ),
      row(4, close('t2', 'resubmitted'), { type: 'submitted', walk: 'again' }, open('t3', 'head')),
      row(
        5,
        { type: 'voted', task: 't3', person: 'P3', voice: 'approve' },
        close('t3', 'approved'),
        open('t4', 'office'),
      ),
    ],
    at(9),
  );
  assert.deepEqual(withApplicant, [{ from: at(2), to: at(4) }]);
  assert.deepEqual(
    steps.map(({ node, person, openedAt, closedAt, outcome, comment }) => [
      node,
      person,
      openedAt.slice(15, 16),
      closedAt?.slice(15, 16),
      outcome,
      comment,
    ]),
    [
      ['head', 'P2', '1', '2', 'sentBack', '缺附件'],
      ['apply', 'P1', '2', '4', 'resubmitted', undefined],
      ['head', 'P3', '4', '5', 'approved', undefined],
      ['office', 'P1', '5', undefined, undefined, undefined],
    ],
  );
});

test('what counts by itself is marked, and what lies with the applicant still does so until now', () => {
  const { steps, withApplicant } = progressOf(
    [
      row(1, { type: 'submitted', walk: 'first' }, open('t1', 'head')),
      row(
        1,
        { type: 'voted', task: 't1', person: '', voice: 'approve', itself: 'samePerson' },
        close('t1', 'approved'),
      ),
      row(3, { type: 'withdrawn', person: 'P0' }),
    ],
    at(8),
  );
  assert.equal(steps[0]?.itself, true);
  assert.equal(steps[0]?.person, 'P1');
  assert.deepEqual(withApplicant, [{ from: at(3), to: at(8) }]);
});
