import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPlace } from './next-place.ts';

test('a path of the hall is kept with its query', () => {
  assert.equal(nextPlace('/tasks/9?box=done#form'), '/tasks/9?box=done#form');
});

for (const evil of [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' //evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  '',
  undefined,
  42,
]) {
  test(`home instead of ${JSON.stringify(evil)}`, () => {
    assert.equal(nextPlace(evil), '/');
  });
}

test('signing in never leads back to the sign-in', () => {
  assert.equal(nextPlace('/sign-in?next=/'), '/');
});
