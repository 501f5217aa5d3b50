import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { openDatabase } from '../pool.ts';
import { withAdmin } from './admin.ts';
import { type Preparation, testDatabase } from './index.ts';
import { dropLeftovers } from './leftovers.ts';
import { testServer } from './test-server.ts';

test('two tests do not see each other, and each has all migrations', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await one.database.query({ text: 'create table mine (n integer)' });
  const [row] = await two.database.query({
    text: `select to_regclass('mine') as mine, (select count(*) from database.migration) > 0 as migrated`,
  });
  assert.deepEqual(row, { mine: null, migrated: true });
  await Promise.all([one.drop(), two.drop()]);
});

test('a preparation runs once, however many ask at the same time', async () => {
  let runs = 0;
  const prepare: Preparation = {
    name: `trial ${randomUUID()}`,
    async run(database) {
      runs += 1;
      await database.query({ text: 'create table campus as select 1 as unit' });
    },
  };
  const copies = await Promise.all([1, 2, 3, 4].map(() => testDatabase({ prepare })));
  assert.equal(runs, 1);
  for (const copy of copies)
    assert.deepEqual(await copy.database.query({ text: 'select * from campus' }), [{ unit: 1 }]);
  await Promise.all(copies.map((copy) => copy.drop()));
});

test('a preparation that fails is tried again by the next test', async () => {
  let runs = 0;
  const prepare: Preparation = {
    name: `trial ${randomUUID()}`,
    async run() {
      runs += 1;
      if (runs === 1) throw new Error('the campus is broken');
    },
  };
  await assert.rejects(testDatabase({ prepare }), /the campus is broken/);
  await (await testDatabase({ prepare })).drop();
  assert.equal(runs, 2);
});

test('drop removes the database even when somebody is still connected', async () => {
  const { database, url, drop } = await testDatabase();
  const [row] = await database.query<{ name: string }>({ text: 'select current_database() as name' });
  const intruder = openDatabase(url);
  await intruder.query({ text: 'select 1' });
  await drop();
  await intruder.close();
  const other = await testDatabase();
  const left = await other.database.query({
    text: 'select 1 from pg_database where datname = $1',
    values: [row!.name],
  });
  assert.deepEqual(left, []);
  await other.drop();
});

test('what a killed run left behind is dropped, and what a living process uses is not', async () => {
  const { database, drop } = await testDatabase();
  const [row] = await database.query<{ name: string }>({ text: 'select current_database() as name' });
  const [, , machine] = row!.name.split('_');
  const left = `yizhan_copy_${machine}_999999999_${Date.now().toString(36)}_aaaaaa`;
  await database.query({ text: `create database "${left}" template template0` });
  await withAdmin(await testServer(), (admin) => admin.lock(() => dropLeftovers(admin)));
  const found = await database.query({
    text: 'select datname as name from pg_database where datname in ($1, $2)',
    values: [left, row!.name],
  });
  assert.deepEqual(found, [row]);
  await drop();
});
