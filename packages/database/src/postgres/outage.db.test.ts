/** The server goes away for a few seconds while requests run. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database.ts';
import { openDatabase } from '../pool.ts';
import { DatabaseUnavailable } from '../unavailable.ts';
import type { RunningPostgres } from './index.ts';
import { newTrial, type Trial } from './trial.ts';

let trial: Trial;
let postgres: RunningPostgres;
let database: Database;
before(async () => {
  trial = newTrial();
  postgres = await trial.start();
  database = openDatabase(postgres.url);
  await database.query({ text: 'create table vote (n integer primary key)' });
});
after(async () => {
  await database.close();
  await trial.end();
});
beforeEach(() => database.query({ text: 'delete from vote' }));

const insert = (n: number) => ({ name: 'insert', text: 'insert into vote values ($1)', values: [n] });
const votes = async () =>
  (await database.query<{ n: number }>({ text: 'select n from vote order by n' })).map((row) => row.n);

async function outage(milliseconds: number): Promise<void> {
  assert.equal(await postgres.stop(), true);
  await pause(milliseconds);
  postgres = await trial.start();
}

describe('an outage of two seconds', () => {
  test('is waited out by a statement that the shutdown cut off, and by those that come meanwhile', async () => {
    const slow = database.query({ text: `select pg_sleep(0.5), 'done' as answer` });
    await pause(100);
    const back = outage(2000);
    await pause(500);
    const meanwhile = [1, 2, 3].map((n) => database.transaction((one) => one.commitWith([insert(n)])));
    const [row] = (await slow) as { answer: string }[];
    assert.equal(row?.answer, 'done');
    await Promise.all([back, ...meanwhile]);
    assert.deepEqual(await votes(), [1, 2, 3]);
  });

  test('ends a transaction under way, which kept nothing and may be done again', async () => {
    let rounds = 0;
    const work = () =>
      database.transaction(async (transaction) => {
        rounds += 1;
        await transaction.query(insert(1));
        if (rounds === 1) await outage(0);
        await transaction.commitWith([insert(2)]);
      });
    const error = await work().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof DatabaseUnavailable);
    assert.deepEqual(await votes(), []);
    await work();
    assert.deepEqual(await votes(), [1, 2]);
  });
});

test('kill -9 under a load of commits loses none that was acknowledged, and doubles none', async () => {
  const acknowledged: number[] = [];
  const uncertain: number[] = [];
  let next = 0;
  let isOver = false;
  const committer = async () => {
    while (!isOver) {
      next += 1;
      const n = next;
      try {
        await database.transaction(async (transaction) => {
          await transaction.query({ text: 'select 1' });
          await transaction.commitWith([insert(n)]);
        });
        acknowledged.push(n);
      } catch (error) {
        assert.ok(error instanceof DatabaseUnavailable, String(error));
        if (error.mayHaveCommitted) uncertain.push(n);
      }
    }
  };
  const committers = [1, 2, 3, 4].map(committer);
  await pause(400);
  process.kill(postgres.pid, 'SIGKILL');
  postgres = await trial.start();
  await pause(400);
  isOver = true;
  await Promise.all(committers);
  const kept = new Set(await votes());
  assert.deepEqual(
    acknowledged.filter((n) => !kept.has(n)),
    [],
  );
  const known = new Set([...acknowledged, ...uncertain]);
  assert.deepEqual(
    [...kept].filter((n) => !known.has(n)),
    [],
  );
});
