import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import type { TestDatabase } from '@yizhan/database/testing';
import { loadOrganisation } from '../organisation/load-organisation.ts';
import { sessionOf } from '../sessions/session.ts';
import { loadedCampus, password } from '../testing/loaded-campus.ts';
import { smallCampus, withPerson } from '../testing/small-campus.ts';
import { hashPassword } from './password-hash.ts';
import { signIn } from './sign-in.ts';

let campus: TestDatabase;
before(async () => {
  campus = await loadedCampus();
});
after(() => campus.drop());

const client = { ip: '10.0.0.1', userAgent: 'test browser' };
const attempt = (login: string, given: string, { now, ip = client.ip }: { now?: Date; ip?: string } = {}) =>
  signIn(campus.database, { login, password: given, client: { ...client, ip } }, now && { now });
// Later than any day on which this runs, for some attempts here are counted by the database's own clock.
const morning = Date.parse('2126-11-24T08:00:00Z');
const at = (seconds: number) => ({ now: new Date(morning + seconds * 1000) });

/** The code of a refusal, with its seconds if it tells any. */
async function refusalOf(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { seconds } = error.parameters;
    return seconds === undefined ? error.code : `${error.code} ${seconds}`;
  }
  return 'none';
}

const stored = async () =>
  JSON.stringify([
    await campus.database.query({ text: 'select * from identity.session' }),
    await campus.database.query({ text: 'select * from identity.account' }),
    await campus.database.query({ text: 'select * from identity.sign_in_failure' }),
  ]);

describe('signing in', () => {
  test('opens a session for the person of that number, in either case and with blanks around it', async () => {
    const { token, csrf, person } = await attempt(' t2 ', password);
    assert.equal(person.name, '周明远');
    assert.match(token, /^[\w-]{43}$/);
    assert.match(csrf, /^[\w-]{43}$/);
    const session = await sessionOf(campus.database, token);
    assert.equal(session?.csrf, csrf);
    assert.deepEqual(session?.person, person);
  });

  test('gives a new token each time and ends the session that the browser came with (S04)', async () => {
    const first = await attempt('T2', password);
    const login = { login: 'T2', password, client };
    const second = await signIn(campus.database, { ...login, replaces: first.token });
    assert.notEqual(second.token, first.token);
    assert.notEqual(second.csrf, first.csrf);
    assert.equal(await sessionOf(campus.database, first.token), undefined);
    const third = await signIn(campus.database, { ...login, replaces: 'a token of the attacker' });
    assert.notEqual(third.token, 'a token of the attacker');
    assert.equal(await sessionOf(campus.database, 'a token of the attacker'), undefined);
    assert.ok(await sessionOf(campus.database, second.token));
  });

  test('leaves nothing in the database that lets anybody in (S01)', async () => {
    const { token } = await attempt('T2', password);
    await assert.rejects(attempt('typed my passphrase here', 'x'));
    const tables = await stored();
    const tokenBytes = [token, Buffer.from(token, 'base64url').toString('hex')];
    for (const secret of [...tokenBytes, password, 'typed my passphrase'])
      assert.ok(!tables.includes(secret), secret);
    assert.match(tables, /\$scrypt\$ln=15,r=8,p=3\$/);
  });

  test('refuses unknown, accountless and disabled people like a wrong password, after as many round trips (S03)', async () => {
    await loadOrganisation(campus.database, withPerson(smallCampus(), 'T5', { active: false }));
    const tripsOf = async (login: string, given: string) => {
      const before = campus.database.roundTrips;
      assert.equal(await refusalOf(attempt(login, given)), 'session/wrong-password', login);
      return campus.database.roundTrips - before;
    };
    const trips = [
      await tripsOf('T1', 'not it'),
      await tripsOf('T99', password),
      await tripsOf('S20260101', password),
      await tripsOf('T5', password),
      await tripsOf('', password),
      await tripsOf('T1\0', password),
    ];
    assert.deepEqual(trips, [1, 1, 1, 1, 1, 1]);
  });

  test('keeps the password of an older, cheaper hash and stores it anew', async () => {
    const cheap = await hashPassword(password, { ln: 10, r: 8, p: 1 });
    await campus.database.query({
      text: 'update identity.account set password_hash = $1 where person_id = $2',
      values: [cheap, 'T7'],
    });
    const { token } = await attempt('T7', password);
    assert.ok(await sessionOf(campus.database, token));
    const [row] = await campus.database.query<{ hash: string }>({
      text: `select password_hash as hash from identity.account where person_id = 'T7'`,
    });
    assert.match(row!.hash, /^\$scrypt\$ln=15,r=8,p=3\$/);
    assert.ok(await attempt('T7', password));
  });
});

