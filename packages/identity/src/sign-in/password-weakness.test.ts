import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { weaknessOf } from './password-weakness.ts';

describe('a new password', () => {
  for (const good of [
    'correct horse battery',
    '云溪山下有一片很大的湖水',
    'xK3v-pq9w-Lm2z',
    'Teachers drink 7 cups',
  ])
    test(`may be ${good}`, () => assert.equal(weaknessOf(good, 'T1006'), undefined));

  test('is refused when shorter than 12 characters, counted as people count', () => {
    assert.equal(weaknessOf('xK3v-pq9w-L', 'T1006'), 'too-short');
    assert.equal(weaknessOf('😀😀😀😀😀😀', 'T1006'), 'too-short');
  });

  test('is refused when it is a novel', () => {
    assert.equal(weaknessOf('xK3v-pq9w-Lm2z'.repeat(20), 'T1006'), 'too-long');
  });

  test('is refused with the own number in it', () => {
    assert.equal(weaknessOf('my-t1006-is-mine', 'T1006'), 'contains-number');
  });

  for (const common of [
    '123456789012',
    'password1234',
    'Passw0rd2026!',
    'aaaaaaaaaaaa',
    'abababababab',
    'qwertyuiop123',
    '1qaz2wsx3edc4rfv',
    'woaini5201314',
    'adminadmin123',
    'abcdefghijkl',
    '987654321098',
    'daxue2026daxue',
    'Yizhan123456',
  ])
    test(`is refused when it is as common as ${common}`, () =>
      assert.equal(weaknessOf(common, 'T1006'), 'too-common'));
});
