import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkDocument } from './check-document.ts';
import { aDocument } from './testing/a-form.ts';
import { leave, meeting, sealUse } from './testing/real-forms.ts';

type Raw = Parameters<typeof aDocument>[0];

/** Faults of a form with these fields, as `path: message`, the path without its beginning. */
const faults = (fields: Raw, steps: object = {}) =>
  checkDocument(aDocument(fields, steps as never)).faults.map(
    ({ path, message }) => `${path.replace('sections[0].', '')}: ${message}`,
  );
const text = (key: string, more: object = {}) => ({ key, type: 'text' as const, label: key, ...more });

describe('a good document', () => {
  test('is given back', () => {
    for (const { document } of [sealUse, leave, meeting]) {
      const checked = checkDocument(JSON.parse(JSON.stringify(document)));
      assert.deepEqual(checked, { document, faults: [] });
    }
  });
});

describe('faults of structure', () => {
  test('are told all at once, each with its place', () => {
    const checked = checkDocument({
      formatVersion: 2,
      key: 'Not A Key',
      sections: [
        {
          key: 's',
          title: '',
          fields: [{ key: 'a', type: 'text' }, 7, { key: 'B', type: 'number', label: 'b' }],
        },
      ],
      steps: { apply: { a: 'maybe', c: 'read' } },
    });
    assert.equal(checked.document, undefined);
    assert.deepEqual(
      checked.faults.map(({ path }) => path),
      [
        'title',
        'formatVersion',
        'key',
        'sections[0].title',
        'sections[0].fields[0].label',
        'sections[0].fields[1]',
        'sections[0].fields[2].key',
        'steps.apply.a',
        'steps.apply.c',
      ],
    );
  });

  test('come with what was probably meant', () => {
    assert.deepEqual(faults([text('a', { requierd: true })]), [
      'fields[0].requierd: 不认识的属性 requierd，是不是 required？',
    ]);
    assert.deepEqual(faults([{ key: 'a', type: 'nubmer' as never }]), [
      'fields[0].type: 没有字段类型 nubmer，是不是 number？',
    ]);
    assert.deepEqual(faults([text('days')], { apply: { dyas: 'read' } }), [
      'steps.apply.dyas: 没有字段 dyas，是不是 days？',
    ]);
    assert.deepEqual(faults([text('a')], { apply: { a: 'writ' } }), [
      'steps.apply.a: 应当是 hidden、read、write、required 之一，是不是 write？',
    ]);
  });

  test('include keys that stand twice, in the form and in a table', () => {
    const items = [text('x'), text('x')];
    assert.deepEqual(faults([text('a'), text('a'), { key: 't', type: 'table', max: 2, items }]), [
      'fields[2].items[1].key: “x”重复了',
      'fields[1].key: “a”重复了',
    ]);
  });

  test('include keys that FEEL or JavaScript would misunderstand', () => {
    for (const key of ['constructor', 'null', 'and', 'item', 'toString']) {
      assert.match(faults([text(key)]).join(), /保留字/, key);
    }
    for (const key of ['A', '1a', 'a b', '姓名', '__proto__', 'a-b', '']) {
      assert.match(faults([text(key)]).join(), /fields\[0\]\.key/, key);
    }
    for (const key of ['days', 'date', 'string', 'index', 'months'])
      assert.deepEqual(faults([text(key)]), [], key);
  });

  test('include properties of another type, empty and doubled options, and files that run code', () => {
    assert.match(faults([text('a', { options: [] })]).join(), /不认识的属性 options/);
    assert.match(faults([{ key: 'a', type: 'select', options: [] }]).join(), /1 到 500 项/);
    const option = { value: 'x', label: 'x' };
    assert.match(
      faults([{ key: 'a', type: 'select', options: [option, option] }]).join(),
      /options\[1\]\.value: “x”重复/,
    );
    const file = { key: 'a', type: 'attachment' as const, max: 1, maxMegabytes: 1 };
    assert.match(faults([{ ...file, accept: ['pdf', 'svg'] }]).join(), /accept\[1\].*运行/);
    assert.match(faults([{ ...file, accept: ['.PDF'] }]).join(), /accept\[0\]/);
    assert.match(faults([{ key: 'a', type: 'number', min: 3, max: 2 }]).join(), /min: 最小值 3 大于最大值 2/);
  });

  test('include tables in tables and notes with values', () => {
    const inner = { key: 'u', type: 'table', label: 'u', max: 1, items: [] };
    assert.match(
      faults([{ key: 't', type: 'table', max: 1, items: [inner as never] }]).join(),
      /没有字段类型 table/,
    );
    assert.match(
      faults([{ key: 'n', type: 'note', required: true } as never]).join(),
      /不认识的属性 required/,
    );
  });
});

