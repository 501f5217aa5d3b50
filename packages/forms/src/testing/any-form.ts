/** Random documents that `checkDocument` accepts, and random submissions, honest and hostile, for property tests. */
import fc from 'fast-check';
import { checkDocument } from '../check-document.ts';
import type { Access, FormData, FormDocument } from '../document.ts';

type RawField = Record<string, unknown> & { key: string; type: string };

const access = fc.constantFrom<Access>('hidden', 'read', 'write', 'required');
const options = ['甲', '乙', '丙'].map((value) => ({ value, label: value }));
const simpleTypes = [
  'text',
  'number',
  'boolean',
  'date',
  'daterange',
  'select',
  'multiselect',
  'person',
  'attachment',
  'idcard',
  'plate',
  'email',
  'url',
  'rating',
  'cascade',
  'address',
  'departments',
  'signature',
  'reference',
  'references',
];

/** A rule over fields that come earlier, so that nothing depends on itself. */
function ruleOver(earlier: readonly RawField[]): fc.Arbitrary<string> {
  const rules = earlier.flatMap(({ key, type, compute }) => {
    if (type === 'number') return [`${key} > 3`, `${key} != null`];
    if (type === 'text' && compute === undefined) return [`${key} = "x"`, `string length(${key}) > 2`];
    if (type === 'boolean') return [`${key} = true`, `not(${key} = true)`];
    if (type === 'select') return [`${key} in ("甲", "乙")`];
    if (type === 'daterange') return [`工作日(${key}.start, ${key}.end) > 2`];
    if (type === 'table') return [`count(${key}) > 1`];
    return [`${key} != null`];
  });
  return fc.constantFrom(...rules, 'today() > "2026-01-01"');
}

function valueOver(earlier: readonly RawField[]): fc.Arbitrary<Record<string, unknown>> {
  const numbers = earlier.filter(({ type }) => type === 'number').map(({ key }) => key);
  const tables = earlier.filter(({ type }) => type === 'table').map(({ key }) => key);
  const ranges = earlier.filter(({ type }) => type === 'daterange').map(({ key }) => key);
  const computations = [
    ...numbers.map((key) => ({ type: 'number', compute: `${key} * 2 + 1`, decimals: 2 })),
    ...tables.map((key) => ({ type: 'number', compute: `合计(${key}.n)`, decimals: 2 })),
    ...ranges.map((key) => ({ type: 'number', compute: `自然日(${key}.start, ${key}.end)` })),
    { type: 'number', compute: '1 + 1' },
  ];
  return fc.constantFrom(...computations);
}

function simpleField(key: string, type: string): Record<string, unknown> & { key: string; type: string } {
  const more: Record<string, unknown> = {};
  if (type === 'select' || type === 'multiselect') more.options = options;
  if (type === 'attachment') Object.assign(more, { accept: ['pdf'], max: 2, maxMegabytes: 1 });
  if (type === 'cascade')
    more.options = [{ value: '甲', label: '甲', children: options }, ...options.slice(1)];
  if (type === 'reference' || type === 'references') more.from = 'list:any';
  if (type === 'number') Object.assign(more, { min: -100, max: 100, decimals: 2 });
  return { key, type, label: `label of ${key}`, ...more };
}

function anyField(index: number, earlier: readonly RawField[]): fc.Arbitrary<RawField> {
  const key = `f${index}`;
  const plain = fc.constantFrom(...simpleTypes).map((type) => simpleField(key, type));
  const computed = valueOver(earlier).map((more) => ({
    key,
    type: 'number',
    label: `label of ${key}`,
    ...more,
  }));
  const table = fc.tuple(fc.boolean(), ruleOver(earlier)).map(([hasRule, rule]) => ({
    key,
    type: 'table',
    label: `label of ${key}`,
    max: 4,
    items: [
      simpleField('n', 'number'),
      { ...simpleField('t', 'text'), ...(hasRule ? { visible: `n > 0 and ${rule}` } : {}) },
      { key: 'd', type: 'number', label: `label of ${key}.d`, decimals: 2, compute: 'n * 2' },
      simpleField('b', 'boolean'),
    ],
  }));
  return fc
    .tuple(
      fc.oneof({ weight: 6, arbitrary: plain }, { weight: 2, arbitrary: computed }, table),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(true, false, false),
    )
    .chain(([field, isRuled, isRequired, isSecret]) =>
      ruleOver(earlier).map(
        (rule): RawField => ({
          ...field,
          ...(isRuled ? { visible: rule } : {}),
          ...(isRequired && !('compute' in field) ? { required: true } : {}),
          ...(isSecret ? { secret: true } : {}),
        }),
      ),
    );
}

