import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openDatabase } from './pool.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';
import { DatabaseUnavailable, isUniqueViolation } from './unavailable.ts';

let trial: TestDatabase;
before(async () => {
  trial = await testDatabase();
  await trial.database.query({ text: 'create table vote (n integer constraint vote_key primary key)' });
});
after(() => trial.drop());
beforeEach(() => trial.database.query({ text: 'delete from vote' }));

const insert = (n: unknown) => ({
  name: 'insert vote',
  text: 'insert into vote values ($1) returning n',
  values: [n],
});
const votes = async () =>
  (await trial.database.query<{ n: number }>({ text: 'select n from vote order by n' })).map((row) => row.n);
const roundTripsOf = async (work: () => Promise<unknown>) => {
  const before = trial.database.roundTrips;
  await work();
  return trial.database.roundTrips - before;
};

describe('round trips', () => {
  test('a transaction of one query and commitWith is two', async () => {
    const trips = await roundTripsOf(() =>
      trial.database.transaction(async (transaction) => {
        await transaction.query({ text: 'select n from vote for update' });
        const rows = await transaction.commitWith([insert(1), { text: 'select count(*) from vote' }]);
        assert.deepEqual(rows, [[{ n: 1 }], [{ count: 1 }]]);
      }),
    );
    assert.equal(trips, 2);
    assert.deepEqual(await votes(), [1]);
  });

  test('commitWith alone is one, a transaction without statements none', async () => {
    assert.equal(
      await roundTripsOf(() => trial.database.transaction((one) => one.commitWith([insert(1)]))),
      1,
    );
    assert.equal(await roundTripsOf(() => trial.database.transaction(async () => 'refused')), 0);
  });

  test('statements sent together share one', async () => {
    const trips = await roundTripsOf(() =>
      trial.database.transaction(async (transaction) => {
        await Promise.all([transaction.query(insert(1)), transaction.query(insert(2))]);
      }),
    );
    assert.equal(trips, 2);
    assert.deepEqual(await votes(), [1, 2]);
  });
});

describe('a failure in the pipeline', () => {
  test('of commitWith is thrown, the first one in order, and nothing is kept', async () => {
    await trial.database.query(insert(1));
    const work = trial.database.transaction(async (transaction) => {
      await transaction.query(insert(2));
      await transaction.commitWith([insert(3), insert(1), insert(4), { text: 'select nonsense' }]);
    });
    await assert.rejects(work, (error) => isUniqueViolation(error, 'vote_key'));
    assert.deepEqual(await votes(), [1]);
  });

  test('that shows only at COMMIT (a deferred constraint) is thrown', async () => {
    await trial.database.query({
      text: 'create table late (n integer, constraint late_key unique (n) deferrable initially deferred)',
    });
    const late = { text: 'insert into late values (1)' };
    const work = trial.database.transaction((transaction) => transaction.commitWith([late, late]));
    await assert.rejects(work, (error) => isUniqueViolation(error, 'late_key'));
    assert.deepEqual(await trial.database.query({ text: 'select * from late' }), []);
  });

  test('that the work swallows does not commit the rest in silence', async () => {
    const work = trial.database.transaction(async (transaction) => {
      await transaction.query(insert(1));
      await transaction.query({ text: 'select nonsense' }).catch(() => undefined);
    });
    await assert.rejects(work, /rolled back, for an earlier statement/);
    assert.deepEqual(await votes(), []);
  });

  test('of a value that cannot be sent stops all statements, those before it too', async () => {
    const work = trial.database.transaction((transaction) =>
      transaction.commitWith([insert(1), insert(() => 2), insert(3)]),
    );
    await assert.rejects(work, TypeError);
    assert.deepEqual(await votes(), []);
  });

  test('leaves the connection usable for the next one', async () => {
    const single = openDatabase(trial.url, { max: 1 });
    try {
      for (let round = 0; round < 3; round += 1) {
        await assert.rejects(single.transaction((one) => one.commitWith([insert(1), insert(1)])));
        await assert.rejects(single.query({ text: 'select nonsense' }));
        assert.deepEqual(await single.query({ text: 'select 1 as one' }), [{ one: 1 }]);
      }
    } finally {
      await single.close();
    }
  });
});

describe('a transaction', () => {
  test('rolls back when the work throws, and tells its error', async () => {
    const work = trial.database.transaction(async (transaction) => {
      await transaction.query(insert(1));
      throw new Error('changed my mind');
    });
    await assert.rejects(work, /changed my mind/);
    assert.deepEqual(await votes(), []);
  });

  test('takes no statement after commitWith, and keeps what was committed', async () => {
    const work = trial.database.transaction(async (transaction) => {
      await transaction.commitWith([insert(1)]);
      await transaction.query(insert(2));
    });
    await assert.rejects(work, /the transaction is over/);
    assert.deepEqual(await votes(), [1]);
  });
});

