import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOfFile, sizeText } from './file-rules.ts';

const rule = { accept: ['pdf', 'jpg'], max: 2, maxMegabytes: 1 };
const file = (name: string, size = 10) => ({ name, size });

test('a file of an allowed type and size is taken, whatever the case of its ending', () => {
  assert.equal(refusalOfFile(file('终稿.PDF', 1024 * 1024), rule, 1), undefined);
});

test('type, emptiness, size and number are each refused by name', () => {
  assert.equal(refusalOfFile(file('a.exe'), rule, 0), 'uploadType');
  assert.equal(refusalOfFile(file('pdf'), rule, 0), 'uploadType');
  assert.equal(refusalOfFile(file('a.pdf', 0), rule, 0), 'uploadEmpty');
  assert.equal(refusalOfFile(file('a.pdf', 1024 * 1024 + 1), rule, 0), 'uploadSize');
  assert.equal(refusalOfFile(file('a.pdf'), rule, 2), 'uploadMax');
});

test('sizes are short', () => {
  assert.equal(sizeText(12), '12 B');
  assert.equal(sizeText(482_331), '471 KB');
  assert.equal(sizeText(1.5 * 1024 * 1024), '1.5 MB');
  assert.equal(sizeText(10 * 1024 * 1024), '10 MB');
});
