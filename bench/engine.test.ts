import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from './engine.bench.ts';

test('the engine bench measures acts, starts and the size of the state, each beside its bound', async () => {
  const rows = await run({ rounds: 1, secondsEach: 0.05 });
  assert.deepEqual(
    rows.map(({ unit, bound }) => [unit, bound]),
    [
      ['a second of one core', 20_000],
      ['a second of one core', 20_000],
      ['bytes', 4096],
    ],
  );
  const [, , size] = rows;
  assert.ok(size && size.value < 4096, `the state has ${size?.value} bytes`);
});
