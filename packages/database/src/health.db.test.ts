import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspectClock, inspectDatabase } from './health.ts';
import { openDatabase } from './pool.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';
import { copyName } from './testing/leftovers.ts';

let trial: TestDatabase;
before(async () => {
  trial = await testDatabase();
});
after(() => trial.drop());

const failing = async (database = trial.database) =>
  (await inspectDatabase(database)).filter((finding) => !finding.ok).map((finding) => finding.name);

test('a migrated database has nothing to complain of, but that the test server does not sync', async () => {
  assert.deepEqual(
    (await failing()).filter((name) => name !== 'durable'),
    [],
  );
});

test('a server that is away is one finding, with what to look at, and soon', async () => {
  const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing', { patienceMs: 5000 });
  const started = Date.now();
  const [finding, ...more] = await inspectDatabase(nowhere, 200);
  assert.equal(finding?.name, 'reachable');
  assert.equal(finding.ok, false);
  assert.match(finding.advice ?? '', /DATABASE_URL/);
  assert.deepEqual(more, []);
  assert.ok(Date.now() - started < 3000);
  await nowhere.close();
});

test('a database with ctype C, one without migrations and one that is read only are found', async () => {
  const name = copyName();
  await trial.database.query({
    text: `create database ${name} template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'`,
  });
  const address = new URL(trial.url);
  address.pathname = `/${name}`;
  const poor = openDatabase(address.href);
  try {
    assert.deepEqual(
      (await failing(poor)).filter((name) => name !== 'durable'),
      ['ctype', 'migrations'],
    );
    const migrations = (await inspectDatabase(poor)).find((finding) => finding.name === 'migrations');
    assert.match(migrations?.detail ?? '', /0000_database\.sql/);
  } finally {
    await poor.close();
  }
  await trial.database.query({ text: `alter database ${name} set default_transaction_read_only = on` });
  const standby = openDatabase(address.href);
  assert.ok((await failing(standby)).includes('writable'));
  await standby.close();
  await trial.database.query({ text: `drop database ${name} with (force)` });
});

test('the clocks may differ by the time of the answer and two seconds more', () => {
  const asked = Date.parse('2026-11-24T05:00:00Z');
  assert.equal(inspectClock(asked + 5000, asked, asked + 6000).ok, true);
  assert.equal(inspectClock(asked + 5000, asked, asked + 10).ok, false);
  assert.equal(inspectClock(asked - 3_600_000, asked, asked + 10).detail, '3600.0 s apart from this machine');
});
