import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileForm } from './compile-form.ts';
import type { FormDocument } from './document.ts';
import { evaluateForm } from './evaluate.ts';
import { aDocument, aForm, context } from './testing/a-form.ts';
import { leave, meeting, sealUse } from './testing/real-forms.ts';

const file = { id: 'f1', name: 'a.pdf', size: 10, type: 'application/pdf' };

describe('computed fields', () => {
  test('are computed in the order in which they need each other, whatever their order in the form', () => {
    const form = aForm([
      { key: 'total', type: 'number', compute: 'net + tax' },
      { key: 'tax', type: 'number', compute: 'net * 2' },
      { key: 'net', type: 'number', compute: 'price * 10' },
      { key: 'price', type: 'number' },
    ]);
    assert.deepEqual(evaluateForm(form, 'apply', { price: 3 }, context).data, {
      price: 3,
      net: 30,
      tax: 60,
      total: 90,
    });
  });

  test('of rows are computed for each row, and their sum after them', () => {
    const docs = [{ copies: 3, crossPage: true }, { copies: 4 }, {}];
    const { data } = evaluateForm(sealUse, 'apply', { docs }, context);
    assert.deepEqual(data.docs, [{ copies: 3, crossPage: true, seals: 6 }, { copies: 4, seals: 4 }, {}]);
    assert.equal(data.totalSeals, 10);
  });

  test('count working days by the calendar, natural days for sick leave, and half days', () => {
    const period = { start: '2026-03-02', end: '2026-03-08' };
    const days = (data: object) => evaluateForm(leave, 'apply', { period, ...data }, context).data.days;
    assert.equal(days({ leaveType: '事假' }), 5);
    assert.equal(days({ leaveType: '事假', startHalf: '下午' }), 4.5);
    assert.equal(days({ leaveType: '病假' }), 7);
    assert.equal(days({ period: { start: '2026-03-02' } }), undefined);
  });

  test('are rounded to what the field holds', () => {
    const form = aForm([
      { key: 'a', type: 'number', decimals: 2, compute: '0.1 + 0.2' },
      { key: 'b', type: 'number', compute: '2.5' },
      { key: 'c', type: 'money', compute: '100 / 3' },
      { key: 'd', type: 'text', compute: '1 + 1' },
      { key: 'e', type: 'date', compute: 'date("2026-03-02") + duration("P1D")' },
      { key: 'f', type: 'datetime', compute: 'date and time("2026-03-02T09:00:00")' },
    ]);
    assert.deepEqual(evaluateForm(form, 'apply', {}, context).data, {
      a: 0.3,
      b: 3,
      c: 33,
      d: '2',
      e: '2026-03-03',
      f: '2026-03-02T09:00',
    });
  });

  test('ignore what the data say of them at the step that computes them', () => {
    assert.equal(evaluateForm(sealUse, 'apply', { totalSeals: 999 }, context).data.totalSeals, undefined);
  });

  test('stay as they were at a step that writes nothing that they are made of', () => {
    const data = { period: { start: '2026-03-02', end: '2026-03-03' }, leaveType: '事假', days: 99 };
    assert.equal(evaluateForm(leave, 'deputyConfirm', data, context).data.days, 99);
    assert.equal(evaluateForm(leave, 'reportBack', data, context).data.days, 99);
    const back = evaluateForm(leave, 'reportBack', { ...data, actualReturn: '2026-03-05' }, context).data;
    assert.equal(back.late, true);
  });

  test('are absent while they have no value, and a failure says which field and why', () => {
    const form = aForm([
      { key: 'a', type: 'number' },
      { key: 'bad', type: 'number', compute: '"x"' },
      { key: 'worse', type: 'text', compute: 'a + "x"' },
    ]);
    const { data, failures } = evaluateForm(form, 'apply', { a: 1 }, context);
    assert.deepEqual(data, { a: 1 });
    assert.deepEqual(
      failures.map(({ path }) => path),
      ['bad', 'worse'],
    );
    assert.deepEqual(evaluateForm(form, 'apply', {}, context).failures.length, 1);
  });
});

