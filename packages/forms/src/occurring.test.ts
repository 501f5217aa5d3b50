import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { filesOf, peopleOf, replaceFiles, unitsOf } from './occurring.ts';
import { aForm } from './testing/a-form.ts';

const file = (id: string) => ({ id, name: `${id}.pdf`, size: 10, type: 'application/pdf' });
const attachment = { type: 'attachment' as const, accept: ['pdf'], max: 3, maxMegabytes: 1 };
const form = aForm([
  { key: 'who', type: 'person' },
  { key: 'team', type: 'persons' },
  { key: 'unit', type: 'department' },
  { key: 'proof', ...attachment },
  {
    key: 'rows',
    type: 'table',
    max: 3,
    items: [
      { key: 'cover', type: 'person', label: 'cover' },
      { key: 'text', ...attachment, label: 'text' },
    ],
  },
]);
const data = {
  who: 'T1',
  team: ['T2', 'T1'],
  unit: 'u1',
  proof: [file('a'), file('b')],
  rows: [{ cover: 'T3', text: [file('c')] }, {}, 'x'],
};

describe('what occurs in the data', () => {
  test('people and units, each once, in tables too', () => {
    assert.deepEqual(peopleOf(form, data), ['T1', 'T2', 'T3']);
    assert.deepEqual(unitsOf(form, data), ['u1']);
  });

  test('files, with the place where each stands', () => {
    assert.deepEqual(
      filesOf(form, data).map(({ path, file, field }) => [path, file.id, field.key]),
      [
        ['proof', 'a', 'proof'],
        ['proof', 'b', 'proof'],
        ['rows[0].text', 'c', 'text'],
      ],
    );
  });

  test('is nothing in data of other kinds', () => {
    const odd = { who: 3, team: 'T1', proof: 'a.pdf', rows: { cover: 'T3' }, unit: null };
    assert.deepEqual(peopleOf(form, odd), ['T1']);
    assert.deepEqual(filesOf(form, odd), []);
  });
});

describe('files as the server knows them', () => {
  test('take the place of what a browser claimed, and unknown ones go', () => {
    const known = new Map([
      ['a', { ...file('a'), size: 999 }],
      ['c', file('c')],
    ]);
    const claimed = { ...data, proof: [{ ...file('a'), name: 'x.exe', size: 1 }, file('b')] };
    const replaced = replaceFiles(form, claimed, (id) => known.get(id));
    assert.deepEqual(replaced.proof, [{ ...file('a'), size: 999 }]);
    assert.deepEqual(replaced.rows, data.rows);
    assert.equal(replaced.who, 'T1');
    assert.equal('proof' in replaceFiles(form, data, () => undefined), false);
  });
});
