import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { anApplication, assertRefused, scenario, type Trial } from '../testing/trial.ts';

const program = await scenario('send-back');
const data = { amount: 9000, keepers: ['K1', 'K2'], reason: '购置' };

/** Past the audit, finance has approved, one keeper has signed: inside the block, with a token at the join. */
function inTheBlock(): Trial {
  const trial = anApplication(program, { data });
  trial.approve('unitHead');
  trial.approve('audit');
  trial.approve('finance');
  trial.approve('assets', 'K1');
  assert.deepEqual(trial.tokens, ['assets<fork-assets', 'join<finance-join']);
  return trial;
}

function sentBackFromTheBlock(): Trial {
  const trial = inTheBlock();
  trial.sendBack('assets', 'K2');
  return trial;
}

describe('sending back 退回 from inside a parallel block', () => {
  test('takes the tokens that wait at the join as well', () => {
    const trial = sentBackFromTheBlock();
    assert.equal(trial.state.status, 'returned');
    assert.deepEqual(trial.tokens, ['apply']);
  });

  test('and submitting again leaves nothing of a request to cancel', () => {
    const trial = inTheBlock();
    trial.act({ type: 'askCancel', person: 'applicant', comment: '不买了' });
    trial.sendBack('assets', 'K2');
    trial.submit();
    assert.equal(trial.state.cancelAsked, undefined);
  });

  test('drops the tasks of the sibling branches', () => {
    const trial = anApplication(program, { data });
    trial.approve('unitHead');
    trial.approve('audit');
    const sibling = trial.task('assets').id;
    trial.sendBack('finance');
    assert.deepEqual(trial.open, ['apply']);
    assert.deepEqual(
      trial.events.filter((event) => event.type === 'task-closed').map((event) => event.outcome),
      ['approved', 'approved', 'sentBack', 'dropped'],
    );
    assertRefused(trial, 'task/already-closed', () =>
      trial.act({ type: 'approve', task: sibling, person: 'K1' }),
    );
  });

  test('gives the initiator a task, which is closed by submitting and not by approving', () => {
    const trial = sentBackFromTheBlock();
    const { kind, signers, id } = trial.task('apply');
    assert.deepEqual([kind, signers], ['resubmission', [{ person: 'applicant' }]]);
    assert.deepEqual(
      assertRefused(trial, 'task/act-not-offered', () => trial.approve('apply')),
      { act: 'approve' },
    );
    trial.submit();
    assert.deepEqual(
      trial.events.filter((event) => event.type === 'task-closed' && event.task === id),
      [{ type: 'task-closed', task: id, outcome: 'resubmitted' }],
    );
  });

  test('is possible although a condition cannot be computed, for that is why it is sent back', () => {
    const trial = anApplication(program, { data: { ...data, amount: '九千' } });
    assertRefused(trial, 'flow/expression-failed', () => trial.approve('unitHead'));
    trial.sendBack('unitHead');
    assert.equal(trial.state.status, 'returned');
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ data, walk: 'straight' }));
    trial.submit({ data });
    trial.approve('unitHead');
    assert.deepEqual(trial.open, ['audit']);
  });
});

describe('resubmitting', () => {
  test('again walks through every step from the start', () => {
    const trial = sentBackFromTheBlock();
    trial.submit();
    assert.deepEqual([trial.state.status, trial.open], ['running', ['unitHead']]);
    assert.equal(trial.state.back, undefined);
  });

  test('straight 直送 restores exactly where the tokens stood, and asks every signer anew', () => {
    const trial = inTheBlock();
    const { tokens } = trial;
    trial.sendBack('assets', 'K2');
    trial.submit({ data: { ...data, reason: '购置（已补充说明）' }, walk: 'straight' });
    assert.deepEqual(trial.tokens, tokens);
    assert.deepEqual(trial.task('assets').signers, [{ person: 'K1' }, { person: 'K2' }]);
    trial.approve('assets', 'K1');
    trial.approve('assets', 'K2');
    assert.deepEqual(trial.open, ['president']);
  });

  test('straight is allowed when only data changed that decide nothing', () => {
    const trial = sentBackFromTheBlock();
    trial.submit({ data: { ...data, amount: 5001, reason: '改', note: '新' }, walk: 'straight' });
    assert.equal(trial.state.status, 'running');
  });

  test('straight is refused when the answer of a condition changed', () => {
    const trial = sentBackFromTheBlock();
    assertRefused(trial, 'task/straight-not-possible', () =>
      trial.submit({ data: { ...data, amount: 4000 }, walk: 'straight' }),
    );
    assert.equal(trial.state.data.amount, 9000);
    trial.submit({ data: { ...data, amount: 4000 }, walk: 'again' });
    trial.approve('unitHead');
    assert.deepEqual(trial.open, ['finance', 'assets']);
  });

  test('straight is refused when a person chosen in the form changed', () => {
    const trial = sentBackFromTheBlock();
    assertRefused(trial, 'task/straight-not-possible', () =>
      trial.submit({ data: { ...data, keepers: ['K1', 'K3'] }, walk: 'straight' }),
    );
  });

  test('straight is judged on drafts saved in between too', () => {
    const trial = sentBackFromTheBlock();
    trial.act({ type: 'saveDraft', person: 'applicant', data: { ...data, amount: 1 } });
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ walk: 'straight' }));
    trial.act({ type: 'saveDraft', person: 'applicant', data: { ...data, amount: 6000 } });
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.open, ['assets']);
  });

  test('straight leads back to the last sender, however often it was sent back', () => {
    const trial = sentBackFromTheBlock();
    trial.submit();
    trial.sendBack('unitHead');
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.open, ['unitHead']);
    trial.sendBack('unitHead');
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.open, ['unitHead']);
  });

  test('can be withdrawn again before anybody acts, after which straight is no longer possible', () => {
    const trial = sentBackFromTheBlock();
    trial.submit({ walk: 'straight' });
    trial.withdraw();
    assert.deepEqual([trial.state.status, trial.tokens], ['withdrawn', ['apply']]);
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ walk: 'straight' }));
  });
});
