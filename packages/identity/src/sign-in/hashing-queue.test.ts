import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refused } from '@yizhan/contract';
import { inTurn } from './hashing-queue.ts';

test('no more than two hashes run at once, each gets its turn, and a failure gives the place on', async () => {
  let running = 0;
  let most = 0;
  const hash = (number: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    if (number === 3) throw new Error('third');
    return number;
  };
  const done = await Promise.allSettled([1, 2, 3, 4, 5, 6].map((number) => inTurn(hash(number))));
  assert.equal(most, 2);
  assert.deepEqual(
    done.map((each) => (each.status === 'fulfilled' ? each.value : 'failed')),
    [1, 2, 'failed', 4, 5, 6],
  );
  assert.equal(await inTurn(hash(7)), 7);
});

test('who would wait behind two hundred others is sent away', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const held = Array.from({ length: 202 }, () => inTurn(() => gate));
  await assert.rejects(
    inTurn(() => gate),
    (error: unknown) => error instanceof Refused && error.code === 'server/unavailable',
  );
  open();
  await Promise.all(held);
});
