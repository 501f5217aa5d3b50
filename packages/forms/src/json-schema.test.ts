import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import Schema from 'typebox/schema';
import { acceptSubmission } from './accept-submission.ts';
import { compileForm } from './compile-form.ts';
import type { FormDocument } from './document.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { context } from './testing/a-form.ts';
import { anyData, anyDocument } from './testing/any-form.ts';
import { validateForm } from './validate.ts';

const document: FormDocument = {
  formatVersion: 1,
  key: 'form',
  title: '表单',
  sections: [
    {
      key: 'all',
      title: '全部',
      fields: [
        { key: 'name', type: 'text', label: '姓名', required: true, maxLength: 4 },
        { key: 'copies', type: 'number', label: '份数', min: 1, max: 9 },
        { key: 'fee', type: 'money', label: '费用', compute: 'copies * 100' },
        { key: 'why', type: 'text', label: '原因', required: true, visible: 'copies > 3' },
        { key: 'opinion', type: 'text', label: '意见' },
        {
          key: 'rows',
          type: 'table',
          label: '明细',
          max: 2,
          items: [{ key: 'day', type: 'date', label: '日期', required: true }],
        },
      ],
    },
  ],
  steps: { apply: { opinion: 'hidden' }, review: { '*': 'read', opinion: 'required' } },
};
const accepts = (schema: JsonSchema, data: unknown): boolean => Schema.Compile(schema).Check(data);

describe('the schema of a step', () => {
  const apply = jsonSchemaOf(document, 'apply');

  test('takes what may be sent and refuses what would be', () => {
    assert.ok(accepts(apply, { name: '王', copies: 2, rows: [{ day: '2026-03-01' }] }));
    for (const [data, why] of [
      [{ copies: 2 }, 'without what is always required'],
      [{ name: '王', copies: 10 }, 'too many'],
      [{ name: '王小小小小' }, 'too long'],
      [{ name: '王', fee: 100 }, 'what is computed'],
      [{ name: '王', opinion: '好' }, 'what the step does not see'],
      [{ name: '王', rows: [{}] }, 'a row that lacks something'],
      [{ name: '王', rows: [{ day: '1 March' }] }, 'no date'],
      [{ name: '王', rows: Array.from({ length: 3 }, () => ({ day: '2026-03-01' })) }, 'too many rows'],
    ] as const)
      assert.ok(!accepts(apply, data), why);
  });

  test('leaves to the server what depends on other fields', () => {
    assert.ok(accepts(apply, { name: '王', copies: 5 }));
  });

  test('is of that step alone', () => {
    const review = jsonSchemaOf(document, 'review');
    assert.ok(accepts(review, { opinion: '同意' }));
    assert.ok(!accepts(review, {}));
    assert.ok(!accepts(review, { opinion: '同意', name: '王' }));
  });

  test('accepts every value that the form itself finds nothing wrong with', () => {
    fc.assert(
      fc.property(anyDocument, anyData, (any, submitted) => {
        const paths = [...compileForm(any).fields.keys()];
        const apply = Object.fromEntries(paths.map((path) => [path, 'write' as const]));
        const open: FormDocument = { ...any, steps: { apply } };
        const form = compileForm(open);
        const { data } = acceptSubmission(form, 'apply', {}, submitted, context);
        const problems = validateForm(form, 'apply', data, context, 'submit');
        const faulty = new Set(
          problems.filter(({ code }) => code !== 'required').map(({ path }) => /^\w+/.exec(path)?.[0]),
        );
        const computed = new Set([...form.fields.values()].flatMap((one) => (one.compute ? [one.path] : [])));
        const sent = Object.fromEntries(
          Object.entries(data).flatMap(([key, value]) => {
            if (faulty.has(key) || computed.has(key)) return [];
            return [[key, Array.isArray(value) ? value.map((row) => sentRow(key, row, computed)) : value]];
          }),
        );
        assert.ok(accepts(withoutRequired(jsonSchemaOf(open, 'apply')), sent), JSON.stringify(sent));
      }),
    );
  });
});

function sentRow(table: string, row: unknown, computed: ReadonlySet<string>): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(Object.entries(row).filter(([column]) => !computed.has(`${table}.${column}`)));
}

/** A draft may lack anything. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).filter(([key]) => key !== 'required' && key !== 'minItems');
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? withoutRequired(value as JsonSchema)
        : value,
    ]),
  );
}
