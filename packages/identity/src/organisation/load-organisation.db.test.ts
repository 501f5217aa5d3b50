import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Database } from '@yizhan/database';
import { type TestDatabase, testDatabase } from '@yizhan/database/testing';
import { openDirectory } from '../directory/directory-cache.ts';
import { profileOf } from '../persons/profile.ts';
import { aPerson, aUnit, smallCampus, withPerson } from '../testing/small-campus.ts';
import { loadOrganisation } from './load-organisation.ts';
import type { Organisation } from './organisation.ts';

let empty: TestDatabase;
let database: Database;
beforeEach(async () => {
  empty = await testDatabase();
  database = empty.database;
});
afterEach(() => empty.drop());

const none = { added: 0, changed: 0 };
const noneOrRemoved = { ...none, removed: 0 };
const version = async () => {
  const [row] = await database.query<{ version: number }>({
    text: 'select version from identity.directory_version',
  });
  return row!.version;
};
const everything = async () =>
  Promise.all(
    ['unit', 'person', 'post', '"group"', 'group_member', '"grant"', 'relation'].map((table) =>
      database.query({ text: `select xmin, ctid, each.* from identity.${table} as each order by ctid` }),
    ),
  );

describe('loading an organisation', () => {
  test('stores all of it and says how much', async () => {
    const report = await loadOrganisation(database, smallCampus());
    assert.deepEqual(report, {
      units: { added: 4, changed: 0 },
      persons: { added: 8, changed: 0, disabled: [] },
      groups: { added: 1, changed: 0 },
      posts: { added: 6, changed: 0, removed: 0 },
      members: { added: 2, changed: 0, removed: 0 },
      grants: { added: 2, changed: 0, removed: 0 },
      relations: { added: 2, changed: 0, removed: 0 },
      missing: { units: [], persons: [], groups: [] },
    });
    const directory = await openDirectory(database).current();
    assert.deepEqual(directory.headsOf('cs'), ['T4', 'T5']);
    assert.deepEqual(directory.membersOf('seal-desk'), ['T3', 'T2']);
    assert.equal(directory.unit('office')?.nameEn, 'University Office');
    assert.equal(directory.unit('cs') && 'nameEn' in directory.unit('cs')!, false);
    assert.deepEqual(await profileOf(database, 'T2'), {
      id: 'T2',
      name: '周明远',
      number: 'T2',
      staffNo: 'T2',
      unit: 'office',
      unitName: '学校办公室',
      kind: 'staff',
      category: '管理',
      phone: '13800001006',
      email: 'zhoumy@yunxi.example',
    });
  });

  test('twice changes nothing: not a row, not the version', async () => {
    await loadOrganisation(database, smallCampus());
    const [rows, before] = [await everything(), await version()];
    assert.deepEqual(await loadOrganisation(database, smallCampus()), {
      units: none,
      persons: { ...none, disabled: [] },
      groups: none,
      posts: noneOrRemoved,
      members: noneOrRemoved,
      grants: noneOrRemoved,
      relations: noneOrRemoved,
      missing: { units: [], persons: [], groups: [] },
    });
    assert.deepEqual(await everything(), rows);
    assert.equal(await version(), before);
  });

  test('changes what the file changes and removes posts, members and grants that it takes away', async () => {
    await loadOrganisation(database, smallCampus());
    const campus = withPerson(smallCampus(), 'T5', { posts: [], phone: '0571' });
    const changed: Organisation = {
      ...campus,
      units: campus.units.map((unit) =>
        unit.id === 'software' ? { ...unit, parentId: 'university' } : unit,
      ),
      groups: campus.groups.map((group) => ({ ...group, members: ['T2', 'T7'] })),
      grants: [{ personId: 'T3', role: 'administrator' }],
    };
    const report = await loadOrganisation(database, changed);
    assert.deepEqual(report.units, { added: 0, changed: 1 });
    assert.deepEqual(report.persons, { added: 0, changed: 1, disabled: [] });
    assert.equal(report.posts.removed, 1);
    assert.deepEqual(report.members, { added: 1, changed: 1, removed: 1 });
    assert.deepEqual(report.grants, { added: 0, changed: 0, removed: 1 });
    const directory = await openDirectory(database).current();
    assert.deepEqual(directory.headsOf('cs'), ['T4']);
    assert.deepEqual(directory.membersOf('seal-desk'), ['T2', 'T7']);
    assert.deepEqual(
      directory.ancestors('software').map((unit) => unit.id),
      ['university'],
    );
  });

  test('keeps and reports what the file no longer has', async () => {
    const small = smallCampus();
    await loadOrganisation(database, {
      units: [...small.units, aUnit({ id: 'old-office' })],
      persons: [
        ...small.persons,
        aPerson({ id: 'T8', unitId: 'old-office', posts: [{ unitId: 'cs', title: '干事', isHead: true }] }),
      ],
      groups: [
        ...small.groups,
        { id: 'old-desk', name: '旧岗', unitId: 'old-office', phone: '', members: ['T8'] },
      ],
      grants: [...small.grants, { personId: 'T8', role: 'administrator' }],
    });
    const { missing, posts, grants } = await loadOrganisation(database, small);
    assert.deepEqual(missing, { units: ['old-office'], persons: ['T8'], groups: ['old-desk'] });
    assert.deepEqual([posts.removed, grants.removed], [0, 0]);
    const directory = await openDirectory(database).current();
    assert.deepEqual(directory.headsOf('cs'), ['T4', 'T5', 'T8']);
  });

  test('stores relations in their order and facts; takes away what the file no longer says', async () => {
    const campus = withPerson(smallCampus(), 'S1', {
      facts: { level: '研究生', major: '软件工程', grade: '2026', tags: ['党员'] },
    });
    const relations = [
      ...(campus.relations ?? []),
      { kind: 'supervisor', of: 'S1', person: 'T7' },
      { kind: 'supervisor', of: 'S1', person: 'T6' },
    ] as const;
    await loadOrganisation(database, { ...campus, relations });
    const { level, tags, studentNo } = await profileOf(database, 'S1');
    assert.deepEqual([level, tags, studentNo], ['研究生', ['党员'], 'S20260101']);
    const student = { id: 'S1', unitId: 'cs' };
    const directory = openDirectory(database);
    const before = await directory.current();
    assert.deepEqual(before.relatedTo('supervisor', student), ['T7', 'T6']);
    assert.deepEqual(before.relatedTo('leaderInCharge', { unitId: 'software' }), ['T1']);
    const kept = [relations[0]!, relations[2]!];
    const report = await loadOrganisation(database, { ...smallCampus(), relations: kept });
    assert.deepEqual(report.relations, { added: 0, changed: 1, removed: 2 });
    const after = await directory.current();
    assert.deepEqual(after.relatedTo('supervisor', student), ['T7']);
    assert.deepEqual(after.relatedTo('leaderInCharge', { unitId: 'cs' }), []);
    assert.equal('tags' in (await profileOf(database, 'S1')), false);
  });

  test('says whom it disables, once', async () => {
    await loadOrganisation(database, smallCampus());
    const left = withPerson(smallCampus(), 'T7', { active: false });
    assert.deepEqual((await loadOrganisation(database, left)).persons.disabled, ['T7']);
    assert.deepEqual((await loadOrganisation(database, left)).persons.disabled, []);
    assert.deepEqual((await loadOrganisation(database, smallCampus())).persons, {
      added: 0,
      changed: 1,
      disabled: [],
    });
  });

  test('does not give anybody who has left: as a relation, or as a colleague', async () => {
    await loadOrganisation(database, withPerson(smallCampus(), 'T5', { active: false }));
    const directory = await openDirectory(database).current();
    assert.deepEqual(directory.relatedTo('counsellor', { id: 'S1', unitId: 'cs' }), []);
    assert.deepEqual([directory.isActive('T5'), directory.unitOf('T5')], [false, 'cs']);
  });

  test('is all or nothing: a number that somebody else holds, a fault in the file', async () => {
    await loadOrganisation(database, smallCampus());
    const rows = await everything();
    const taken = {
      ...smallCampus(),
      persons: [aPerson({ id: 'T9', number: 't2' })],
      groups: [],
      grants: [],
      relations: [],
    };
    await assert.rejects(loadOrganisation(database, taken), /t2 of T9 is T2's/);
    const faulty = withPerson(smallCampus(), 'T1', { unitId: 'gone', name: '新名' });
    await assert.rejects(loadOrganisation(database, faulty), /persons\[0\]\.unitId: there is no unit gone/);
    assert.deepEqual(await everything(), rows);
  });

  test('twice at once is one after the other', async () => {
    const reports = await Promise.all([1, 2, 3].map(() => loadOrganisation(database, smallCampus())));
    assert.deepEqual(reports.map((report) => report.persons.added).sort(), [0, 0, 8]);
  });

  test('takes 20,000 persons in a handful of statements', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      aPerson({
        id: `P${index}`,
        name: `王小${String.fromCodePoint(0x4e00 + (index % 5000))}`,
        unitId: 'cs',
      }),
    );
    const large = { ...smallCampus(), persons: [...smallCampus().persons, ...many] };
    const before = database.roundTrips;
    const report = await loadOrganisation(database, large);
    assert.equal(report.persons.added, 20_008);
    assert.ok(database.roundTrips - before <= 17);
  });
});