describe('faults of sense', () => {
  test('computed and required, computed of a kind that cannot be, prefilled and computed', () => {
    const found = faults([
      { key: 'a', type: 'number', compute: '1', required: true },
      { key: 'b', type: 'persons', compute: '1' },
      text('c', { compute: '"x"', prefill: 'profile:name' }),
    ]);
    assert.match(found.join('\n'), /fields\[0\]\.required: 计算字段不能必填/);
    assert.match(found.join('\n'), /fields\[1\]\.compute: persons 字段不能计算/);
    assert.match(found.join('\n'), /fields\[2\]\.prefill: 计算字段不能预填/);
  });

  test('locked without a source, an unknown source, a source in a column', () => {
    assert.deepEqual(faults([text('a', { lock: true })]), ['fields[0].lock: lock 要和 prefill 一起用']);
    assert.match(faults([text('a', { prefill: 'profile:nmae' })]).join(), /是不是 profile:name/);
    assert.match(faults([text('a', { prefill: 'pdc:basic' })]).join(), /可用的有 profile:id/);
    const table = (column: Raw[number]) => [{ key: 't', type: 'table', max: 1, items: [column] }] as Raw;
    assert.match(faults(table(text('x', { prefill: 'profile:name' }))).join(), /明细的列只能从 pdc:/);
    assert.match(faults(table(text('x', { prefill: 'pdc:a.b', lock: true }))).join(), /明细的列不能锁定/);
  });

  test('prefilled from a person who is none', () => {
    const who = { key: 'who', type: 'person' } as Raw[number];
    assert.deepEqual(faults([who, text('a', { prefill: 'profile:name', prefillOf: 'who' })]), []);
    assert.match(
      faults([who, text('a', { prefill: 'profile:name', prefillOf: 'woh' })]).join(),
      /woh 不是人员字段，是不是 who？/,
    );
    assert.match(faults([who, text('a', { prefillOf: 'who' })]).join(), /要和 prefill 一起用/);
  });

  test('parts of the applicant, of parameters and of a picked row', () => {
    assert.deepEqual(
      faults([text('a', { visible: 'applicant.level = "研究生" and parameters.standard > 3' })]),
      [],
    );
    assert.match(faults([text('a', { visible: 'applicant.levle = "x"' })]).join(), /是不是 level？/);
    const row = { key: 'car', type: 'reference', from: 'register:vehicles' } as Raw[number];
    assert.deepEqual(faults([row, text('a', { visible: 'car.plate != null' })]), []);
    const named = [{ key: 'applicant', type: 'person' } as Raw[number]];
    assert.match(
      faults([...named, text('a', { visible: 'applicant.level = "x"' })]).join(),
      /表单里有同名的字段/,
    );
    const document = aDocument([text('a', { visible: 'parameters.standrd > 3' })]);
    assert.match(
      checkDocument(document, ['standard'])
        .faults.map(({ message }) => message)
        .join(),
      /是不是 standard？/,
    );
  });

  test('sources of picked rows and options of cascades', () => {
    assert.match(
      faults([{ key: 'r', type: 'reference', from: 'table:x' } as Raw[number]]).join(),
      /register:<台账>/,
    );
    const options = [
      {
        value: 'a',
        label: 'a',
        children: [
          { value: 'b', label: 'b' },
          { value: 'b', label: 'c' },
        ],
      },
    ];
    assert.match(
      faults([{ key: 'c', type: 'cascade', options } as Raw[number]]).join(),
      /options\[0\]\.children\[1\]\.value: “b”重复了/,
    );
  });

  test('rules for rows of no table, with unknown properties, of unknown columns', () => {
    const table = { key: 't', type: 'table', max: 2, items: [text('desk')] } as Raw[number];
    const rows = (rule: object) =>
      checkDocument({ ...(aDocument([table]) as object), rows: { check: rule } }).faults.map(
        ({ path, message }) => `${path}: ${message}`,
      );
    assert.deepEqual(
      rows({ t: { visible: 'desk in me.groups', editable: 'desk = me.unit', add: false } }),
      [],
    );
    assert.match(rows({ u: {} }).join(), /rows\.check\.u: 没有明细 u/);
    assert.match(rows({ t: { editible: 'true' } }).join(), /是不是 editable？/);
    assert.match(
      rows({ t: { visible: 'dsk = me.unit' } }).join(),
      /rows\.check\.t\.visible: 没有叫“dsk”的名称/,
    );
    assert.match(rows({ t: { visible: 'desk = me.unti' } }).join(), /me 里没有 unti/);
  });

  test('steps that write what is never written, see nothing, or see columns of a hidden table', () => {
    const fields: Raw = [
      text('a'),
      { key: 'b', type: 'number', compute: '1' },
      { key: 'n', type: 'note' },
      { key: 't', type: 'table', max: 1, items: [text('x')] },
    ];
    assert.match(faults(fields, { s: { b: 'write' } }).join(), /计算字段不能填写/);
    assert.match(faults(fields, { s: { n: 'required' } }).join(), /说明文字不能填写/);
    assert.match(faults(fields, { s: { '*': 'hidden' } }).join(), /看不到任何字段/);
    assert.match(faults(fields, { s: { t: 'hidden', 't.x': 'read' } }).join(), /t 在这个环节是 hidden/);
    assert.match(
      faults(fields, { s: { '*': 'hidden', a: 'read', 't.x': 'write' } }).join(),
      /t 在这个环节是 hidden/,
    );
    assert.deepEqual(faults(fields, { s: { '*': 'hidden', t: 'read' } }), []);
  });
});

