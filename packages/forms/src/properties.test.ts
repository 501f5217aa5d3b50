import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { acceptSubmission } from './accept-submission.ts';
import { mayWrite } from './access.ts';
import { checkDocument } from './check-document.ts';
import { type CompiledField, type CompiledForm, compileForm } from './compile-form.ts';
import type { FormData } from './document.ts';
import { evaluateForm } from './evaluate.ts';
import { isSame } from './is-same.ts';
import { projectDocument, projectForm } from './project.ts';
import { context } from './testing/a-form.ts';
import { anyData, anyDocument } from './testing/any-form.ts';
import { own } from './types/harmless.ts';
import { validateForm } from './validate.ts';

const step = fc.constantFrom('apply', 'review', 'elsewhere');
/** What has been stored before: as a step that wrote everything would have left it. */
const storedIn = (form: CompiledForm, data: FormData): FormData => {
  const open = compileForm({ ...form.document, steps: { apply: { '*': 'write' } } });
  return acceptSubmission(open, 'apply', {}, data, context).data;
};
const isKeptAt = (form: CompiledForm, at: string, { path, compute }: CompiledField) =>
  !mayWrite(form.at(at).access(path)) && !(compute && form.at(at).isLive(path));

describe('whatever is sent to whatever form', () => {
  test('a hidden or read-only field never changes', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, anyData, (document, at, before, submitted) => {
        const form = compileForm(document);
        const stored = storedIn(form, before);
        const { data } = acceptSubmission(form, at, stored, submitted, context);
        for (const field of form.fields.values()) {
          if (field.field.type === 'table' || !isKeptAt(form, at, field)) continue;
          if (field.table) assertCellsKept(form, at, field, stored, data);
          else assert.ok(isSame(own(data, field.path), own(stored, field.path)), field.path);
        }
      }),
    );
  });

  test('a step that may not write a table neither adds nor removes rows', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, anyData, (document, at, before, submitted) => {
        const form = compileForm(document);
        const stored = storedIn(form, before);
        const { data } = acceptSubmission(form, at, stored, submitted, context);
        for (const { path, field } of form.fields.values()) {
          if (field.type !== 'table' || mayWrite(form.at(at).access(path))) continue;
          assert.equal(rowsIn(data, path).length, rowsIn(stored, path).length);
        }
      }),
    );
  });

  test('accepting what was accepted changes nothing, and what the person sees of it is no forgery', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, anyData, (document, at, before, submitted) => {
        const form = compileForm(document);
        const stored = storedIn(form, before);
        const first = acceptSubmission(form, at, stored, submitted, context);
        const seen = projectForm(form, at, first.data, context);
        const second = acceptSubmission(form, at, first.data, seen, context);
        assert.deepEqual(second.data, first.data);
        assert.deepEqual(second.forged, []);
        assert.deepEqual(second.ignored, []);
        // Who does not see all rows and sends all of them adds rows.
        if (own(document.rows, at) === undefined)
          assert.deepEqual(acceptSubmission(form, at, first.data, first.data, context).data, first.data);
      }),
    );
  });

  test('what is stored has only keys of the form, and JSON keeps it as it is', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, anyData, (document, at, before, submitted) => {
        const form = compileForm(document);
        const { data } = acceptSubmission(form, at, storedIn(form, before), submitted, context);
        for (const key of Object.keys(data)) assert.ok(form.fields.has(key) && !key.includes('.'), key);
        assert.deepEqual(JSON.parse(JSON.stringify(data)), data);
        assert.doesNotMatch(JSON.stringify(data), /"(?:__proto__|constructor)":|\\u0000/);
      }),
    );
  });

  test('validation never throws, and says where and what', () => {
    const anything = fc.oneof({ weight: 4, arbitrary: anyData }, fc.jsonValue() as fc.Arbitrary<FormData>);
    fc.assert(
      fc.property(
        anyDocument,
        step,
        anything,
        fc.constantFrom('draft', 'submit'),
        (document, at, data, mode) => {
          const form = compileForm(document);
          for (const { path, message, messageEn, label } of validateForm(form, at, data, context, mode)) {
            assert.ok(message && messageEn && label);
            assert.ok(form.fields.has(path.replace(/\[\d+\]/, '')), path);
          }
        },
      ),
    );
  });

  test('a draft has no more problems than a submission', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, (document, at, data) => {
        const form = compileForm(document);
        const submit = new Set(validateForm(form, at, data, context, 'submit').map(({ path }) => path));
        for (const { path } of validateForm(form, at, data, context, 'draft'))
          assert.ok(submit.has(path), path);
      }),
    );
  });
});

