import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toParameter } from './parameters.ts';

test('scalars become their text, nothing becomes null', () => {
  assert.deepEqual([1.5, 10n, true, 'x', null, undefined].map(toParameter), [
    '1.5',
    '10',
    'true',
    'x',
    null,
    null,
  ]);
});

test('a date is sent as an instant in UTC, whatever the zone of this machine', () => {
  assert.equal(toParameter(new Date('2026-11-24T05:00:00Z')), '2026-11-24T05:00:00.000Z');
});

test('an object becomes JSON, a list an array literal with quotes and backslashes escaped', () => {
  assert.equal(toParameter({ 天数: 3 }), '{"天数":3}');
  assert.equal(toParameter(['a"\\b', null, ['c,d']]), '{"a\\"\\\\b",NULL,{"c,d"}}');
});

test('bytes are sent as they are', () => {
  assert.deepEqual(toParameter(new Uint8Array([1, 2])), Buffer.from([1, 2]));
});

test('a function or a symbol is refused before anything is sent', () => {
  assert.throws(() => toParameter(() => 1), TypeError);
  assert.throws(() => toParameter(Symbol('x')), TypeError);
});
