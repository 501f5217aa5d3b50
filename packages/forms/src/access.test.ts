import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accessAt } from './access.ts';
import type { FormDocument } from './document.ts';
import { aDocument } from './testing/a-form.ts';

const at = (step: string, steps: FormDocument['steps']) =>
  accessAt(
    aDocument(
      [
        { key: 'a', type: 'text' },
        { key: 'sum', type: 'number', compute: '1' },
        { key: 'name', type: 'text', prefill: 'profile:name', lock: true },
        { key: 'hint', type: 'note' },
        {
          key: 'docs',
          type: 'table',
          max: 3,
          items: [
            { key: 'title', type: 'text', label: 'title' },
            { key: 'used', type: 'number', label: 'used' },
          ],
        },
      ],
      steps,
    ) as FormDocument,
    step,
  );

describe('access', () => {
  test('without an entry is write for the applicant and read for everybody else', () => {
    assert.equal(at('apply', {})('a'), 'write');
    assert.equal(at('head', {})('a'), 'read');
    assert.equal(at('head', { apply: { a: 'hidden' } })('a'), 'read');
  });

  test('by * goes for every field not named', () => {
    const access = at('head', { head: { '*': 'hidden', a: 'required' } });
    assert.equal(access('a'), 'required');
    assert.equal(access('docs'), 'hidden');
    assert.equal(access('docs.title'), 'hidden');
  });

  test('of computed and locked fields and of notes is never more than read', () => {
    const access = at('apply', { apply: { '*': 'required' } });
    for (const path of ['sum', 'name', 'hint']) assert.equal(access(path), 'read', path);
    assert.equal(at('apply', { apply: { sum: 'hidden' } })('sum'), 'hidden');
  });

  test('of a column goes with its table unless it is named', () => {
    const access = at('head', { head: { 'docs.used': 'required' } });
    assert.equal(access('docs'), 'read');
    assert.equal(access('docs.title'), 'read');
    assert.equal(access('docs.used'), 'required');
  });

  test('of the columns of a table that must have rows is write', () => {
    assert.equal(at('apply', { apply: { docs: 'required' } })('docs.title'), 'write');
  });

  test('of a column is hidden where its table is, and of a table where all its columns are', () => {
    assert.equal(at('head', { head: { docs: 'hidden', 'docs.used': 'write' } })('docs.used'), 'hidden');
    assert.equal(at('head', { head: { 'docs.used': 'hidden', 'docs.title': 'hidden' } })('docs'), 'hidden');
  });

  test('of an unknown path or by an inherited name is hidden', () => {
    assert.equal(at('apply', {})('nothing'), 'hidden');
    assert.equal(at('apply', {})('constructor'), 'hidden');
    assert.equal(at('constructor', {})('a'), 'read');
    assert.equal(at('__proto__', {})('a'), 'read');
  });
});
