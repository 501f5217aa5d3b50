/** Connections die under load, as they do when a server is restarted or an administrator ends its sessions. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable, openDatabase } from '@yizhan/database';
import { openTrial, people, type Trial } from '../testing/trial.ts';
import type { Order, Outcome } from './order.ts';

let trial: Trial;
before(async () => {
  trial = await openTrial();
});
after(() => trial.close());

test('every act that was answered is there exactly once, and what was not may be repeated with its key', async () => {
  const instances = await Promise.all(Array.from({ length: 6 }, () => trial.start({ how: 'all', people })));
  const orders: Order[] = [];
  for (const instance of instances)
    for (const person of people) orders.push(await trial.orderOf(instance, person, { key: randomUUID() }));

  let isOver = false;
  const killing = killConnections(trial.url, () => isOver);
  const waiting = [...orders];
  const unanswered: Order[] = [];
  const answers = new Map<Order, Outcome>();
  const work = async () => {
    for (let order = waiting.pop(); order !== undefined; order = waiting.pop()) {
      try {
        answers.set(order, await trial.flow.run(order));
      } catch (error) {
        assert.ok(error instanceof DatabaseUnavailable, String(error));
        unanswered.push(order);
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  isOver = true;
  const killed = await killing;
  assert.ok(killed > 10, `only ${killed} connections were killed`);

  for (const order of unanswered) answers.set(order, await trial.flow.run(order));
  for (const order of orders) assert.deepEqual(await trial.flow.run(order), answers.get(order));
  const voices = await trial.database.query<{ instance: string; person: string; times: number }>({
    text: `
      select instance_id as instance, person, count(*)::int as times
      from flow.history
      where command = 'approve'
      group by instance_id, person`,
  });
  assert.equal(voices.length, orders.length);
  assert.deepEqual(
    voices.filter(({ times }) => times !== 1),
    [],
  );
  for (const instance of instances)
    assert.equal((await trial.flow.instance(instance)).state.status, 'approved');
});

/** Ends every other session of the database again and again; answers how many there were. */
async function killConnections(url: string, isOver: () => boolean): Promise<number> {
  const killer = openDatabase(url, { max: 1 });
  let killed = 0;
  while (!isOver()) {
    const rows = await killer.query({
      text: `
        select pg_terminate_backend(pid)
        from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    });
    killed += rows.length;
    await pause(25);
  }
  await killer.close();
  return killed;
}
