import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptSubmission } from './accept-submission.ts';
import { maskForLists } from './mask.ts';
import { projectDocument, projectForm } from './project.ts';
import { aForm, context } from './testing/a-form.ts';

const fields = [
  { key: 'id', type: 'idcard', secret: true },
  { key: 'salary', type: 'number', secret: true },
  { key: 'high', type: 'text', visible: 'salary > 9000' },
  {
    key: 'rows',
    type: 'table',
    max: 3,
    items: [{ key: 'card', type: 'text', label: 'card', secret: true }],
  },
] as const;
const form = aForm(fields as never, {
  pay: { salary: 'read', 'rows.card': 'write' },
  other: { '*': 'write' },
});
const data = { id: '11010519491231002X', salary: 12000, rows: [{ card: '622202' }] };

describe('S17 a secret', () => {
  test('is masked at a step that does not name it, and seen at one that does', () => {
    assert.deepEqual(projectForm(form, 'pay', data, context), {
      id: '110***********002X',
      salary: 12000,
      rows: [{ card: '622202' }],
    });
    assert.deepEqual(projectForm(form, 'other', data, context), {
      id: '110***********002X',
      salary: '******',
      rows: [{ card: '******' }],
    });
    assert.deepEqual(projectForm(form, 'apply', data, context), data);
  });

  test('is a text there, and no rule that reads it leaves the server', () => {
    const document = projectDocument(form.document, 'other');
    const salary = document.sections[0]?.fields.find(({ key }) => key === 'salary');
    assert.deepEqual(salary, { key: 'salary', type: 'text', label: 'salary' });
    assert.doesNotMatch(JSON.stringify(document), /9000/);
  });

  test('is not typed over by who does not see it, nor guessed', () => {
    const seen = projectForm(form, 'other', data, context);
    assert.deepEqual(acceptSubmission(form, 'other', data, seen, context).forged, []);
    assert.deepEqual(acceptSubmission(form, 'other', data, { ...seen, salary: 12000 }, context).forged, [
      'salary',
    ]);
    assert.deepEqual(
      acceptSubmission(form, 'other', data, { ...seen, salary: 1 }, context).data.salary,
      12000,
    );
  });

  test('is masked in titles and lists for everybody', () => {
    assert.deepEqual(maskForLists(form, data), {
      id: '110***********002X',
      salary: '******',
      rows: [{ card: '******' }],
    });
  });
});
