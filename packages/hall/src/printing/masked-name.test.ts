import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskedName } from './masked-name.ts';

test('of a name the first character is told, and not how long the rest is', () => {
  for (const name of ['张三', '张小三', ' 张三丰']) assert.equal(maskedName(name), '张*');
  assert.equal(maskedName('𠮷田茂'), '𠮷*');
  assert.equal(maskedName('Smith'), 'S*');
  assert.equal(maskedName(''), '*');
});
