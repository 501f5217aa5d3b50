import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bpmn,
  chain,
  end,
  endWith,
  exclusive,
  flow,
  inclusive,
  parallel,
  start,
  sub,
  task,
} from '../testing/bpmn.ts';
import { programOf } from '../testing/trial.ts';
import { soundness } from './soundness.ts';

const wrongIn = async (...elements: readonly string[]) =>
  soundness(await programOf(bpmn(start(), end(), ...elements))).map(
    ({ kind, element }) => `${kind} ${element}`,
  );
const ways = (split: string, join: string) => [
  split,
  join,
  task('a'),
  task('b'),
  chain('apply', 's'),
  flow('sa', 's', 'a', split.includes('parallel') ? undefined : 'n > 1'),
  chain('s', 'b', 'j', 'end'),
  chain('a', 'j'),
];

describe('soundness', () => {
  test('splits and joins of one kind are sound, and what splits more than it joins is not', async () => {
    assert.deepEqual(await wrongIn(...ways(parallel('s'), parallel('j'))), []);
    assert.deepEqual(await wrongIn(...ways(exclusive('s', 's-b'), exclusive('j'))), []);
    assert.deepEqual(await wrongIn(...ways(inclusive('s', 's-b'), inclusive('j'))), []);
    assert.deepEqual(await wrongIn(...ways(exclusive('s', 's-b'), inclusive('j'))), []);
    assert.deepEqual(await wrongIn(...ways(exclusive('s', 's-b'), parallel('j'))), ['stuck j']);
    assert.deepEqual(await wrongIn(...ways(inclusive('s', 's-b'), parallel('j'))), ['stuck j']);
  });

  test('the run that goes wrong is shown, element by element', async () => {
    const program = await programOf(bpmn(start(), end(), ...ways(exclusive('s', 's-b'), parallel('j'))));
    const [fault] = soundness(program);
    assert.deepEqual(fault?.run, ['apply', 's', 'a']);
    assert.match(fault?.message ?? '', /停在“j”/);
  });

  test('what never ends, makes ever more tokens, or is never come to', async () => {
    assert.match((await wrongIn(task('a'), task('b'), chain('apply', 'a', 'b', 'a')))[0] ?? '', /^stuck/);
    assert.match(
      (
        await wrongIn(
          parallel('s'),
          exclusive('m'),
          chain('apply', 'm', 's', 'end'),
          flow('r', 's', 'm'),
          flow('r2', 's', 'm'),
        )
      )[0] ?? '',
      /^stuck/,
    );
    assert.deepEqual(
      await wrongIn(
        task('a'),
        parallel('j'),
        task('x'),
        task('y'),
        chain('apply', 'a', 'end'),
        chain('x', 'y', 'x'),
      ),
      ['dead x', 'dead y'],
    );
  });

  test('a branch beside a terminate end event is not dead for it', async () => {
    const stop = endWith('stop', '<bpmn:terminateEventDefinition/>');
    assert.deepEqual(
      await wrongIn(
        parallel('s'),
        task('a'),
        task('b'),
        task('c'),
        stop,
        chain('apply', 's', 'a', 'stop'),
        chain('s', 'b', 'c', 'end'),
      ),
      [],
    );
  });

  test('looks into sub-processes', async () => {
    const inner = sub(
      'o',
      start('i'),
      exclusive('x', 'x-a'),
      task('a'),
      task('b'),
      parallel('j'),
      end('e'),
      chain('i', 'x', 'a', 'j', 'e'),
      flow('xb', 'x', 'b', 'n > 1'),
      chain('b', 'j'),
    );
    assert.deepEqual(await wrongIn(inner, chain('apply', 'o', 'end')), ['stuck j']);
  });
});
