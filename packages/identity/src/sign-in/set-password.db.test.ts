import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import type { Database } from '@yizhan/database';
import type { TestDatabase } from '@yizhan/database/testing';
import { sessionOf } from '../sessions/session.ts';
import { loadedCampus, password } from '../testing/loaded-campus.ts';
import { accounts } from './accounts.ts';
import { setPassword, setSharedPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';

let campus: TestDatabase;
let database: Database;
before(async () => {
  campus = await loadedCampus();
  database = campus.database;
});
after(() => campus.drop());

const client = { ip: '10.0.0.1', userAgent: 'test browser' };
const open = (login: string, given: string) => signIn(database, { login, password: given, client });
const isRefused = (code: string) => (error: unknown) => error instanceof Refused && error.code === code;
const another = 'three herons on the ice';

describe('a new password', () => {
  test('counts at once, ends all sessions and the wait after failures', async () => {
    const { token } = await open('T2', password);
    for (let turn = 0; turn < 5; turn += 1) await assert.rejects(open('T2', 'guess'));
    await assert.rejects(open('T2', password), isRefused('session/throttled'));
    await setPassword(database, 'T2', another);
    assert.equal(await sessionOf(database, token), undefined);
    await assert.rejects(open('T2', password), isRefused('session/wrong-password'));
    assert.ok(await open('T2', another));
  });

  test('gives an account to somebody who had none', async () => {
    await setPassword(database, 'S1', another);
    assert.ok(await open('S20260101', another));
  });

  test('is refused when weak, with the reason', async () => {
    await assert.rejects(setPassword(database, 'T3', 'password1234'), (error: unknown) => {
      assert.ok(error instanceof Refused);
      assert.equal(error.code, 'request/invalid');
      assert.equal(error.parameters.weakness, 'too-common');
      return true;
    });
  });

  test('for nobody is a fault', async () => {
    await assert.rejects(setPassword(database, 'T99', another), /no person T99/);
  });

  test('ends also a session that a sign-in with the old one opens at the same moment', async () => {
    const opened = await Promise.allSettled([
      open('T4', password),
      setPassword(database, 'T4', another),
      open('T4', password),
      open('T4', password),
    ]);
    for (const each of opened)
      if (each.status === 'fulfilled' && each.value)
        assert.equal(await sessionOf(database, each.value.token), undefined);
    assert.ok(await open('T4', another));
  });
});

describe('a shared password', () => {
  test('signs nobody out who has it already', async () => {
    const { token } = await open('T6', password);
    await setPassword(database, 'T7', another);
    await setSharedPassword(database, ['T6', 'T7'], password);
    assert.ok(await sessionOf(database, token));
    assert.ok(await open('T7', password));
  });

  test('replaces another one', async () => {
    await setSharedPassword(database, ['T6', 'T7'], 'short');
    assert.ok(await open('T6', 'short'));
    await assert.rejects(open('T7', password), isRefused('session/wrong-password'));
  });
});

test('accounts are listed with unit, posts and identities', async () => {
  const all = await accounts(database);
  assert.deepEqual(
    all.find((account) => account.number === 'T7'),
    {
      number: 'T7',
      name: '吕晓明',
      unit: '软件工程系',
      posts: ['计算机学院党委委员'],
      identities: ['软件工程系', '计算机学院党委委员'],
    },
  );
});