describe('faults of expressions', () => {
  test('that do not parse, with the place in the text', () => {
    assert.deepEqual(faults([text('a', { visible: 'a ==  "x"' })]), [
      'fields[0].visible: 第 3 个字符“=”附近看不懂：相等只写一个“=”',
    ]);
    assert.match(faults([text('a', { required: 'if a' })]).join(), /fields\[0\]\.required: 表达式没有写完/);
  });

  test('that read unknown fields, columns, parts and functions', () => {
    const fields: Raw = [
      { key: 'period', type: 'daterange' },
      {
        key: 'docs',
        type: 'table',
        max: 2,
        items: [
          { key: 'copies', type: 'number', label: 'c' },
          { key: 'twice', type: 'number', label: 't', compute: 'copeis * 2' },
        ],
      },
      { key: 'a', type: 'number', compute: 'sum(docs.copis)' },
      { key: 'b', type: 'number', compute: '工作曰(period.begin, period.end)' },
      { key: 'c', type: 'number', compute: 'sum(for d in docs return d.pages)' },
      { key: 'd', type: 'number', compute: 'a.x' },
      { key: 'e', type: 'number', compute: 'count(docs[copies > 1 and pages > 2])' },
      { key: 'f', type: 'boolean', compute: 'now() != null' },
      { key: 'g', type: 'text', checks: [{ rule: 'h = 1', message: 'm' }] },
    ];
    assert.deepEqual(faults(fields), [
      'fields[1].items[1].compute: 没有叫“copeis”的名称，是不是 copies？',
      'fields[2].compute: 字段 docs 里没有 copis，是不是 copies？',
      'fields[3].compute: 没有叫“工作曰”的函数，是不是 工作日？',
      'fields[3].compute: 字段 period 里没有 begin',
      'fields[4].compute: 字段 docs 里没有 pages',
      'fields[5].compute: 字段 a 里没有 x',
      'fields[6].compute: 没有叫“pages”的名称',
      'fields[7].compute: 表单里不能用 now()，请用 今天()',
      'fields[8].checks[0].rule: 没有叫“h”的名称',
    ]);
  });

  test('that read a note, or call a function by the name of a field', () => {
    assert.match(faults([{ key: 'n', type: 'note' }, text('a', { visible: 'n = 1' })]).join(), /没有叫“n”/);
    const fields: Raw = [
      { key: 'count', type: 'number' },
      { key: 'b', type: 'number', compute: 'count([1])' },
    ];
    assert.match(faults(fields).join(), /同名/);
  });

  test('by which fields depend on each other in a circle', () => {
    const found = faults([
      { key: 'a', type: 'number', compute: 'b + 1' },
      { key: 'b', type: 'number', compute: 'c + 1' },
      { key: 'c', type: 'number', visible: 'a > 1' },
    ]);
    assert.deepEqual(found, ['fields[0]: 这些字段的计算或显示条件互相依赖：a → b → c → a']);
    assert.match(faults([text('a', { visible: 'a = "x"' })]).join(), /a → a/);
    const items = [
      { key: 'n', type: 'number' as const, label: 'n' },
      { key: 'share', type: 'number' as const, label: 's', compute: 'n / total' },
    ];
    const table = { key: 't', type: 'table' as const, max: 2, items };
    assert.deepEqual(faults([table, { key: 'total', type: 'number', compute: 'sum(t.n)' }]), []);
    assert.match(
      faults([table, { key: 'total', type: 'number', compute: 'sum(t.share)' }]).join(),
      /t\.share → total/,
    );
  });

  test('but not by checks and requirements, which change nothing', () => {
    const fields: Raw = [
      text('a', { required: 'b = null', checks: [{ rule: 'a != b', message: 'm' }] }),
      text('b', { required: 'a = null' }),
    ];
    assert.deepEqual(faults(fields), []);
  });
});

