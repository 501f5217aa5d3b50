import assert from 'node:assert/strict';
import { test } from 'node:test';
import { niceTop } from './nice-top.ts';

test('the top of an axis is even, round and not far above the most', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 7, 9, 11, 35, 61, 100, 101, 999].map(niceTop),
    [2, 2, 2, 4, 8, 10, 20, 40, 80, 100, 200, 1000],
  );
});