function anyFields(count: number): fc.Arbitrary<RawField[]> {
  let fields: fc.Arbitrary<RawField[]> = fc.constant([]);
  for (let index = 0; index < count; index += 1) {
    fields = fields.chain((earlier) => anyField(index, earlier).map((field) => [...earlier, field]));
  }
  return fields;
}

/** A document with the steps `apply` and `review`, each with random access. */
export const anyDocument: fc.Arbitrary<FormDocument> = fc
  .integer({ min: 1, max: 8 })
  .chain(anyFields)
  .chain((fields) => {
    const paths = fields.flatMap(({ key, type }) =>
      type === 'table' ? [key, `${key}.n`, `${key}.t`, `${key}.d`, `${key}.b`] : [key],
    );
    const computed = new Set(
      fields.flatMap((field) => [...('compute' in field ? [field.key] : []), `${field.key}.d`]),
    );
    const entries = fc
      .tuple(...paths.map((path) => fc.tuple(fc.constant(path), fc.option(access))))
      .map((list) => {
        const given = list.filter(
          (entry): entry is [string, Access] =>
            entry[1] !== null && !(computed.has(entry[0]) && entry[1] !== 'hidden'),
        );
        const hidden = new Set(given.filter(([, one]) => one === 'hidden').map(([path]) => path));
        return Object.fromEntries(
          given.filter(([path]) => !path.includes('.') || !hidden.has(path.split('.')[0] ?? '')),
        );
      });
    // A note that each step sees, for a step that sees nothing is a fault.
    const seen = { key: 'seen', type: 'note', label: 'seen' };
    const tables = fields.filter(({ type }) => type === 'table').map(({ key }) => key);
    const rule = fc.record(
      {
        visible: fc.constantFrom('n > 0', 'b = true', 'me.id = t'),
        editable: fc.constantFrom('n > 1', 'b != true'),
        add: fc.boolean(),
        remove: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const rules = fc
      .tuple(...tables.map((key) => fc.tuple(fc.constant(key), fc.option(rule))))
      .map((list) => Object.fromEntries(list.filter(([, one]) => one !== null)));
    return fc.tuple(entries, entries, rules).map(([apply, review, rows]) =>
      checked({
        formatVersion: 1,
        key: 'any-form',
        title: 'any form',
        sections: [{ key: 'all', title: 'all', fields: [...fields, seen] }],
        steps: { apply, review },
        rows: { review: rows },
      }),
    );
  });

function checked(input: unknown): FormDocument {
  const { document, faults } = checkDocument(input);
  if (!document) throw new Error(JSON.stringify(faults));
  return document;
}

const file = fc.record({
  id: fc.stringMatching(/^[a-z]{3}$/),
  name: fc.constantFrom('a.pdf', 'b.exe', 'c'),
  size: fc.integer({ min: 0, max: 2_000_000 }),
  type: fc.constant('application/pdf'),
});
const dates = fc.constantFrom('2026-03-02', '2026-03-09', '2026-02-30');
const honestValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('x', 'long text', '', '甲', '乙', ' 全 角 １３８ ', 'a\u200bb\r\nc'),
  fc.double({ min: -200, max: 200, noNaN: true }),
  fc.integer({ min: -5, max: 10 }),
  fc.boolean(),
  dates,
  fc.record({ start: dates, end: dates }, { requiredKeys: [] }),
  fc.array(fc.constantFrom('甲', '乙', '丁'), { maxLength: 3 }),
  fc.array(file, { maxLength: 3 }),
  fc.constantFrom('11010519491231002X', '京A12345', 'a@b.cn', 'www.b.cn', ['甲', '乙']),
  fc.record(
    { region: fc.constantFrom([], ['甲'], '甲'), detail: fc.constantFrom('', '一号', 3) },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      id: fc.constantFrom('r1', 'r2', ''),
      label: fc.constantFrom('一', 7),
      more: fc.constantFrom('x', null),
    },
    { requiredKeys: ['id'] },
  ),
);
const row = fc.dictionary(fc.constantFrom('n', 't', 'd', 'b', 'x', '__proto__', 'constructor'), honestValue, {
  maxKeys: 5,
});

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: honestValue },
  { weight: 3, arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: row }, honestValue), { maxLength: 6 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
);

/** Data of any kind, as JSON.parse would give them: `__proto__` may be an own key. */
export const anyData: fc.Arbitrary<FormData> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 0, max: 8 }).map((index) => `f${index}`) },
        fc.constantFrom('__proto__', 'constructor', 'unknown', 'f0.n'),
      ),
      anyValue,
    ),
    { maxLength: 14 },
  )
  .map((entries) => Object.fromEntries(entries));
