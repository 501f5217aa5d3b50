import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileForm } from './compile-form.ts';
import type { Field } from './document.ts';
import { evaluateForm } from './evaluate.ts';
import { projectDocument, projectForm } from './project.ts';
import { aForm, context } from './testing/a-form.ts';
import { leave, sealUse } from './testing/real-forms.ts';

const keysOf = (fields: readonly Field[]) => fields.map(({ key }) => key);

describe('data as a step sees them', () => {
  test('lack hidden fields and columns, and keys that the form does not know', () => {
    const form = aForm(
      [
        { key: 'a', type: 'text' },
        { key: 'b', type: 'text' },
        {
          key: 'rows',
          type: 'table',
          max: 3,
          items: [
            { key: 'x', type: 'text', label: 'x' },
            { key: 'y', type: 'text', label: 'y' },
          ],
        },
      ],
      { review: { b: 'hidden', 'rows.y': 'hidden' } },
    );
    const data = { a: '1', b: '2', c: '3', rows: [{ x: '4', y: '5', z: '6' }] };
    assert.deepEqual(projectForm(form, 'review', data, context), { a: '1', rows: [{ x: '4' }] });
  });

  test('lack what the rules hide, judged on all the data', () => {
    const data = { takeOut: false, escort: 'T1' };
    assert.deepEqual(projectForm(sealUse, 'businessHead', data, context), { takeOut: false });
  });

  test('have computed values as they were stored', () => {
    assert.deepEqual(projectForm(leave, 'deputyConfirm', { days: 3, leaveType: '事假' }, context), {
      days: 3,
    });
  });
});

describe('the document as a step sees it', () => {
  test('lacks hidden fields, empty sections and all that the other steps may', () => {
    const document = projectDocument(leave.document, 'deputyConfirm');
    assert.deepEqual(
      document.sections.map(({ key, fields }) => [key, keysOf(fields)]),
      [
        ['person', ['applicant']],
        ['leave', ['period', 'days']],
      ],
    );
    assert.deepEqual(document.steps, { deputyConfirm: { applicant: 'read', period: 'read', days: 'read' } });
  });

  test('does not tell the rules that mention hidden fields: what they compute is only read', () => {
    const document = projectDocument(leave.document, 'deputyConfirm');
    assert.doesNotMatch(JSON.stringify(document), /leaveType|startHalf/);
    const form = compileForm(document);
    const view = evaluateForm(form, 'deputyConfirm', { days: 3 }, context);
    assert.equal(view.data.days, 3);
  });

  test('leaves out the field that such a rule hides now, when the view is given', () => {
    const form = aForm(
      [
        { key: 'kind', type: 'text' },
        { key: 'courses', type: 'text', visible: 'kind = "teacher"' },
        { key: 'more', type: 'text', visible: 'courses != null' },
        { key: 'other', type: 'text' },
      ],
      { review: { kind: 'hidden' } },
    );
    const fieldsFor = (kind: string) => {
      const view = evaluateForm(form, 'review', { kind, courses: 'x' }, context);
      return keysOf(projectDocument(form.document, 'review', view).sections[0]?.fields ?? []);
    };
    assert.deepEqual(fieldsFor('teacher'), ['courses', 'more', 'other']);
    assert.deepEqual(fieldsFor('clerk'), ['other']);
    const without = projectDocument(form.document, 'review').sections[0]?.fields ?? [];
    assert.deepEqual(keysOf(without), ['courses', 'more', 'other']);
    assert.equal(without[0]?.visible, undefined);
    assert.equal(without[1]?.visible, 'courses != null');
  });

  test('keeps the rules that the browser can judge', () => {
    const document = projectDocument(sealUse.document, 'businessHead');
    const fields = document.sections.flatMap((section) => section.fields);
    assert.equal(fields.find(({ key }) => key === 'escort')?.visible, 'takeOut = true');
    assert.equal(fields.find(({ key }) => key === 'words')?.visible, undefined, 'it reads the hidden amount');
    assert.ok(!keysOf(fields).includes('amount'));
  });
});
