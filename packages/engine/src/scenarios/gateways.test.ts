import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bpmn, chain, end, exclusive, flow, parallel, start, task } from '../testing/bpmn.ts';
import { aDraft, anApplication, assertRefused, programOf, scenario } from '../testing/trial.ts';

const withCondition = (condition: string) =>
  programOf(
    bpmn(
      start(),
      exclusive('which', 'which-end'),
      task('a'),
      end(),
      chain('apply', 'which', 'end'),
      flow('conditional', 'which', 'a', condition),
      chain('a', 'end'),
    ),
  );

describe('an exclusive gateway', async () => {
  const byDays = await scenario('exclusive');
  const openFor = (data: Record<string, unknown>) => anApplication(byDays, { data }).open;

  test('takes the first flow in the order of the file whose condition holds, and only that', () => {
    assert.deepEqual(openFor({ days: 20 }), ['vicePresident']);
    assert.deepEqual(openFor({ days: 4 }), ['dean']);
  });

  test('takes the default flow when no condition holds', () => {
    assert.deepEqual(openFor({ days: 3 }), ['head']);
  });

  test('takes a condition that is null, for a field is still empty, as not holding', () => {
    assert.deepEqual(openFor({}), ['head']);
    assert.deepEqual(openFor({ days: null }), ['head']);
  });

  test('refuses the act when a condition fails, and falls through to no default', async () => {
    const trial = aDraft(await withCondition('days * 8 > 120'), { data: { days: '很多' } });
    const parameters = assertRefused(trial, 'flow/expression-failed', () => trial.submit());
    assert.deepEqual([parameters.element, parameters.expression], ['conditional', 'days * 8 > 120']);
    assert.match(String(parameters.reason), /很多/);
    assert.equal(trial.state.status, 'draft');
  });

  test('refuses the act when a condition answers something else than yes or no', async () => {
    const trial = aDraft(await withCondition('days + 1'), { data: { days: 3 } });
    const { reason } = assertRefused(trial, 'flow/expression-failed', () => trial.submit());
    assert.match(String(reason), /4/);
  });

  test('refuses the act when there is no way out, and names the gateway', async () => {
    const trial = anApplication(await scenario('no-way-out'), { data: { kind: 'fax' } });
    assert.deepEqual(
      assertRefused(trial, 'flow/no-way-out', () => trial.approve('desk')),
      { element: 'byKind', node: '哪一类？' },
    );
    assert.deepEqual(trial.open, ['desk']);
    trial.approve('desk', undefined, { kind: 'online' });
    assert.deepEqual(trial.open, ['online']);
  });

  test('lets each of several tokens pass alone: what merges as two leaves as two', async () => {
    const trial = anApplication(await scenario('merge'));
    trial.approve('a');
    trial.approve('b');
    assert.deepEqual(trial.open, ['after', 'after']);
    trial.approve('after');
    assert.equal(trial.state.status, 'running');
    trial.approve('after');
    assert.equal(trial.state.status, 'approved');
  });

  test('in a circle without a step between is refused, not run for ever', async () => {
    const program = await scenario('endless');
    const trial = aDraft(program, { data: { again: true } });
    assertRefused(trial, 'flow/endless', () => trial.submit());
    trial.submit({ data: { again: false } });
    assert.deepEqual(trial.open, ['task']);
  });

  test('may lead back to an earlier step as long as the data say so', async () => {
    const trial = anApplication(await scenario('rework'), { data: { rewrite: true } });
    for (const round of [1, 2]) {
      trial.approve('write');
      trial.approve('check', undefined, { rewrite: round === 1 });
    }
    assert.equal(trial.state.status, 'approved');
  });
});

describe('an activity with several outgoing flows', async () => {
  const program = await scenario('splitting-activity');
  const openAfterDesk = (data: Record<string, unknown>) => {
    const trial = anApplication(program, { data });
    trial.approve('desk');
    return trial.open;
  };

  test('takes those without a condition and all whose condition holds', () => {
    assert.deepEqual(openAfterDesk({ abroad: true, amount: 9000 }), ['always', 'abroad', 'costly']);
    assert.deepEqual(openAfterDesk({ abroad: false, amount: 9000 }), ['always', 'costly']);
  });

  test('leaves the default flow alone where another is taken', () => {
    assert.deepEqual(openAfterDesk({}), ['always']);
  });

  test('takes the default flow only when no other is', () => {
    const trial = anApplication(program);
    trial.approve('desk');
    trial.approve('always');
    trial.approve('choice');
    assert.deepEqual(trial.open, ['archive']);
  });

  test('ends when the last of its branches has ended', () => {
    const trial = anApplication(program, { data: { abroad: true, urgent: true } });
    trial.approve('desk');
    trial.approve('always');
    trial.approve('choice');
    assert.deepEqual([trial.state.status, trial.open], ['running', ['abroad']]);
    trial.approve('abroad');
    assert.equal(trial.state.status, 'approved');
  });
});

test('an activity with several incoming flows runs once for each token, and waits for none', async () => {
  const program = await programOf(
    bpmn(
      start(),
      parallel('fork'),
      ...['a', 'b', 'after'].map((id) => task(id)),
      end(),
      chain('apply', 'fork', 'a', 'after', 'end'),
      chain('fork', 'b', 'after'),
    ),
  );
  const trial = anApplication(program);
  trial.approve('a');
  assert.deepEqual(trial.open, ['b', 'after']);
  trial.approve('b');
  assert.deepEqual(trial.open, ['after', 'after']);
});

describe('a parallel gateway', async () => {
  test('opens every branch and goes on when the last one arrives', async () => {
    const trial = anApplication(await scenario('parallel'));
    assert.deepEqual(trial.open, ['finance', 'assets']);
    trial.approve('assets');
    trial.approve('security');
    assert.deepEqual(trial.open, ['finance']);
    assert.deepEqual(trial.tokens, ['finance<fork-finance', 'join<security-join']);
    trial.approve('finance');
    assert.deepEqual(trial.open, ['president']);
  });

  test('ends the whole application when one branch rejects', async () => {
    const trial = anApplication(await scenario('parallel'));
    trial.approve('finance');
    trial.reject('assets');
    assert.equal(trial.state.status, 'rejected');
  });

  test('wants one token of each incoming flow: two by the same do not make up for another', async () => {
    const trial = anApplication(await scenario('join-per-flow'));
    trial.approve('a');
    trial.approve('b');
    assert.deepEqual(trial.tokens, ['c<fork-c', 'join<merge-join', 'join<merge-join']);
    assert.deepEqual(trial.open, ['c']);
    trial.approve('c');
    assert.deepEqual(trial.open, ['after']);
    assert.deepEqual(trial.tokens, ['after<join-after', 'join<merge-join']);
  });

  test('nests: the outer join waits for the inner block as a whole', async () => {
    const trial = anApplication(await scenario('nested-parallel'));
    trial.approve('a');
    trial.approve('c');
    assert.deepEqual(trial.tokens, ['b<innerFork-b', 'innerJoin<c-innerJoin', 'join<a-join']);
    trial.approve('b');
    assert.deepEqual(trial.open, ['after']);
  });
});