describe('the directory version', () => {
  const grows = async (change: () => Promise<unknown>) => {
    const before = await version();
    await change();
    return (await version()) - before;
  };
  const run = (text: string) => () => database.query({ text });

  test('grows once with each statement that changes units, posts, groups or grants', async () => {
    await loadOrganisation(database, smallCampus());
    for (const statement of [
      `update identity.post set is_head = false where person_id = 'T6'`,
      `delete from identity.post where unit_id = 'cs'`,
      `insert into identity.post values ('cs', 'T7', '院长', true, 0), ('cs', 'T6', '书记', true, 1)`,
      `update identity.unit set name = '信息学院' where id = 'cs'`,
      `delete from identity.group_member where person_id = 'T3'`,
      `update identity."group" set phone = '1'`,
      `insert into identity."grant" values ('T1', 'administrator', null)`,
      `delete from identity."grant" where person_id = 'T1'`,
      `update identity.person set active = false where id in ('T1', 'T2')`,
      `update identity.person set unit_id = 'cs' where id = 'T3'`,
      `insert into identity.person
       values ('T9', 'T9', '新人', 'staff', null, 'cs', '', null, true, 'xinren', 'xr')`,
      `insert into identity.relation values ('supervisor', 'S1', null, 'T7', 0)`,
      `delete from identity.relation where kind = 'supervisor'`,
    ])
      assert.equal(await grows(run(statement)), 1, statement);
  });

  test('stays when nothing in the directory changes', async () => {
    await loadOrganisation(database, smallCampus());
    for (const statement of [
      `update identity.person set phone = '1', name = '新名'`,
      `update identity.person set active = active, unit_id = unit_id`,
      `update identity.post set is_head = false where person_id = 'nobody'`,
      `update identity.person set facts = '{"title": "教授"}' where id = 'T4'`,
    ])
      assert.equal(await grows(run(statement)), 0, statement);
  });
});
