import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { acceptSubmission } from './accept-submission.ts';
import { evaluateForm } from './evaluate.ts';
import { projectDocument, projectForm } from './project.ts';
import { aDocument, compiled, context } from './testing/a-form.ts';
import { validateForm } from './validate.ts';

const me = (group: string) => ({
  ...context,
  me: { id: 'T1', unit: 'u', units: ['u'], groups: [group], posts: [] },
});
const clearance = (rule: object, steps: object = {}) =>
  compiled({
    ...(aDocument(
      [
        {
          key: 'items',
          type: 'table',
          max: 5,
          items: [
            { key: 'desk', type: 'text', label: 'desk' },
            { key: 'verdict', type: 'text', label: 'verdict', required: true },
            { key: 'fee', type: 'number', label: 'fee' },
          ],
        },
        { key: 'total', type: 'number', compute: '合计(items.fee)' },
      ],
      { check: { items: 'write', 'items.desk': 'read' }, ...steps } as never,
    ) as object),
    rows: { check: { items: rule } },
  });
const stored = {
  items: [
    { desk: 'library', fee: 1 },
    { desk: 'finance', verdict: '清', fee: 2 },
    { desk: 'library', fee: 4 },
  ],
  total: 7,
};

describe('S17 a desk', () => {
  const own = clearance({ visible: 'desk in me.groups', editable: 'desk in me.groups' });

  test('sees its own rows only, and no total that it could not compute', () => {
    const seen = projectForm(own, 'check', stored, me('library'));
    assert.deepEqual(seen.items, [
      { desk: 'library', fee: 1 },
      { desk: 'library', fee: 4 },
    ]);
    const view = evaluateForm(own, 'check', stored, me('library'));
    const document = projectDocument(own.document, 'check', view);
    assert.doesNotMatch(JSON.stringify(document), /me\.groups|合计/);
    assert.deepEqual(document.rows, { check: { items: { add: false, remove: false } } });
    assert.deepEqual(projectForm(own, 'check', stored, context).items, [], 'nobody sees nothing');
  });

  test('writes its own rows, and those of the others stay where they are', () => {
    const items = [
      { desk: 'library', verdict: '清', fee: 1 },
      { desk: 'library', verdict: '欠书', fee: 8 },
    ];
    const { data, forged, rows } = acceptSubmission(own, 'check', stored, { items }, me('library'));
    assert.deepEqual(forged, []);
    assert.deepEqual(data, { items: [items[0], stored.items[1], items[1]], total: 11 });
    assert.deepEqual(validateForm(own, 'check', data, { ...me('library'), rows }, 'submit'), []);
  });

  test('is told of a fault at the place where it sees the row', () => {
    const items = [{ desk: 'library', verdict: '清' }, { desk: 'library' }];
    const { data, rows } = acceptSubmission(own, 'check', stored, { items }, me('library'));
    const problems = validateForm(own, 'check', data, { ...me('library'), rows }, 'submit');
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['items[1].verdict'],
    );
    assert.match(problems[0]?.message ?? '', /第 2 行/);
  });
});

describe('S18 rows that are only read', () => {
  const all = clearance({ editable: 'desk in me.groups' });

  test('come back unchanged or count as forged', () => {
    const items = stored.items.map((row) => ({ ...row, verdict: '清' }));
    const { data, forged } = acceptSubmission(
      all,
      'check',
      stored,
      { items: [items[0], { ...items[1], verdict: '不清' }, items[2]] },
      me('library'),
    );
    assert.deepEqual(forged, ['items[1].verdict']);
    assert.deepEqual((data.items as unknown[])[1], stored.items[1]);
  });

  test('are nobody’s by what is sent: the desk of a row is judged as stored', () => {
    const open = clearance({ editable: 'desk in me.groups' }, { check: { items: 'write' } });
    const items = stored.items.map((row) => ({ ...row, desk: 'library', verdict: 'x' }));
    const { data, forged } = acceptSubmission(open, 'check', stored, { items }, me('library'));
    assert.deepEqual(forged, ['items[1].desk', 'items[1].verdict']);
    assert.deepEqual((data.items as unknown[])[1], stored.items[1]);
  });

  test('cannot be removed, and none added, unless the rule says so', () => {
    const without = acceptSubmission(all, 'check', stored, { items: [stored.items[0]] }, me('library'));
    assert.deepEqual([without.forged, without.data.items], [['items'], stored.items]);
    const more = [...stored.items, { verdict: 'x' }];
    assert.deepEqual(acceptSubmission(all, 'check', stored, { items: more }, me('library')).forged, [
      'items',
    ]);
  });

  test('a row given to others, or added for them, is refused when it is submitted', () => {
    const adding = clearance(
      { editable: 'desk in me.groups', add: true, remove: true },
      { check: { items: 'write' } },
    );
    const items = [...stored.items, { desk: 'finance', verdict: '清' }, { desk: 'library', verdict: '清' }];
    const { data, forged, rows } = acceptSubmission(adding, 'check', stored, { items }, me('library'));
    assert.deepEqual(forged, []);
    const problems = validateForm(adding, 'check', data, { ...me('library'), rows }, 'submit');
    assert.deepEqual(
      problems.filter(({ code }) => code === 'row').map(({ path }) => path),
      ['items[3]'],
    );
    const shorter = acceptSubmission(adding, 'check', data, { items: items.slice(0, 4) }, me('library'));
    assert.deepEqual(shorter.forged, []);
    const tooShort = acceptSubmission(adding, 'check', data, { items: items.slice(0, 3) }, me('library'));
    assert.deepEqual(tooShort.forged, ['items'], 'the row of finance stays');
  });
});
