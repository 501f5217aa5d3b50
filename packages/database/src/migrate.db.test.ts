import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from './database.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { type MigrationFile, readMigrations } from './migration-files.ts';
import { openDatabase } from './pool.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

let one: TestDatabase;
let other: Database;
before(async () => {
  one = await testDatabase();
  other = openDatabase(one.url);
});
after(async () => {
  await other.close();
  await one.drop();
});

const base = readMigrations();
const last = base.at(-1)!.number;
const file = (step: number, sql: string): MigrationFile => ({
  number: last + step,
  name: `${last + step}_trial.sql`,
  sql,
  sha256: `hash of ${sql}`,
});

test('two processes that migrate at once do every file once, and both succeed', async () => {
  const files = [
    ...base,
    file(1, 'create table trial (n integer); select pg_sleep(0.2); insert into trial values (1)'),
    file(2, 'insert into trial values (2)'),
  ];
  const done = await Promise.all([migrate(one.database, undefined, files), migrate(other, undefined, files)]);
  assert.deepEqual(done.flat().sort(), [files.at(-2)!.name, files.at(-1)!.name]);
  assert.deepEqual(await one.database.query({ text: 'select n from trial order by n' }), [
    { n: 1 },
    { n: 2 },
  ]);
  assert.deepEqual(await pendingMigrations(one.database, files), []);
});

test('a file that fails in its middle leaves nothing behind and is named with its line', async () => {
  const done = [
    ...base,
    file(1, 'create table trial (n integer); select pg_sleep(0.2); insert into trial values (1)'),
    file(2, 'insert into trial values (2)'),
  ];
  const bad = file(3, 'create table half (n integer);\nselect nonsense;');
  await assert.rejects(
    migrate(one.database, undefined, [...done, bad]),
    new RegExp(`${bad.name} failed at line 2`),
  );
  const [row] = await one.database.query<{ half: string | null }>({
    text: `select to_regclass('half') as half`,
  });
  assert.equal(row?.half, null);
  assert.deepEqual(await pendingMigrations(one.database, [...done, bad]), [bad]);
});

test('a changed file is refused and nothing runs', async () => {
  const changed = [...base.slice(0, -1), { ...base.at(-1)!, sha256: 'another' }];
  await assert.rejects(migrate(one.database, undefined, changed), /has changed since it was applied/);
});
