import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import type { Database } from '@yizhan/database';
import type { TestDatabase } from '@yizhan/database/testing';
import { openDirectory } from '../directory/directory-cache.ts';
import { loadedCampus } from '../testing/loaded-campus.ts';
import { findPersons, type PersonSearch } from './find-persons.ts';
import { personsBeginning } from './persons.sql.ts';
import { personsByIds } from './persons-by-ids.ts';
import { profileOf } from './profile.ts';

let campus: TestDatabase;
let database: Database;
before(async () => {
  campus = await loadedCampus();
  database = campus.database;
});
after(() => campus.drop());

const found = async (q: string, more: Omit<PersonSearch, 'q'> = {}) =>
  (await findPersons(database, { q, ...more })).map((person) => person.id);

describe('a person is found', () => {
  for (const [how, q, ids] of [
    ['by name', '吕晓明', ['T7']],
    ['by the beginning of the name', '周', ['T2']],
    ['by given name', '晓', ['T7', 'T4']],
    ['by number', 't2', ['T2']],
    ['by the beginning of the number', 'S2026', ['S1']],
    ['by pinyin', 'zhoumingyuan', ['T2']],
    ['by pinyin with blanks, in capitals', ' Zhou Ming ', ['T2']],
    ['by the surname’s own reading', 'shan', ['T6']],
    ['by ü as v', 'lv', ['T7']],
    ['by ü', 'lü', ['T7']],
    ['by initials', 'oyj', ['T3']],
    ['exactly before others of that beginning', 'l', ['T5', 'S1', 'T7']],
    ['nowhere when nothing begins so', 'zz', []],
    ['nowhere by a pattern of the database', '%', []],
    ['nowhere by another', 't_', []],
    ['nowhere by a third', '\\', []],
  ] as const)
    test(how, async () => assert.deepEqual(await found(q), ids));

  test('with number and unit, never with a phone or an address', async () => {
    assert.deepEqual(await findPersons(database, { q: 'zmy' }), [
      { id: 'T2', number: 'T2', name: '周明远', unit: { id: 'office', name: '学校办公室' } },
    ]);
  });

  test('among one kind only, or as many as asked for', async () => {
    assert.deepEqual(await found('l', { kind: 'student' }), ['S1']);
    assert.equal((await found('t', { limit: 2 })).length, 2);
  });

  test('only in the own subtree, where that is asked for (S20)', async () => {
    const directory = await openDirectory(database).current();
    assert.deepEqual(await found('t', { unitIds: directory.subtree('cs') }), ['T5', 'T7', 'T6', 'T4']);
    assert.deepEqual(await found('zmy', { unitIds: directory.subtree('cs') }), []);
    assert.deepEqual(await found('zmy', { unitIds: [] }), []);
  });

  test('not when no longer active', async () => {
    await database.query({ text: `update identity.person set active = false where id = 'T6'` });
    assert.deepEqual(await found('shan'), []);
  });

  test('at most twenty at a time', async () => {
    await database.query({
      text: `
        insert into identity.person (id, number, name, kind, category, unit_id, phone, email, active, pinyin, initials)
        select 'X' || i, 'X' || i, '赵一', 'staff', null, 'cs', '', null, true, 'zhaoyi', 'zy'
        from generate_series(1, 30) as i`,
    });
    assert.equal((await found('zy', { limit: 1000 })).length, 20);
    assert.equal((await found('zy', { limit: -1 })).length, 1);
  });

  test('by something only', async () => {
    for (const q of ['', '   ', '\0'])
      await assert.rejects(
        found(q),
        (error: unknown) => error instanceof Refused && error.code === 'request/invalid',
      );
  });

  test('by the indexes, not by looking at everybody', async () => {
    await database.query({
      text: `
        insert into identity.person (id, number, name, kind, category, unit_id, phone, email, active, pinyin, initials)
        select 'Y' || i, 'Y' || i, md5(i::text), 'guest', null, 'cs', '', null, true, md5(i::text), md5(i::text)
        from generate_series(1, 5000) as i`,
    });
    await database.query({ text: 'analyze identity.person' });
    const statement = personsBeginning({
      name: 'zhou',
      typed: 'zhou',
      kind: null,
      unitIds: null,
      withInactive: false,
      limit: 20,
    });
    const plan = await database.query({ ...statement, text: `explain ${statement.text}` });
    const text = JSON.stringify(plan);
    for (const index of ['number', 'name', 'given_name', 'pinyin', 'initials'])
      assert.match(text, new RegExp(`Bitmap Index Scan on person_${index}`));
  });
});

test('persons by id come with their phone, inactive ones too; unknown ids are left out', async () => {
  await database.query({ text: `update identity.person set active = false where id = 'T3'` });
  const persons = await personsByIds(database, ['T2', 'T3', 'T2', 'nobody']);
  assert.deepEqual([...persons.keys()].sort(), ['T2', 'T3']);
  assert.deepEqual(persons.get('T2'), {
    id: 'T2',
    number: 'T2',
    name: '周明远',
    unit: { id: 'office', name: '学校办公室' },
    phone: '13800001006',
  });
  assert.equal((await personsByIds(database, [])).size, 0);
});

test('a profile leaves out what a person does not have', async () => {
  assert.deepEqual(await profileOf(database, 'S1'), {
    id: 'S1',
    name: '林小禾',
    number: 'S20260101',
    studentNo: 'S20260101',
    unit: 'cs',
    unitName: '计算机学院',
    kind: 'student',
    phone: '',
  });
  await assert.rejects(profileOf(database, 'nobody'), /no person nobody/);
});
