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
  test('stand behind all those that lead to them', async () => {
    assert.equal(outline(await scenario('straight-approval')), 'unitHead office');
    assert.equal(outline(await scenario('nested-parallel')), 'a b c after');
    assert.equal(outline(await scenario('send-back')), 'unitHead audit? finance assets president');
  });

  test('behind an exclusive gateway are conditional', async () => {
    assert.equal(outline(await scenario('exclusive')), 'vicePresident? dean? head?');
  });

  test('on a branch of a parallel block are not, wherever on the branch', async () => {
    assert.equal(outline(await scenario('parallel')), 'finance assets security president');
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
      'desk always choice abroad? costly? archive?',
    );
  });

  test('are found behind thousands of gateways', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `g${index}`);
    const gateways = ids.map((id) => exclusive(id));
    const program = await programOf(
      bpmn(start(), ...gateways, task('last'), end(), chain('apply', ...ids, 'last', 'end')),
    );
    assert.equal(outline(program), 'last');
  });

  test('in a loop are not conditional: going round for ever is no way past them', async () => {
    assert.equal(outline(await scenario('rework')), 'write check');
  });
});
