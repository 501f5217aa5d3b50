import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTrial, type Trial } from '../testing/trial.ts';
import type { WorkLoop } from '../work-loop.ts';
import type { OutboxHandler } from './outbox-worker.ts';

let trial: Trial;
let workers: WorkLoop[];
let reports: { readonly error: unknown; readonly message: string | undefined }[];
beforeEach(async () => {
  trial = await openTrial();
  workers = [];
  reports = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await trial.close();
});

const startWorker = (handle: OutboxHandler, flow = trial.flow): void => {
  workers.push(flow.startWorker(handle, (error, message) => reports.push({ error, message: message?.id })));
};

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 8000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, 'it did not come to that within 8 s');
    await pause(10);
  }
}

const isEmpty = async () => (await trial.flow.outboxState()).waiting === 0;

interface Waiting {
  readonly attempts: number;
  readonly in_seconds: number;
  readonly failed: boolean;
  readonly error: string | null;
}

async function onlyMessage(): Promise<Waiting> {
  const rows = await trial.database.query<Waiting>({
    text: `
      select attempts, extract(epoch from due_at - now())::float8 as in_seconds, failed_at is not null as failed,
        error
      from flow.outbox`,
  });
  assert.equal(rows.length, 1);
  return rows[0] as Waiting;
}

async function makeDue(): Promise<void> {
  await trial.database.query({ text: 'update flow.outbox set due_at = now()' });
  for (const worker of workers) worker.wake();
}

describe('the outbox', () => {
  test('is handled once for each message by two workers of one server and one of another', async () => {
    const handled: string[] = [];
    const handle: OutboxHandler = async ({ id }) => {
      await pause(1);
      handled.push(id);
    };
    startWorker(handle);
    startWorker(handle);
    startWorker(handle, trial.another());
    const instances = await Promise.all(Array.from({ length: 30 }, () => trial.start()));
    await Promise.all(instances.map((instance) => trial.act(instance, 'P1')));
    await until(isEmpty);
    assert.equal(handled.length, 60);
    assert.equal(new Set(handled).size, 60);
    assert.deepEqual(reports, []);
  });

  test('is looked at as soon as a command is committed, and within a second when another server did that', async () => {
    const handled: number[] = [];
    startWorker(async () => void handled.push(Date.now()));
    await pause(50);
    const began = Date.now();
    await trial.start();
    await until(() => handled.length === 1);
    assert.ok(Date.now() - began < 900, 'it was not woken');
    await trial.another().run({
      ...(await trial.orderOf(await trial.start(), 'P1')),
    });
    await until(() => handled.length === 3);
  });

  test('says who is asked, and how an instance ended', async () => {
    const messages: unknown[] = [];
    startWorker(async ({ topic, payload }) => void messages.push({ topic, payload }));
    const instance = await trial.start();
    const task = (await trial.flow.instance(instance)).state.tasks[0]?.id;
    await trial.act(instance, 'P1');
    await until(() => messages.length === 2);
    const common = { instance, initiator: 'P0', applicant: 'P0' };
    const opened = [{ task, kind: 'approval', node: 'one', people: ['P1'] }];
    assert.deepEqual(messages, [
      { topic: 'instance-moved', payload: { ...common, by: 'P0', status: 'running', opened, ended: false } },
      {
        topic: 'instance-moved',
        payload: { ...common, by: 'P1', status: 'approved', opened: [], ended: true },
      },
    ]);
  });

  test('keeps nothing of a handler that fails, which is tried again later and later', async () => {
    let tries = 0;
    startWorker(async (_message, transaction) => {
      tries += 1;
      await transaction.query({
        text: 'insert into flow.answered values ($1, $2, $3, $4, now())',
        values: ['P0', `${tries}`, '', {}],
      });
      if (tries < 3) throw new Error(`the mail server is away (${tries})`);
    });
    await trial.start();
    await until(() => reports.length === 1);
    await until(async () => (await onlyMessage()).attempts === 1);
    const first = await onlyMessage();
    assert.ok(first.in_seconds > 1 && first.in_seconds <= 2, `${first.in_seconds}`);
    assert.equal(first.error, 'the mail server is away (1)');
    await makeDue();
    await until(async () => (await onlyMessage()).attempts === 2);
    assert.ok((await onlyMessage()).in_seconds > 3);
    await makeDue();
    await until(isEmpty);
    const kept = await trial.database.query({ text: `select key from flow.answered where digest = ''` });
    assert.deepEqual(kept, [{ key: '3' }]);
  });

  test('gives a message up after twelve tries, keeps it, and goes on with the others', async () => {
    const poisoned = await trial.start();
    const handled: string[] = [];
    startWorker(async ({ payload }) => {
      const { instance } = payload as { instance: string };
      if (instance === poisoned) throw new Error('it cannot be handled');
      handled.push(instance);
    });
    for (let attempt = 1; attempt <= 12; attempt++) {
      await until(async () => (await onlyMessage()).attempts === attempt);
      await makeDue();
    }
    const { failed } = await onlyMessage();
    assert.equal(failed, true);
    await pause(100);
    assert.equal(reports.length, 12);
    assert.deepEqual(await trial.flow.outboxState().then(({ waiting, failed }) => ({ waiting, failed })), {
      waiting: 0,
      failed: 1,
    });
    const other = await trial.start();
    await until(() => handled.length === 1);
    assert.deepEqual(handled, [other]);
  });

  test('loses nothing when the worker stops or its connection dies in the middle of a message', async () => {
    const handled: string[] = [];
    let isFirst = true;
    startWorker(async ({ id }, transaction) => {
      if (isFirst) {
        isFirst = false;
        await transaction.query({ text: 'select pg_terminate_backend(pg_backend_pid())' });
      }
      handled.push(id);
    });
    await trial.start();
    await until(isEmpty);
    assert.equal(handled.length, 1);
    const stopping = workers.pop()?.stop();
    await trial.start();
    await stopping;
    assert.equal((await trial.flow.outboxState()).waiting, 1);
  });

  test('is due by the clock of the database, whatever the clock of the server says', async () => {
    await trial.close();
    trial = await openTrial({ now: () => new Date(Date.now() + 3 * 86_400_000).toISOString() });
    const handled: string[] = [];
    startWorker(async ({ id }) => void handled.push(id));
    await trial.start();
    await until(() => handled.length === 1);
  });
});
