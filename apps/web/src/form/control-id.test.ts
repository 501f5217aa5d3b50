import assert from 'node:assert/strict';
import { test } from 'node:test';
import { controlId, rowOf } from './control-id.ts';

test('a field and a cell have ids that fit into an address', () => {
  assert.equal(controlId('days'), 'field-days');
  assert.equal(controlId('docs[1].copies'), 'field-docs-1-copies');
});

test('a path into a row names table and row', () => {
  assert.deepEqual(rowOf('docs[12].copies'), { table: 'docs', row: 12 });
  assert.deepEqual(rowOf('docs[0]'), { table: 'docs', row: 0 });
  assert.equal(rowOf('days'), undefined);
});