describe('what a step sees', () => {
  test('has no trace of a hidden field: neither value nor label nor key', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, (original, at, before) => {
        const form = compileForm(original);
        const hidden = [...form.fields.values()].filter(({ path }) => form.at(at).access(path) === 'hidden');
        const stored = withCanaries(storedIn(form, before), hidden);
        const seen = JSON.stringify(projectForm(form, at, stored, context));
        assert.doesNotMatch(seen, /canary/);
        const view = evaluateForm(form, at, stored, context);
        const document = JSON.stringify(projectDocument(form.document, at, view));
        for (const { path, field, table } of hidden) {
          assert.ok(!document.includes(`"label of ${path}"`), `label of ${path}`);
          if (!table) assert.doesNotMatch(document, new RegExp(`\\b${field.key}\\b`));
        }
      }),
    );
  });

  test('is a document that can be checked again, unless nothing is left of it', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, (original, at, before) => {
        const form = compileForm(original);
        const view = evaluateForm(form, at, storedIn(form, before), context);
        const document = projectDocument(form.document, at, view);
        if (document.sections.length > 0) assert.deepEqual(checkDocument(document).faults, []);
      }),
    );
  });

  test('is judged the same by the browser as by the server', () => {
    fc.assert(
      fc.property(anyDocument, step, anyData, (original, at, before) => {
        const form = compileForm(original);
        const data = storedIn(form, before);
        const onServer = evaluateForm(form, at, data, context);
        const document = projectDocument(form.document, at, onServer);
        const seen = projectForm(form, at, data, context);
        const inBrowser = evaluateForm(compileForm(document), at, seen, context);
        for (const { path, table } of form.fields.values()) {
          if (table) continue;
          assert.equal(inBrowser.field(path).visible, onServer.field(path).visible, path);
          if (onServer.field(path).visible) {
            assert.equal(mayWrite(inBrowser.field(path).access), mayWrite(onServer.field(path).access), path);
          }
        }
      }),
    );
  });
});

function assertCellsKept(
  form: CompiledForm,
  at: string,
  { path, field, table }: CompiledField,
  before: FormData,
  after: FormData,
): void {
  const rowsBefore = rowsIn(before, table?.path ?? '');
  const rowsAfter = rowsIn(after, table?.path ?? '');
  // A table that the rules hide from a step that writes it is dropped as a whole.
  if (rowsAfter.length === 0 && mayWrite(form.at(at).access(table?.path ?? ''))) return;
  for (let index = 0; index < Math.max(rowsBefore.length, rowsAfter.length); index += 1) {
    assert.ok(
      isSame(own(rowsAfter[index], field.key), own(rowsBefore[index], field.key)),
      `${path} of row ${index}`,
    );
  }
}

function rowsIn(data: FormData, path: string): readonly unknown[] {
  const value = own(data, path);
  return Array.isArray(value) ? value : [];
}

function withCanaries(data: FormData, hidden: readonly CompiledField[]): FormData {
  const copy: Record<string, unknown> = structuredClone(data);
  for (const { path, field, table } of hidden) {
    if (!table) copy[path] = field.type === 'table' ? [{ n: 'canary', t: 'canary' }] : 'canary';
    for (const row of table ? rowsIn(copy, table.path) : []) {
      if (typeof row === 'object' && row !== null) Object.assign(row, { [field.key]: 'canary' });
    }
  }
  return copy;
}
