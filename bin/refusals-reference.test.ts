import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusals } from '@yizhan/contract';
import { refusalsReference, writtenReference } from './refusals-reference.ts';

test('docs/reference/refusals.md has every code as the contract has it', async () => {
  const written = await writtenReference();
  for (const code of Object.keys(refusals))
    assert.ok(written.includes(`| \`${code}\` `), `${code} is missing`);
  assert.equal(written, refusalsReference(), 'run: node bin/refusals-reference.ts');
});