describe('visibility', () => {
  test('follows the rules, and a value that is not shown is left out and null to other rules', () => {
    const form = aForm([
      { key: 'kind', type: 'text' },
      { key: 'country', type: 'text', visible: 'kind = "abroad"' },
      { key: 'visa', type: 'text', visible: 'country = "FR"' },
    ]);
    const shown = evaluateForm(form, 'apply', { kind: 'abroad', country: 'FR', visa: 'x' }, context);
    assert.deepEqual(shown.data, { kind: 'abroad', country: 'FR', visa: 'x' });
    const hidden = evaluateForm(form, 'apply', { kind: 'inland', country: 'FR', visa: 'x' }, context);
    assert.deepEqual(hidden.data, { kind: 'inland' });
    assert.equal(hidden.field('visa').visible, false);
  });

  test('of a section goes for its fields, and a section with nothing to show is not shown', () => {
    const document = aDocument([{ key: 'a', type: 'boolean' }]) as FormDocument & { sections: unknown[] };
    const form = compileForm({
      ...document,
      sections: [
        ...document.sections,
        { key: 'more', title: 'more', visible: 'a = true', fields: [{ key: 'b', type: 'text', label: 'b' }] },
        { key: 'none', title: 'none', fields: [{ key: 'c', type: 'text', label: 'c', visible: 'a = true' }] },
      ],
    });
    const off = evaluateForm(form, 'apply', { a: false, b: 'x' }, context);
    assert.deepEqual(off.data, { a: false });
    assert.equal(off.sectionVisible('more'), false);
    assert.equal(off.sectionVisible('none'), false);
    assert.equal(evaluateForm(form, 'apply', { a: true }, context).sectionVisible('more'), true);
  });

  test('of a cell is judged for its row; the column is shown where any row shows it', () => {
    const form = aForm([
      { key: 'all', type: 'boolean' },
      {
        key: 'rows',
        type: 'table',
        max: 5,
        items: [
          { key: 'cover', type: 'text', label: 'cover' },
          { key: 'who', type: 'text', label: 'who', visible: 'cover = "代课" or all = true' },
        ],
      },
    ]);
    const rows = [
      { cover: '代课', who: 'x' },
      { cover: '无课', who: 'y' },
    ];
    const view = evaluateForm(form, 'apply', { rows }, context);
    assert.deepEqual(view.data.rows, [{ cover: '代课', who: 'x' }, { cover: '无课' }]);
    assert.deepEqual(
      [0, 1].map((row) => view.field('rows.who', row).visible),
      [true, false],
    );
    assert.equal(view.field('rows.who').visible, true);
    assert.equal(
      evaluateForm(form, 'apply', { rows: rows.slice(1) }, context).field('rows.who').visible,
      false,
    );
    assert.equal(evaluateForm(form, 'apply', {}, context).field('rows.who').visible, true);
    assert.deepEqual(evaluateForm(form, 'apply', { rows, all: true }, context).data.rows, rows);
  });

  test('is off where a rule fails, and the failure is told', () => {
    const form = aForm([
      { key: 'a', type: 'text' },
      { key: 'b', type: 'text', visible: 'a' },
    ]);
    const view = evaluateForm(form, 'apply', { a: 'x', b: 'y' }, context);
    assert.equal(view.field('b').visible, false);
    assert.deepEqual(
      view.failures.map(({ path }) => path),
      ['b'],
    );
  });

  test('ends at what the step may see', () => {
    const view = evaluateForm(leave, 'deputyConfirm', { leaveType: '病假' }, context);
    assert.deepEqual(view.field('proof'), { visible: false, access: 'hidden', required: false });
    assert.equal(view.field('period').visible, true);
    assert.equal(view.sectionVisible('return'), false);
  });
});

describe('a field must be filled', () => {
  const period = { start: '2026-03-02', end: '2026-03-08' };

  test('when the form says so, always or by a rule', () => {
    const short = evaluateForm(
      leave,
      'apply',
      { leaveType: '年休假', period: { ...period, end: '2026-03-03' } },
      context,
    );
    const long = evaluateForm(leave, 'apply', { leaveType: '年休假', period }, context);
    assert.equal(short.field('substitute').required, false);
    assert.equal(long.field('substitute').required, true);
    assert.equal(long.field('leaveType').required, true);
  });

  test('when the step says so', () => {
    assert.equal(evaluateForm(sealUse, 'sealRegister', {}, context).field('usedCopies').required, true);
  });

  test('only where it is shown and written', () => {
    assert.equal(
      evaluateForm(leave, 'apply', { leaveType: '年休假', period }, context).field('proof').required,
      false,
    );
    assert.equal(
      evaluateForm(leave, 'apply', { leaveType: '病假', period }, context).field('proof').required,
      true,
    );
    assert.equal(
      evaluateForm(leave, 'reportBack', { leaveType: '病假', period }, context).field('proof').required,
      false,
    );
  });
});

describe('data of any kind', () => {
  test('are no danger: values that the field cannot hold are null to the rules', () => {
    const data = {
      period: 'tomorrow',
      leaveType: { a: 1 },
      docs: [null, 3, { copies: 'many' }, [1]],
      amount: '12',
      takeOut: 'true',
    };
    assert.deepEqual(evaluateForm(leave, 'apply', data, context).failures, []);
    const seal = evaluateForm(sealUse, 'apply', data, context);
    assert.deepEqual(seal.failures, []);
    assert.equal(seal.field('escort').visible, false);
    assert.deepEqual(evaluateForm(meeting, 'apply', { period: { start: 1, end: [] } }, context).failures, []);
  });

  test('are left as they were', () => {
    const data = Object.freeze({ docs: Object.freeze([Object.freeze({ copies: 2, file: [file] })]) });
    evaluateForm(sealUse, 'apply', data, context);
    assert.deepEqual(data, { docs: [{ copies: 2, file: [file] }] });
  });

  test('that are inherited are not seen', () => {
    assert.deepEqual(evaluateForm(leave, 'apply', Object.create({ leaveType: '病假' }), context).data, {});
  });
});