describe('anything at all', () => {
  test('is judged without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const { document, faults } = checkDocument(input);
        assert.ok(document === undefined ? faults.length > 0 : faults.length === 0);
      }),
    );
  });

  test('one part of a good document replaced by anything is judged without an exception', () => {
    const good = JSON.stringify(sealUse.document);
    const places = [...good.matchAll(/:/g)].map(({ index }) => index);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        const spoilt = replaceValueAfter(good, place, JSON.stringify(value));
        if (spoilt !== undefined) assert.ok(checkDocument(spoilt).faults);
      }),
    );
  });

  test('a prototype smuggled in as a key is an unknown property', () => {
    const smuggled = JSON.parse('{"__proto__": {"formatVersion": 1}, "key": "a"}');
    assert.ok(checkDocument(smuggled).faults.some(({ path }) => path === '__proto__'));
  });
});

/** Puts a value in the place of the one after a colon, where that is a string, number or boolean. */
function replaceValueAfter(json: string, colon: number, value: string): unknown {
  const rest = json.slice(colon + 1);
  const old = /^(?:"(?:[^"\\]|\\.)*"|[\d.-]+|true|false)/.exec(rest)?.[0];
  if (old === undefined) return undefined;
  try {
    return JSON.parse(json.slice(0, colon + 1) + value + rest.slice(old.length));
  } catch {
    return undefined;
  }
}