describe('a named statement', () => {
  test('is prepared once on its connection', async () => {
    const single = openDatabase(trial.url, { max: 1 });
    try {
      await single.query({ name: 'twice', text: 'select $1::integer as n', values: [1] });
      await single.query({ name: 'twice', text: 'select $1::integer as n', values: [2] });
      const prepared = await single.query<{ name: string; runs: number }>({
        text: 'select name, generic_plans + custom_plans as runs from pg_prepared_statements',
      });
      assert.deepEqual(prepared, [{ name: 'twice', runs: 2 }]);
    } finally {
      await single.close();
    }
  });

  test('is refused with another text under its name, or with a name that the server would cut', async () => {
    await trial.database.query({ name: 'mine', text: 'select 1' });
    await assert.rejects(
      trial.database.query({ name: 'mine', text: 'select 2' }),
      /two different statements/,
    );
    await assert.rejects(
      trial.database.query({ name: 'x'.repeat(64), text: 'select 1' }),
      /longer than 63 bytes/,
    );
  });

  test('recovers after a migration has changed the shape of its answer', async () => {
    const single = openDatabase(trial.url, { max: 1 });
    const all = { name: 'all shapes', text: 'select * from shape' };
    try {
      await single.query({ text: 'create table shape (a integer)' });
      await single.query(all);
      await single.query({ text: 'alter table shape add b integer' });
      await assert.rejects(single.query(all), /cached plan/);
      assert.deepEqual(await single.query(all), []);
    } finally {
      await single.close();
    }
  });
});

describe('values', () => {
  test('come back as they were sent', async () => {
    const values = [
      ['a"\\b,{}', null, ''],
      { 姓名: '李明' },
      '2026-11-24T05:00:00.123Z',
      '1.10',
      Buffer.from([0, 255]),
    ];
    const [row] = await trial.database.query({
      text: 'select $1::text[] as list, $2::jsonb as object, $3::timestamptz as at, $4::numeric as money, $5::bytea as bytes',
      values,
    });
    assert.deepEqual(Object.values(row as object), values);
  });

  test('of time are in UTC whatever the server is set to', async () => {
    const [row] = await trial.database.query({
      text: `select timestamptz '2026-11-24 13:00+08' as at, current_setting('TimeZone') as zone, date '2026-11-24' as day`,
    });
    assert.deepEqual(row, { at: '2026-11-24T05:00:00.000Z', zone: 'UTC', day: '2026-11-24' });
  });
});

describe('without a server', () => {
  test('the refusal is DatabaseUnavailable, after the patience is over', async () => {
    const nowhere = openDatabase('postgres://nobody@127.0.0.1:1/nothing', { patienceMs: 300 });
    const started = Date.now();
    await assert.rejects(nowhere.query({ text: 'select 1' }), DatabaseUnavailable);
    assert.ok(Date.now() - started >= 200);
    await nowhere.close();
  });

  test('a wrong password is told at once, for waiting does not mend it', async () => {
    const address = new URL(trial.url);
    address.password = 'wrong';
    const wrong = openDatabase(address.href);
    await assert.rejects(wrong.query({ text: 'select 1' }), { code: '28P01' });
    await wrong.close();
  });
});

describe('a session that an administrator ends', () => {
  const endOthers = {
    text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  };

  test('in the middle of a transaction is DatabaseUnavailable, and nothing was kept', async () => {
    const work = trial.database.transaction(async (transaction) => {
      await transaction.query(insert(1));
      const killer = openDatabase(trial.url);
      await killer.query(endOthers);
      await killer.close();
      await transaction.commitWith([insert(2)]);
    });
    await assert.rejects(work, DatabaseUnavailable);
    assert.deepEqual(await votes(), []);
  });

  test('while idle is not noticed by the next statement', async () => {
    const pair = openDatabase(trial.url, { max: 2 });
    await Promise.all([
      pair.query({ text: 'select pg_sleep(0.05)' }),
      pair.query({ text: 'select pg_sleep(0.05)' }),
    ]);
    const killer = openDatabase(trial.url);
    await killer.query(endOthers);
    assert.deepEqual(await Promise.all([1, 2].map(() => pair.query({ text: 'select 1 as one' }))), [
      [{ one: 1 }],
      [{ one: 1 }],
    ]);
    await killer.close();
    await pair.close();
  });
});