describe('guessing (S01)', () => {
  test('costs growing delays after five failures; others do not notice; a success forgets', async () => {
    const answers: string[] = [];
    for (const second of [0, 1, 2, 3, 4, 5, 19, 20, 21, 49, 50, 51])
      answers.push(await refusalOf(attempt('T6', 'guess', at(second))));
    assert.deepEqual(answers, [
      ...Array.from({ length: 5 }, () => 'session/wrong-password'),
      'session/throttled 14',
      'session/wrong-password',
      'session/throttled 29',
      'session/throttled 28',
      'session/wrong-password',
      'session/throttled 59',
      'session/throttled 58',
    ]);
    assert.equal(await refusalOf(attempt('T6', password, at(52))), 'session/throttled 57');
    assert.equal(await refusalOf(attempt('t6', password, at(52))), 'session/throttled 57');
    assert.ok(await attempt('T1', password, at(52)));
    assert.ok(await attempt('T6', password, at(109)));
    for (const second of [110, 111, 112, 113])
      assert.equal(await refusalOf(attempt('T6', 'guess', at(second))), 'session/wrong-password');
    assert.ok(await attempt('T6', password, at(114)));
  });

  test('is slowed down in the same way for a login that nobody has', async () => {
    const answers: string[] = [];
    for (let second = 0; second < 6; second += 1)
      answers.push(await refusalOf(attempt('T404', 'guess', at(second))));
    assert.deepEqual(answers.slice(-2), ['session/wrong-password', 'session/throttled 14']);
  });

  test('many times at once is counted one by one', async () => {
    const guesses = Array.from({ length: 12 }, () => refusalOf(attempt('T3', 'guess', at(0))));
    const answers = await Promise.all(guesses);
    assert.equal(answers.filter((answer) => answer === 'session/wrong-password').length, 5);
    assert.equal(answers.filter((answer) => answer === 'session/throttled 15').length, 7);
  });

  test('never waits longer than a quarter of an hour, and is forgotten after a day', async () => {
    const [hash] = await campus.database.query<{ hash: Buffer }>({
      text: `select sha256('t1'::bytea) as hash`,
    });
    await campus.database.query({
      text: `insert into identity.sign_in_failure values ($1, 4000, $2, $2)
             on conflict (login_hash) do update set failures = 4000, last_at = $2, locked_until = $2`,
      values: [hash!.hash, new Date(morning)],
    });
    assert.equal(await refusalOf(attempt('T1', 'guess', at(1))), 'session/wrong-password');
    assert.equal(await refusalOf(attempt('T1', 'guess', at(2))), 'session/throttled 899');
    const nextDay = 25 * 3600;
    for (const second of [1, 2, 3, 4])
      assert.equal(await refusalOf(attempt('T1', 'guess', at(nextDay + second))), 'session/wrong-password');
  });

  test('one password on everybody from one address is slowed down; other addresses are not', async () => {
    await campus.database.query({
      text: 'insert into identity.sign_in_address values ($1, 99.5, $2), ($3, 98.5, $2)',
      values: ['10.6.6.6', new Date(morning), '2001:db8:0:1::/64'],
    });
    const from = (ip: string, seconds: number, login: string) =>
      refusalOf(attempt(login, 'guess', { ip, ...at(seconds) }));
    assert.equal(await from('10.6.6.6', 0, 'X1'), 'session/throttled 3');
    assert.equal(await from('10.6.6.6', 2, 'X1'), 'session/wrong-password');
    assert.equal(await from('10.6.6.6', 3, 'X2'), 'session/throttled 3');
    assert.equal(await from('10.6.6.7', 3, 'X2'), 'session/wrong-password');
    assert.equal(await from('2001:db8:0:1::1', 0, 'X3'), 'session/wrong-password');
    assert.equal(await from('2001:db8:0:1::2', 0, 'X4'), 'session/throttled 3');
  });

  test('a success from an address does not count against it', async () => {
    const ip = '10.7.7.7';
    for (let turn = 0; turn < 3; turn += 1) await attempt('T4', password, { ip, ...at(0) });
    const [row] = await campus.database.query({
      text: 'select level from identity.sign_in_address where address = $1',
      values: [ip],
    });
    assert.deepEqual(row, { level: 0 });
  });
});
