import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomKey, submissionKeys } from './idempotency.ts';

function counting() {
  let count = 0;
  return submissionKeys(() => `key-${++count}`);
}

test('the same submission keeps its key however often it is sent', () => {
  const keys = counting();
  assert.equal(keys.keyFor({ act: 'approve' }), 'key-1');
  assert.equal(keys.keyFor({ act: 'approve' }), 'key-1');
});

test('a changed submission gets a new key', () => {
  const keys = counting();
  keys.keyFor({ act: 'approve' });
  assert.equal(keys.keyFor({ act: 'reject' }), 'key-2');
});

test('after a success the same words are a new submission', () => {
  const keys = counting();
  keys.keyFor({ act: 'approve' });
  keys.settle();
  assert.equal(keys.keyFor({ act: 'approve' }), 'key-2');
});

test('keys are long and differ', () => {
  const made = new Set(Array.from({ length: 100 }, () => randomKey()));
  assert.equal(made.size, 100);
  for (const key of made) assert.ok(key.length >= 32);
});
