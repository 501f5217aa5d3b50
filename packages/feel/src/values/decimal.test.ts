import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { add, divide, modulo, multiply, power, round } from './decimal.ts';

/** Amounts with two places, as thousandths of them stay exact in a number. */
const cents = fc.integer({ min: -1e9, max: 1e9 });

describe('arithmetic on decimals', () => {
  test('is that of the numbers as they are written', () => {
    assert.equal(add(0.1, 0.2), 0.3);
    assert.equal(add(1.1, -1), 0.1);
    assert.equal(multiply(0.1, 3), 0.3);
    assert.equal(multiply(1.15, 100), 115);
    assert.equal(divide(0.3, 0.1), 3);
    assert.equal(divide(1, 3), 1 / 3);
    assert.equal(modulo(10.1, 4.5), 1.1);
    assert.equal(modulo(-12, 5), 3);
    assert.equal(power(1.1, 2), 1.21);
    assert.equal(power(2, -1), 0.5);
  });

  test('goes beyond whole numbers and very small ones', () => {
    assert.equal(add(1e308, 1e-308), 1e308);
    assert.equal(add(Number.MAX_SAFE_INTEGER, -0.5), Number.MAX_SAFE_INTEGER - 0.5);
    assert.equal(multiply(1e-200, 1e-200), 0);
    assert.equal(divide(1, 1e300), 1e-300);
  });

  test('adds amounts as whole cents add up', () => {
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 50 }), (amounts) => {
        const sum = amounts.map((amount) => amount / 100).reduce(add, 0);
        assert.equal(sum, amounts.reduce((a, b) => a + b, 0) / 100);
      }),
    );
  });

  test('multiplies amounts as whole cents multiply', () => {
    const small = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(small, small, (a, b) => assert.equal(multiply(a / 100, b / 100) + 0, (a * b) / 10_000 + 0)),
    );
  });
});

describe('rounding', () => {
  test('takes a half as it is written, not as it is stored', () => {
    assert.equal(round(1.005, 2, 'half up'), 1.01);
    assert.equal(round(-1.005, 2, 'half up'), -1.01);
    assert.equal(round(1.005, 2, 'half down'), 1);
    assert.equal(round(1.005, 2, 'half even'), 1);
    assert.equal(round(1.015, 2, 'half even'), 1.02);
    assert.equal(round(2.5, 0, 'half even'), 2);
    assert.equal(round(3.5, 0, 'half even'), 4);
  });

  test('goes up, down, to the floor and to the ceiling', () => {
    assert.deepEqual([round(1.01, 1, 'up'), round(-1.01, 1, 'up')], [1.1, -1.1]);
    assert.deepEqual([round(1.09, 1, 'down'), round(-1.09, 1, 'down')], [1, -1]);
    assert.deepEqual([round(1.5, 0, 'floor'), round(-1.5, 0, 'floor')], [1, -2]);
    assert.deepEqual([round(1.5, 0, 'ceiling'), round(-1.5, 0, 'ceiling')], [2, -1]);
  });

  test('rounds to tens and hundreds, and leaves what has fewer places', () => {
    assert.equal(round(1250, -2, 'half up'), 1300);
    assert.equal(round(1250, -2, 'half even'), 1200);
    assert.equal(round(49, -2, 'half up'), 0);
    assert.equal(round(1.5, 400, 'up'), 1.5);
    assert.equal(round(1.5, -400, 'down'), 0);
  });

  test('gives a number no farther away than half a unit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (number, scale) => {
          assert.ok(Math.abs(round(number, scale, 'half even') - number) <= 0.5 * 10 ** -scale + 1e-9);
        },
      ),
    );
  });
});
