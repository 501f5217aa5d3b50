import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { showYuan } from '@yizhan/forms';
import fc from 'fast-check';
import { parseYuan, plainYuan, typedYuan } from './money.ts';

describe('typing', () => {
  for (const [typed, kept] of [
    ['1234.5', '1234.5'],
    ['1,234.50', '1234.50'],
    ['１２３４．５０', '1234.50'],
    ['￥88元', '88'],
    ['12。5', '12.5'],
    ['1.2.3', '1.23'],
    ['1.999', '1.99'],
    ['--5-', '-5'],
    ['abc', ''],
  ] as const) {
    test(`"${typed}" becomes "${kept}"`, () => assert.equal(typedYuan(typed), kept));
  }
});

describe('cents', () => {
  for (const [text, cents] of [
    ['1,234.5', 123450],
    ['.5', 50],
    ['5.', 500],
    ['0', 0],
    ['-3.01', -301],
    ['1.005', 100],
  ] as const) {
    test(`"${text}" is ${cents}`, () => assert.equal(parseYuan(text), cents));
  }
  test('there is no amount without a digit', () => {
    for (const text of ['', '-', '.', '-.', 'abc']) assert.equal(parseYuan(text), undefined);
  });
});

test('every amount that is shown reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000_000_000, max: 10_000_000_000_000 }), (cents) => {
      assert.equal(parseYuan(showYuan(cents)), cents);
      assert.equal(parseYuan(plainYuan(cents)), cents);
    }),
  );
});
