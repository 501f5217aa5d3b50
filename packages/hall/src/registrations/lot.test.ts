import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commitmentTo, drawn, lotNumber, newSeed } from './lot.ts';

const entries = fc
  .uniqueArray(fc.uuid(), { maxLength: 40 })
  .map((ids) => ids.map((application) => ({ application })));

test('a draw has everybody once, and the same seed draws the same order whatever order they came in', () => {
  fc.assert(
    fc.property(fc.string(), entries, (seed, all) => {
      const order = drawn(seed, all);
      assert.deepEqual(new Set(order), new Set(all));
      assert.deepEqual(drawn(seed, [...all].reverse()), order);
    }),
  );
});

test('whoever leaves before the draw changes nothing about the order of the others', () => {
  fc.assert(
    fc.property(fc.string(), entries, fc.nat(), (seed, all, which) => {
      const left = all.filter((_, index) => index !== which % Math.max(1, all.length));
      assert.deepEqual(
        drawn(seed, left),
        drawn(seed, all).filter((entry) => left.includes(entry)),
      );
    }),
  );
});

test('everybody is as likely to be the first', () => {
  const five = Array.from({ length: 5 }, (_, index) => ({ application: `application-${index}` }));
  const wins = new Map<string, number>();
  for (let draw = 0; draw < 2000; draw++) {
    const [first] = drawn(`seed ${draw}`, five);
    wins.set(first?.application ?? '', (wins.get(first?.application ?? '') ?? 0) + 1);
  }
  for (const count of wins.values()) assert.ok(count > 320 && count < 480, JSON.stringify([...wins]));
});

test('a commitment tells nothing of the seed but fits only it, and a lot number does not tell the application', () => {
  const seed = newSeed();
  assert.match(seed, /^[0-9a-f]{64}$/);
  assert.notEqual(commitmentTo(seed), commitmentTo(newSeed()));
  assert.equal(commitmentTo(seed).length, 64);
  assert.ok(!lotNumber('0190-application').includes('0190'));
});
