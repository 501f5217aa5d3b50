import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Flow } from '../flow.ts';
import { openTrial, type Trial } from '../testing/trial.ts';
import type { Work } from './wait-worker.ts';

describe('what an instance waits for', () => {
  const asked: Work[] = [];
  let answers: ('down' | 'ok')[] = [];
  let trial: Trial;
  let workers: ReturnType<Flow['startWorker']>[] = [];

  before(async () => {
    const openAccount = async (work: Work) => {
      asked.push(work);
      if ((answers.shift() ?? 'ok') === 'down') throw new Error('账号系统没有应答');
      return { data: { account: 'm2026' } };
    };
    trial = await openTrial({ process: 'waiting', connectors: new Map([['open-account', openAccount]]) });
    const report = (error: unknown) => assert.fail(String(error));
    // Two servers: whatever is done must be done once.
    workers = [trial.flow, trial.another()].map((flow) => flow.startWorker(async () => undefined, report));
  });

  after(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await trial.close();
  });

  const openIncidents = async () =>
    (
      await trial.flow.administration.incidents(
        { keys: null, isOpen: true, code: undefined, instance: undefined },
        { limit: 50, cursor: undefined },
      )
    ).rows;
  const statusOf = async (instance: string) => (await trial.flow.instance(instance)).state.status;
  async function ends(instance: string): Promise<void> {
    for (let tries = 0; (await statusOf(instance)) !== 'approved'; tries++) {
      if (tries > 100) assert.fail('it is still waiting');
      await pause(100);
    }
  }

  test('a timer fires when it is due, once, whichever server has it', async () => {
    const instances = await Promise.all(Array.from({ length: 12 }, () => trial.start({ how: 'clock' })));
    for (const instance of instances) await ends(instance);
    const [{ rows } = { rows: 0 }] = await trial.database.query<{ rows: number }>({
      text: `select count(*)::int as rows from flow.history where command = 'fireTimer' and instance_id = any ($1::uuid[])`,
      values: [instances],
    });
    assert.equal(rows, instances.length);
  });

  test('a message reaches the instance whose key it carries, and no other', async () => {
    const [mine, other] = [
      await trial.start({ how: 'pay', orderNo: 'A-1' }),
      await trial.start({ how: 'pay', orderNo: 'A-2' }),
    ];
    const message = { id: randomUUID(), name: 'paid', key: 'A-1', data: { amount: 500 } };
    assert.equal(await trial.flow.message(message), 'delivered');
    assert.equal(await statusOf(mine), 'approved');
    assert.equal((await trial.flow.instance(mine)).state.data.amount, 500);
    assert.equal(await statusOf(other), 'running');
  });

  test('a message that comes before anybody waits is kept and delivered, once, however often it is sent', async () => {
    const message = { id: randomUUID(), name: 'paid', key: 'B-1' };
    assert.equal(await trial.flow.message(message), 'kept');
    assert.equal(await trial.flow.message(message), 'kept');
    const instance = await trial.start({ how: 'pay', orderNo: 'B-1' });
    await ends(instance);
    const later = await trial.start({ how: 'pay', orderNo: 'B-1' });
    await pause(1500);
    assert.equal(await statusOf(later), 'running');
  });

  test('a signal that one instance throws reaches all that wait for it', async () => {
    const listening = await Promise.all([1, 2, 3].map(() => trial.start({ how: 'hear' })));
    await trial.start({ how: 'ring' });
    for (const instance of listening) await ends(instance);
  });

  test('work outside is tried again with the same key until it works, and its result is kept', async () => {
    answers = ['down', 'ok'];
    const instance = await trial.start({ how: 'open' });
    await ends(instance);
    assert.equal((await trial.flow.instance(instance)).state.data.account, 'm2026');
    assert.deepEqual(new Set(asked.map((work) => work.key)).size, 1);
    assert.equal(asked.length, 2);
    assert.deepEqual(await openIncidents(), []);
  });

  test('work that fails is an incident that an administrator sees and tries again', async () => {
    answers = Array.from({ length: 9 }, () => 'down' as const);
    const instance = await trial.start({ how: 'open' });
    let incidents = await openIncidents();
    while (incidents.length === 0) {
      await pause(100);
      incidents = await openIncidents();
    }
    const [incident] = incidents;
    assert.equal(incident?.instance_id, instance);
    assert.match(incident?.message ?? '', /没有应答/);
    answers = [];
    assert.ok(incident);
    const idempotency = { key: randomUUID(), digest: 'retry' };
    await trial.flow.administration.retry(incident, {
      person: 'P20',
      comment: '账号系统已恢复',
      idempotency,
    });
    await ends(instance);
    assert.deepEqual(await openIncidents(), []);
  });
});
