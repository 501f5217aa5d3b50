import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signIn } from '../sign-in/sign-in.ts';
import { loadedCampus, password } from '../testing/loaded-campus.ts';
import { forgetExpired } from './forget-expired.ts';
import { sessionOf } from './session.ts';

test('what has expired is forgotten, what is alive stays', async () => {
  const { database, drop } = await loadedCampus();
  const open = async (login: string, hoursAgo: number) => {
    const client = { ip: `10.0.0.${hoursAgo}`, userAgent: 'test browser' };
    const now = new Date(Date.now() - hoursAgo * 3_600_000);
    return (await signIn(database, { login, password, client }, { now })).token;
  };
  try {
    const [alive] = [await open('T7', 0), await open('T7', 1), await open('T6', 13)];
    await database.query({
      text: `insert into identity.sign_in_failure
             values ('\\x01', 3, now() - interval '2 days', now()), ('\\x02', 3, now(), now())`,
    });
    await forgetExpired(database);
    const [left] = await database.query({
      text: `select
               (select count(*) from identity.session) as sessions,
               (select array_agg(address) from identity.sign_in_address) as addresses,
               (select array_agg(login_hash) from identity.sign_in_failure) as failures`,
    });
    assert.deepEqual(left, { sessions: 1, addresses: ['10.0.0.0'], failures: [Buffer.from([2])] });
    assert.ok(await sessionOf(database, alive));
  } finally {
    await drop();
  }
});
