import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNumber, typedNumber } from './number-text.ts';

test('full-width digits and stray letters are taken as meant', () => {
  assert.equal(typedNumber('１２人', 0), '12');
  assert.equal(typedNumber('1,000', 0), '1000');
});

test('a whole number takes no point, others no more digits than allowed', () => {
  assert.equal(typedNumber('3.7', 0), '3');
  assert.equal(typedNumber('3.75', 1), '3.7');
});

test('a number is there from its first digit on', () => {
  assert.equal(parseNumber(''), undefined);
  assert.equal(parseNumber('-'), undefined);
  assert.equal(parseNumber('-4'), -4);
  assert.equal(parseNumber('2.'), 2);
});
