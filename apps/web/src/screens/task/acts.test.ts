import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CurrentStep, TaskDetail } from '@yizhan/contract';
import { type Act, bodyOf, kindOf, layOut, leavesMe, removable, reopened, restingOf } from './acts.ts';

const offered = (...acts: string[]) => acts.map((act) => ({ act: act as Act }));
const laidOut = (...acts: string[]) => {
  const { bar, more } = layOut(offered(...acts));
  return [bar.map(({ act }) => act), more.map(({ act }) => act)];
};

describe('the bar', () => {
  test('ends with the approval and keeps what is rarer in the menu, in whatever order the server names them', () => {
    assert.deepEqual(
      laidOut(
        'release',
        'approve',
        'addSigner',
        'reject',
        'transfer',
        'sendBack',
        'removeSigner',
        'delegate',
      ),
      [
        ['sendBack', 'reject', 'approve'],
        ['transfer', 'delegate', 'addSigner', 'removeSigner', 'release'],
      ],
    );
  });

  test('shows the only act as a button, also one of the menu', () => {
    for (const act of ['claim', 'resolve', 'takeBack', 'removeSigner'])
      assert.deepEqual(laidOut(act), [[act], []]);
    assert.equal(kindOf('claim'), 'primary');
    assert.equal(kindOf('removeSigner'), 'plain');
  });

  test('leaves out an act that the page does not know', () => {
    assert.deepEqual(laidOut('annul', 'approve'), [['approve'], []]);
    assert.deepEqual(laidOut('annul'), [[], []]);
  });

  test('keeps the word that the service has for an approval', () => {
    assert.equal(layOut([{ act: 'approve', label: '登记完成' }]).bar[0]?.label, '登记完成');
  });
});

describe('what is sent', () => {
  const written = () => ({ days: 2 });

  test('carries the form with a voice and with nothing else', () => {
    assert.deepEqual(bodyOf('approve', { comment: '' }, written), { act: 'approve', data: { days: 2 } });
    assert.deepEqual(bodyOf('transfer', { comment: '', to: 'p2' }, written), { act: 'transfer', to: 'p2' });
    assert.deepEqual(bodyOf('sendBack', { comment: '缺证明', to: 'apply' }, written), {
      act: 'sendBack',
      comment: '缺证明',
      to: 'apply',
    });
  });

  test('says whom to add and how', () => {
    assert.deepEqual(bodyOf('addSigner', { comment: '', people: ['p2', 'p3'], how: 'after' }, undefined), {
      act: 'addSigner',
      people: ['p2', 'p3'],
      how: 'after',
    });
  });
});

test('a task leaves me with a voice and when it is handed on, not when others are only asked besides', () => {
  const acts: Act[] = ['approve', 'reject', 'sendBack', 'resolve', 'transfer'];
  for (const act of acts) assert.equal(leavesMe(act), true, act);
  const staying: Act[] = ['delegate', 'addSigner', 'removeSigner', 'claim', 'release', 'takeBack'];
  for (const act of staying) assert.equal(leavesMe(act), false, act);
});

const person = (id: string, voice?: 'approve') => ({
  id,
  name: id,
  number: id,
  unit: '数学学院',
  ...(voice && { voice }),
});
const step = (task: string, ...people: CurrentStep['people']): CurrentStep => ({
  task,
  node: { id: `${task}-node`, name: task },
  mode: 'countersign',
  people,
  since: '2026-03-02T08:00:00Z',
});
const standing = (current: CurrentStep[], ...acts: string[]) => ({
  id: 't1',
  acts: offered(...acts),
  current,
});

test('those who may be taken out are the others of this task who have not spoken', () => {
  const current = [step('t1', person('me'), person('p2'), person('p3', 'approve')), step('t2', person('p4'))];
  assert.deepEqual(
    removable(standing(current), 'me').map(({ id }) => id),
    ['p2'],
  );
});

describe('a task at rest', () => {
  const mine = [step('t1', person('me'), person('p2'))];
  const done: TaskDetail['done'] = { at: '2026-03-02T09:00:00Z', outcome: 'approve' };

  test('waits for others while it is mine and I am not asked', () => {
    assert.equal(restingOf(standing(mine), 'me'), 'waiting');
    assert.equal(restingOf(standing(mine, 'removeSigner'), 'me'), 'waiting');
  });

  test('is closed when I do not stand in it any more', () => {
    assert.equal(restingOf(standing([step('t1', person('p2'))]), 'me'), 'closed');
    assert.equal(restingOf(standing([step('t2', person('me'))]), 'me'), 'closed');
    assert.equal(restingOf(standing([], 'cc', 'comment'), 'me'), 'closed');
  });

  test('is done when I have acted, also while I may take it back', () => {
    assert.equal(restingOf({ ...standing([], 'takeBack'), done }, 'me'), 'done');
  });

  test('does not rest while something is asked of me', () => {
    for (const act of ['approve', 'claim', 'resolve'])
      assert.equal(restingOf(standing(mine, act), 'me'), undefined, act);
  });
});

test('after taking back, the step stands open in another task of mine', () => {
  const current = [step('t8', person('p2')), step('t9', person('me'))];
  assert.equal(reopened(current, 't9-node', 'me'), 't9');
  assert.equal(reopened(current, 't8-node', 'me'), undefined);
});
