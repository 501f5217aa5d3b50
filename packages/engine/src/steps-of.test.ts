import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stepsOf } from './steps-of.ts';
import { bpmn, chain, end, exclusive, flow, parallel, start, task } from './testing/bpmn.ts';
import { programOf, scenario } from './testing/trial.ts';

/** Ids in order, with `?` behind those that a run may miss. */
const outline = (program: Parameters<typeof stepsOf>[0]) =>
  stepsOf(program)
    .map(({ node, isConditional }) => node.id + (isConditional ? '?' : ''))
    .join(' ');

describe('the steps of a process', () => {
  test('stand in the order in which they are first reached', async () => {
    assert.equal(outline(await scenario('straight-approval')), 'unitHead office');
    assert.equal(outline(await scenario('send-back')), 'unitHead audit? finance assets president');
  });

  test('behind an exclusive gateway are conditional', async () => {
    assert.equal(outline(await scenario('exclusive')), 'vicePresident? dean? head?');
  });

  test('on a branch of a parallel block are not, wherever on the branch', async () => {
    assert.equal(outline(await scenario('parallel')), 'finance assets security president');
    assert.equal(outline(await scenario('nested-parallel')), 'a b c after');
  });

  test('of a parallel block that may be passed by are conditional', async () => {
    const program = await programOf(
      bpmn(
        start(),
        exclusive('x', 'x-m'),
        exclusive('m'),
        parallel('fork'),
        parallel('join'),
        task('a'),
        task('b'),
        end(),
        chain('apply', 'x', 'm', 'end'),
        flow('c', 'x', 'fork', 'days > 3'),
        chain('fork', 'a', 'join', 'm'),
        chain('fork', 'b', 'join'),
      ),
    );
    assert.equal(outline(program), 'a? b?');
  });

  test('behind an activity are conditional only where its flow is', async () => {
    assert.equal(
      outline(await scenario('splitting-activity')),
      'desk always abroad? costly? archive? choice',
    );
  });

  test('in a loop are not conditional: going round for ever is no way past them', async () => {
    assert.equal(outline(await scenario('rework')), 'write check');
  });
});
