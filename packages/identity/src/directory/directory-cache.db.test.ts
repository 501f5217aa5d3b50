import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Connection, Database } from '@yizhan/database';
import type { TestDatabase } from '@yizhan/database/testing';
import { loadOrganisation } from '../organisation/load-organisation.ts';
import { loadedCampus } from '../testing/loaded-campus.ts';
import { smallCampus, withPerson } from '../testing/small-campus.ts';
import { openDirectory } from './directory-cache.ts';

let campus: TestDatabase;
let database: Database;
before(async () => {
  campus = await loadedCampus();
  database = campus.database;
});
after(() => campus.drop());

/** Counts whole loads on the way to the database. */
function counted(): { connection: Connection; loads: () => number } {
  let loads = 0;
  const connection: Connection = {
    query(statement) {
      if (statement.text.includes('json_agg')) loads += 1;
      return database.query(statement);
    },
  };
  return { connection, loads: () => loads };
}

const version = async () => (await openDirectory(database).current()).version;

describe('the directory in memory', () => {
  test('costs nothing while the version asked for is the one held', async () => {
    const { connection, loads } = counted();
    const directory = openDirectory(connection);
    const first = await directory.current(1);
    const before = database.roundTrips;
    assert.equal(await directory.current(first.version), first);
    assert.equal(await directory.current(first.version - 1), first);
    assert.equal(database.roundTrips, before);
    assert.equal(loads(), 1);
  });

  test('knows a change of head as soon as somebody brings the new version', async () => {
    const directory = openDirectory(database);
    const before = await directory.current();
    assert.deepEqual(before.unitHeadOf({ id: 'T7', unitId: 'software' }), ['T6']);
    const successor = withPerson(withPerson(smallCampus(), 'T6', { posts: [] }), 'T5', {
      posts: [{ unitId: 'software', title: '系主任', isHead: true }],
    });
    await loadOrganisation(database, successor);
    assert.equal(await directory.current(before.version), before);
    const later = await directory.current(await version());
    assert.deepEqual(later.unitHeadOf({ id: 'T7', unitId: 'software' }), ['T5']);
    assert.deepEqual(before.unitHeadOf({ id: 'T7', unitId: 'software' }), ['T6'], 'a snapshot never changes');
  });

  test('asks the database when nobody brings a version', async () => {
    const directory = openDirectory(database);
    const before = await directory.current();
    assert.equal(await directory.current(), before);
    await database.query({ text: `update identity.unit set phone = '0571-1' where id = 'cs'` });
    assert.equal((await directory.current()).unit('cs')?.phone, '0571-1');
  });

  test('leaves inactive people out of heads, desks and administrators', async () => {
    await database.query({ text: `update identity.person set active = false where id in ('T3', 'T4')` });
    const directory = await openDirectory(database).current();
    assert.ok(!directory.headsOf('cs').includes('T4'));
    assert.deepEqual(directory.membersOf('seal-desk'), ['T2']);
    assert.deepEqual(directory.administrators(), []);
  });

  test('is loaded once for all who ask at the same time', async () => {
    const { connection, loads } = counted();
    const directory = openDirectory(connection);
    const wanted = await version();
    const all = await Promise.all(Array.from({ length: 10 }, () => directory.current(wanted)));
    assert.equal(new Set(all).size, 1);
    assert.equal(loads(), 1);
  });

  test('loads again when a load under way began before the change', async () => {
    const directory = openDirectory(database);
    const early = directory.current(1);
    await database.query({ text: `update identity.unit set phone = '0571-2' where id = 'cs'` });
    const wanted = await version();
    await early;
    assert.equal((await directory.current(wanted)).unit('cs')?.phone, '0571-2');
  });

  test('tries again after a load that failed', async () => {
    let isDown = true;
    const directory = openDirectory({
      query: (statement) => (isDown ? Promise.reject(new Error('down')) : database.query(statement)),
    });
    await assert.rejects(directory.current(1), /down/);
    isDown = false;
    assert.ok(await directory.current(1));
  });
});
