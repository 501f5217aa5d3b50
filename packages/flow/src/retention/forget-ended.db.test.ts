import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTrial, type Trial } from '../testing/trial.ts';

let trial: Trial;
/** When people act, in this test. */
let at: string;
before(async () => {
  trial = await openTrial({ now: () => at });
  for (const [month, next] of [
    ['2012_03', '2012_04'],
    ['2012_04', '2012_05'],
    ['2013_05', '2013_06'],
  ] as const) {
    const day = (name: string) => `${name.replace('_', '-')}-01T00:00:00Z`;
    await trial.database.query({
      text: `
        create table flow.history_${month} partition of flow.history
        for values from ('${day(month)}') to ('${day(next)}')`,
    });
  }
});
after(() => trial.close());

async function ended(...days: readonly [string, string]): Promise<string> {
  at = days[0];
  const instance = await trial.start();
  at = days[1];
  await trial.act(instance, 'P1');
  return instance;
}

async function leftOf(instance: string): Promise<Record<string, number>> {
  const tables = ['instance', 'history', 'done_task', 'task', 'wait'];
  const counts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await trial.database.query<{ count: number }>({
        text: `select count(*)::int as count from flow.${table} where ${table === 'instance' ? 'id' : 'instance_id'} = $1`,
        values: [instance],
      });
      return [table, row?.count ?? -1] as const;
    }),
  );
  return Object.fromEntries(counts);
}

const months = async (): Promise<string[]> => {
  const rows = await trial.database.query<{ name: string }>({
    text: `
      select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
      where inhparent = 'flow.history'::regclass order by 1`,
  });
  return rows.map(({ name }) => name).filter((name) => name < 'history_2020');
};

describe('the years of keeping', () => {
  test('are over: instance, history and all that hangs on it are gone, and empty months with them', async () => {
    const old: string[] = [];
    for (let n = 0; n < 5; n++) old.push(await ended('2012-03-30T08:00:00Z', '2012-04-02T08:00:00Z'));
    at = '2013-05-06T08:00:00Z';
    const open = await trial.start();
    const lately = await ended('2013-05-07T08:00:00Z', new Date().toISOString());
    at = new Date().toISOString();

    const forgotten: string[][] = [];
    const retention = {
      yearsOf: () => 10,
      alongside: (instances: readonly string[]) => {
        forgotten.push([...instances]);
        return [{ text: 'select 1' }];
      },
      batch: 2,
    };
    assert.deepEqual(await trial.flow.forgetEnded({ ...retention, most: 4 }), { instances: 4, months: 0 });
    assert.deepEqual(await trial.flow.forgetEnded(retention), { instances: 1, months: 2 });
    assert.deepEqual(
      forgotten.map((batch) => batch.length),
      [2, 2, 1],
      'in small batches',
    );
    assert.deepEqual(forgotten.flat().sort(), old.sort());
    for (const instance of old)
      assert.deepEqual(await leftOf(instance), { instance: 0, history: 0, done_task: 0, task: 0, wait: 0 });
    assert.deepEqual(await leftOf(open), { instance: 1, history: 1, done_task: 0, task: 1, wait: 0 });
    assert.deepEqual(await leftOf(lately), { instance: 1, history: 2, done_task: 1, task: 0, wait: 0 });
    assert.deepEqual(await months(), ['history_2013_05'], 'what is open keeps its months');
  });

  test('are those of the definition', async () => {
    const instance = await ended('2013-05-08T08:00:00Z', '2013-05-09T08:00:00Z');
    at = new Date().toISOString();
    const retention = (years: number) => ({ yearsOf: () => years, alongside: () => [] });
    assert.equal((await trial.flow.forgetEnded(retention(30))).instances, 0);
    assert.equal((await leftOf(instance)).history, 2);
    assert.equal((await trial.flow.forgetEnded(retention(0.5))).instances, 1);
    assert.equal((await leftOf(instance)).history, 0);
  });

  test('two servers that forget at once forget each instance once', async () => {
    for (let n = 0; n < 6; n++) await ended('2013-05-08T08:00:00Z', '2013-05-09T08:00:00Z');
    at = new Date().toISOString();
    const retention = { yearsOf: () => 1, alongside: () => [], batch: 2 };
    const forgotten = await Promise.all([
      trial.flow.forgetEnded(retention),
      trial.another().forgetEnded(retention),
      trial.another().forgetEnded(retention),
    ]);
    assert.equal(
      forgotten.reduce((sum, each) => sum + each.instances, 0),
      6,
    );
  });
});
