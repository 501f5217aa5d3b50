import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileForm, evaluateForm, type FormData, type FormDocument } from '@yizhan/forms';
import { tableState } from './cells.ts';
import { isWritten, writtenData } from './written-data.ts';

const context = { today: '2026-11-24', calendar: { hours: [], holidays: [], workdays: [] } };

const document: FormDocument = {
  formatVersion: 1,
  key: 'seal',
  title: '用印',
  sections: [
    {
      key: 's',
      title: '内容',
      fields: [
        { key: 'name', type: 'text', label: '姓名', prefill: 'profile:name', lock: true },
        { key: 'reason', type: 'text', label: '事由' },
        { key: 'out', type: 'boolean', label: '外借' },
        { key: 'until', type: 'date', label: '归还', visible: 'out = true' },
        { key: 'hint', type: 'note', label: '请当日归还' },
        {
          key: 'docs',
          type: 'table',
          label: '文件',
          max: 5,
          items: [
            { key: 'copies', type: 'number', label: '份数' },
            { key: 'seals', type: 'number', label: '次数', compute: 'copies * 2' },
            { key: 'used', type: 'number', label: '实用' },
          ],
        },
        { key: 'total', type: 'number', label: '合计', compute: 'sum(docs.copies)' },
      ],
    },
  ],
  steps: { apply: { 'docs.used': 'hidden' }, desk: { 'docs.used': 'required' } },
};
const form = compileForm(document);
const at = (step: string, data: FormData) => evaluateForm(form, step, data, context);

describe('what a step sends', () => {
  test('the applicant sends what he may write, without locked and computed values', () => {
    const view = at('apply', { name: '林岚', reason: '合同', docs: [{ copies: 3 }] });
    assert.equal(view.data.total, 3);
    assert.deepEqual(writtenData(form, view), { reason: '合同', out: null, docs: [{ copies: 3 }] });
  });

  test('an emptied field is sent as null, one that the rules hide is not sent', () => {
    const view = at('apply', { out: false, until: '2026-12-01' });
    assert.deepEqual(writtenData(form, view), { reason: null, out: false, docs: null });
  });

  test('a step that writes one column sends the rows and nothing else', () => {
    const view = at('desk', { name: '林岚', reason: '合同', docs: [{ copies: 3, used: 2 }] });
    assert.deepEqual(writtenData(form, view), { docs: [{ copies: 3, used: 2 }] });
  });

  test('a step that only reads sends nothing', () => {
    assert.deepEqual(writtenData(form, at('head', { reason: '合同', docs: [{ copies: 1 }] })), {});
  });
});

test('a table is written where any of its columns is', () => {
  const [, , , , , docs] = document.sections[0]?.fields ?? [];
  assert.ok(docs?.type === 'table');
  assert.equal(isWritten(docs, at('desk', { docs: [{ copies: 1 }] })), true);
  assert.equal(isWritten(docs, at('head', { docs: [{ copies: 1 }] })), false);
});

test('cells tell row by row what may be written, and whether rows may come and go', () => {
  const [, , , , , docs] = document.sections[0]?.fields ?? [];
  assert.ok(docs?.type === 'table');
  const state = tableState(docs, at('desk', { docs: [{ copies: 1 }, { copies: 2 }] }));
  assert.equal(state.editable, false);
  assert.deepEqual(
    state.rows.map((row) => row.map(({ editable }) => editable)),
    [
      [false, false, true],
      [false, false, true],
    ],
  );
  assert.equal(state.rows[0]?.[2]?.required, true);
  const applying = tableState(docs, at('apply', { docs: [{ copies: 1 }] }));
  assert.equal(applying.editable, true);
  assert.equal(applying.columns[2]?.visible, false);
});
