import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Database, openDatabase } from '@yizhan/database';
import type { TestDatabase } from '@yizhan/database/testing';
import { loadOrganisation } from '../organisation/load-organisation.ts';
import { signIn } from '../sign-in/sign-in.ts';
import { loadedCampus, password } from '../testing/loaded-campus.ts';
import { smallCampus, withPerson } from '../testing/small-campus.ts';
import { sessionOf, signOut, signOutEverywhere } from './session.ts';

let campus: TestDatabase;
let database: Database;
before(async () => {
  campus = await loadedCampus();
  database = campus.database;
});
after(() => campus.drop());

const eight = Date.parse('2026-11-24T08:00:00Z');
const minutes = (count: number) => new Date(eight + count * 60_000);
const open = async (login: string, now = minutes(0)) => {
  const client = { ip: '10.0.0.1', userAgent: 'test browser' };
  return (await signIn(database, { login, password, client }, { now })).token;
};
const isOpen = async (token: string, now: Date) => (await sessionOf(database, token, { now })) !== undefined;
const lastSeen = async () => {
  const rows = await database.query<{ at: string }>({
    text: 'select last_seen_at as at from identity.session order by created_at desc, last_seen_at desc limit 1',
  });
  return rows[0]?.at;
};

describe('a session', () => {
  test('tells who it is, what they are and may, in one round trip', async () => {
    const token = await open('T4');
    const before = database.roundTrips;
    const session = await sessionOf(database, token, { now: minutes(0) });
    assert.equal(database.roundTrips - before, 1);
    assert.ok(session);
    const { csrf: _, directoryVersion, ...rest } = session;
    assert.deepEqual(rest, {
      personId: 'T4',
      person: {
        id: 'T4',
        number: 'T4',
        name: '解晓东',
        kind: 'staff',
        unitId: 'cs',
        phone: '',
        active: true,
      },
      identities: [
        { unitId: 'cs', title: null, isHead: false },
        { unitId: 'cs', title: '院长', isHead: true },
      ],
      roles: ['unit-administrator'],
      grants: [{ role: 'unit-administrator', unitId: 'cs' }],
    });
    const [row] = await database.query({ text: 'select version from identity.directory_version' });
    assert.deepEqual(row, { version: directoryVersion });
  });

  test('does not exist for a token that was never given', async () => {
    for (const token of ['', 'x', '\0', 'é'.repeat(5000)])
      assert.equal(await sessionOf(database, token), undefined);
  });

  test('ends when idle for half an hour, and goes on while it is used (S05)', async () => {
    const token = await open('T1');
    assert.equal(await isOpen(token, minutes(29)), true);
    assert.equal(await isOpen(token, minutes(58)), true);
    assert.equal(await isOpen(token, minutes(58 + 30)), false);
    assert.equal(await isOpen(token, minutes(58 + 31)), false);
  });

  test('ends after twelve hours, however busy (S05)', async () => {
    const token = await open('T1');
    for (let minute = 20; minute < 12 * 60; minute += 20)
      assert.equal(await isOpen(token, minutes(minute)), true);
    assert.equal(await isOpen(token, minutes(12 * 60)), false);
  });

  test('takes other limits', async () => {
    const token = await open('T1');
    const limits = { idleMinutes: 5, absoluteHours: 1 };
    assert.ok(await sessionOf(database, token, { limits, now: minutes(4) }));
    assert.equal(await sessionOf(database, token, { limits, now: minutes(9) }), undefined);
  });

  test('is written to at most once a minute', async () => {
    const token = await open('T1', minutes(1));
    const seen: (string | undefined)[] = [];
    for (const minute of [1.5, 1.9, 2, 2.5, 3.1]) {
      await isOpen(token, minutes(minute));
      seen.push(await lastSeen());
    }
    assert.deepEqual(
      seen,
      [1, 1, 2, 2, 3.1].map((minute) => minutes(minute).toISOString()),
    );
  });

  test('of requests that come at once none waits or fails', async () => {
    const token = await open('T1');
    const answers = await Promise.all(Array.from({ length: 12 }, () => isOpen(token, minutes(3))));
    assert.ok(answers.every(Boolean));
  });

  test('is over once signed out, and only that one', async () => {
    const [phone, desktop] = [await open('T2'), await open('T2')];
    await signOut(database, phone);
    await signOut(database, phone);
    assert.equal(await isOpen(phone, minutes(1)), false);
    assert.equal(await isOpen(desktop, minutes(1)), true);
  });

  test('is over everywhere when all of a person are ended, on another server too (S06)', async () => {
    const [phone, desktop, other] = [await open('T2'), await open('T2'), await open('T3')];
    const secondServer = openDatabase(campus.url);
    try {
      assert.ok(await sessionOf(secondServer, phone, { now: minutes(1) }));
      await signOutEverywhere(database, 'T2');
      assert.equal(await sessionOf(secondServer, phone, { now: minutes(1) }), undefined);
      assert.equal(await sessionOf(secondServer, desktop, { now: minutes(1) }), undefined);
      assert.ok(await sessionOf(secondServer, other, { now: minutes(1) }));
    } finally {
      await secondServer.close();
    }
  });

  test('is over at once for a person who is disabled (S06)', async () => {
    const token = await open('T6');
    assert.equal(await isOpen(token, minutes(1)), true);
    await loadOrganisation(database, withPerson(smallCampus(), 'T6', { active: false }));
    assert.equal(await isOpen(token, minutes(1)), false);
  });

  test('loses a role in the middle (S22)', async () => {
    const token = await open('T3');
    const roles = async () => (await sessionOf(database, token, { now: minutes(1) }))?.roles;
    assert.deepEqual(await roles(), ['administrator']);
    await loadOrganisation(database, { ...smallCampus(), grants: [] });
    assert.deepEqual(await roles(), []);
  });
});
