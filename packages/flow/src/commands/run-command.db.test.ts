import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import { type Database, DatabaseUnavailable, openDatabase } from '@yizhan/database';
import {
  applicant,
  creation,
  fifty,
  openTrial,
  people,
  startOrder,
  type Trial,
  withNumber,
} from '../testing/trial.ts';
import type { Outcome } from './order.ts';

let trial: Trial;
before(async () => {
  trial = await openTrial();
});
after(() => trial.close());

/** What came of each: its outcome, or the code of its refusal. */
async function outcomesOf(runs: readonly Promise<Outcome>[]): Promise<(Outcome | string)[]> {
  const settled = await Promise.allSettled(runs);
  return settled.map((result) => {
    if (result.status === 'fulfilled') return result.value;
    if (result.reason instanceof Refused) return result.reason.code;
    throw result.reason;
  });
}

const refusedWith = (code: string) => (error: unknown) => error instanceof Refused && error.code === code;

async function commandsOf(instance: string): Promise<string[]> {
  const rows = await trial.database.query<{ command: string }>({
    text: 'select command from flow.history where instance_id = $1 order by seq',
    values: [instance],
  });
  return rows.map((row) => row.command);
}

describe('round trips to the database', () => {
  const roundTripsOf = async (work: () => Promise<unknown>) => {
    const before = trial.database.roundTrips;
    await work();
    return trial.database.roundTrips - before;
  };

  test('an approval takes one, whether it is the first voice, closes the task or ends the instance', async () => {
    const instance = await trial.start({ how: 'all', people: ['P1', 'P2'], amount: 500 });
    for (const person of ['P1', 'P2', 'P20']) {
      const order = await trial.orderOf(instance, person);
      assert.equal(await roundTripsOf(() => trial.flow.run(order)), 1);
    }
    assert.equal((await trial.flow.instance(instance)).state.status, 'approved');
  });

  test('of an instance that this server has not seen, it takes two', async () => {
    const instance = await trial.start();
    const order = await trial.orderOf(instance, 'P1');
    const other = trial.another();
    await other.run(startOrder(randomUUID()));
    assert.equal(await roundTripsOf(() => other.run(order)), 2);
  });

  test('of one that another server has changed since, it takes three: it misses, locks and writes', async () => {
    const instance = await trial.start({ how: 'all', people: ['P1', 'P2'] });
    const [first, second] = [await trial.orderOf(instance, 'P1'), await trial.orderOf(instance, 'P2')];
    const other = trial.another();
    await other.run(startOrder(randomUUID()));
    await other.run(first);
    assert.equal(await roundTripsOf(() => trial.flow.run(second)), 3);
    assert.equal((await trial.flow.instance(instance)).state.status, 'approved');
  });

  test('a directory that has changed since is met under the lock, and the new head is asked', async () => {
    const instance = await trial.start({ amount: 500 });
    const order = await trial.orderOf(instance, 'P1');
    await trial.database.query({
      text: `update identity.post set person_id = 'P19' where unit_id = 'office' and title = '主任'`,
    });
    await trial.flow.run(order);
    const { state } = await trial.flow.instance(instance);
    assert.deepEqual(
      state.tasks.flatMap((task) => task.signers.map((signer) => signer.person)),
      ['P19'],
    );
    await trial.database.query({
      text: `update identity.post set person_id = 'P20' where unit_id = 'office' and title = '主任'`,
    });
  });

  test('sending back and resubmitting take one each', async () => {
    const instance = await trial.start();
    const order = await trial.orderOf(instance, 'P1', { type: 'sendBack' });
    assert.equal(await roundTripsOf(() => trial.flow.run(order)), 1);
    const again = {
      ...startOrder(instance),
      commands: () => [{ type: 'submit', person: applicant } as const],
    };
    assert.equal(await roundTripsOf(() => trial.flow.run(again)), 1);
  });

  test('a first submission that draws a number takes three', async () => {
    await trial.start();
    const order = { ...startOrder(randomUUID()), alongside: withNumber };
    assert.equal(await roundTripsOf(() => trial.flow.run(order)), 3);
  });

  test('a repeated order takes two: it looks and rolls back', async () => {
    const instance = await trial.start();
    const order = await trial.orderOf(instance, 'P1');
    await trial.flow.run(order);
    assert.equal(await roundTripsOf(() => trial.flow.run(order)), 2);
  });
});

describe('an order that is repeated with its key', () => {
  test('gives the first answer again, though the instance has gone on since', async () => {
    const instance = await trial.start({ amount: 500 });
    const order = await trial.orderOf(instance, 'P1');
    const first = await trial.flow.run(order);
    await trial.act(instance, 'P20');
    assert.deepEqual(await trial.flow.run(order), first);
    assert.equal(first.status, 'running');
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve', 'approve']);
  });

  test('is carried out once when 20 arrive at the same instant', async () => {
    const instance = await trial.start();
    const order = await trial.orderOf(instance, 'P1');
    const outcomes = await outcomesOf(people.map(() => trial.flow.run(order)));
    for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
    assert.equal((outcomes[0] as Outcome).status, 'approved');
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve']);
  });

  test('creates one instance when 20 creations arrive at the same instant', async () => {
    const idempotency = { key: randomUUID(), digest: 'the same' };
    const orders = people.map(() => ({ ...startOrder(randomUUID()), idempotency, alongside: withNumber }));
    const outcomes = (await outcomesOf(orders.map((order) => trial.flow.run(order)))) as Outcome[];
    assert.equal(new Set(outcomes.map((outcome) => outcome.instance)).size, 1);
    assert.equal(new Set(outcomes.map((outcome) => outcome.businessKey)).size, 1);
    const found = await trial.database.query({
      text: 'select id from flow.instance where id = any ($1)',
      values: [orders.map((order) => order.instance)],
    });
    assert.equal(found.length, 1);
  });

  test('is refused with another content, in turn and at the same instant, and changes nothing', async () => {
    const instance = await trial.start({ how: 'any', people });
    const idempotency = { key: randomUUID(), digest: 'one' };
    const order = { ...(await trial.orderOf(instance, 'P1')), idempotency };
    const other = { ...order, idempotency: { ...idempotency, digest: 'other' } };
    const outcomes = await outcomesOf([trial.flow.run(order), trial.flow.run(other)]);
    assert.equal(outcomes.filter((outcome) => outcome === 'request/key-reused').length, 1);
    assert.equal(outcomes.filter((outcome) => typeof outcome !== 'string').length, 1);
    await assert.rejects(
      trial.flow.run({ ...order, idempotency: { ...idempotency, digest: 'third' } }),
      refusedWith('request/key-reused'),
    );
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve']);
  });

  test('is another order when another person sends the same key', async () => {
    const instance = await trial.start({ how: 'all', people: ['P1', 'P2'] });
    const key = randomUUID();
    await trial.act(instance, 'P1', { key });
    await trial.act(instance, 'P2', { key });
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve', 'approve']);
  });

  test('is decided anew when it was refused the first time', async () => {
    const instance = await trial.start({ how: 'all', people: ['P1', 'P2'], amount: 'many' });
    const key = randomUUID();
    await trial.act(instance, 'P1');
    await assert.rejects(trial.act(instance, 'P2', { key }), refusedWith('flow/expression-failed'));
    const outcome = await trial.act(instance, 'P2', {
      key,
      data: { how: 'all', people: ['P1', 'P2'], amount: 1 },
    });
    assert.equal(outcome.status, 'approved');
  });

  test('gives the first answer when the connection broke after the commit and before the word of it', async () => {
    const instance = await trial.start({ amount: 500 });
    const flow = trial.another(losingTheFirstCommit(trial.database));
    const outcome = await flow.run(await trial.orderOf(instance, 'P1'));
    assert.equal(outcome.revision, 2);
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve']);
  });
});

/** The database behind a line that breaks as the first commit is answered. */
function losingTheFirstCommit(database: Database): Database {
  let isBroken = false;
  return {
    query: (statement) => database.query(statement),
    async transaction(work) {
      const result = await database.transaction(work);
      if (isBroken) return result;
      isBroken = true;
      throw new DatabaseUnavailable('lost', { cause: undefined, mayHaveCommitted: true });
    },
    roundTrips: 0,
    close: async () => undefined,
  };
}

describe('several acts on one task at the same instant', () => {
  test('of its holder: one is kept, and the others learn that he has acted already', async () => {
    const instance = await trial.start({ amount: 500 });
    const { state } = await trial.flow.instance(instance);
    const task = state.tasks[0]?.id ?? '';
    const orders = await Promise.all(people.map(() => trial.orderOf(instance, 'P1', { task })));
    const outcomes = await outcomesOf(orders.map((order) => trial.flow.run(order)));
    assert.equal(outcomes.filter((outcome) => typeof outcome !== 'string').length, 1);
    assert.equal(outcomes.filter((outcome) => outcome === 'task/already-voted').length, 19);
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve']);
  });

  test('of all whom an or-sign waits for: the first closes it, and the others are told who did', async () => {
    const instance = await trial.start({ how: 'any', people });
    const { state } = await trial.flow.instance(instance);
    const task = state.tasks[0]?.id ?? '';
    const orders = await Promise.all(people.map((person) => trial.orderOf(instance, person, { task })));
    const settled = await Promise.allSettled(orders.map((order) => trial.flow.run(order)));
    const winner = people[settled.findIndex((result) => result.status === 'fulfilled')];
    const refusals = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    assert.equal(refusals.length, 19);
    for (const refusal of refusals) {
      assert.ok(refusal instanceof Refused, String(refusal));
      assert.equal(refusal.code, 'task/already-closed');
      assert.equal(refusal.parameters.who, `某${winner}`);
    }
    assert.deepEqual(await commandsOf(instance), ['submit', 'approve']);
  });

  test('of all signers of a countersign: no voice is lost, and the last closes it', async () => {
    const instance = await trial.start({ how: 'all', people });
    const { state } = await trial.flow.instance(instance);
    const task = state.tasks[0]?.id ?? '';
    const orders = await Promise.all(people.map((person) => trial.orderOf(instance, person, { task })));
    const outcomes = (await outcomesOf(orders.map((order) => trial.flow.run(order)))) as Outcome[];
    assert.deepEqual(
      outcomes.map((outcome) => outcome.revision).sort((one, other) => one - other),
      people.map((_, index) => index + 2),
    );
    assert.equal(outcomes.filter((outcome) => outcome.status === 'approved').length, 1);
    assert.equal((await commandsOf(instance)).length, 21);
  });

  test('of fifty signers on two servers: no voice is lost, nobody is told of a conflict, the last closes it', async () => {
    const instance = await trial.start({ how: 'all', people: fifty });
    const { state } = await trial.flow.instance(instance);
    const task = state.tasks[0]?.id ?? '';
    const other = openDatabase(trial.url, { max: 12 });
    const servers = [trial.flow, trial.another(other)];
    const orders = await Promise.all(fifty.map((person) => trial.orderOf(instance, person, { task })));
    const outcomes = (await outcomesOf(
      orders.map((order, index) => (servers[index % 2] as typeof trial.flow).run(order)),
    )) as Outcome[];
    await other.close();
    assert.deepEqual(
      outcomes.map((outcome) => outcome.revision).sort((one, another) => one - another),
      fifty.map((_, index) => index + 2),
    );
    assert.equal(outcomes.filter((outcome) => outcome.status === 'approved').length, 1);
    assert.equal((await commandsOf(instance)).length, 51);
  });

  test('a withdrawal and an approval: one of them wins, whole', async () => {
    for (let round = 0; round < 10; round++) {
      const instance = await trial.start();
      const approval = await trial.orderOf(instance, 'P1');
      const withdrawal = {
        instance,
        person: applicant,
        idempotency: { key: randomUUID(), digest: 'withdraw' },
        commands: () => [{ type: 'withdraw', person: applicant } as const],
      };
      const outcomes = await outcomesOf([trial.flow.run(approval), trial.flow.run(withdrawal)]);
      assert.equal(outcomes.filter((outcome) => typeof outcome !== 'string').length, 1, outcomes.join());
      assert.equal((await commandsOf(instance)).length, 2);
    }
  });
});

describe('what is refused', () => {
  test('leaves the instance, its tasks and the outbox as they were', async () => {
    const instance = await trial.start({ amount: 'many' });
    const everything = async () => [
      await trial.database.query({ text: 'select * from flow.instance where id = $1', values: [instance] }),
      await trial.database.query({
        text: 'select * from flow.task where instance_id = $1',
        values: [instance],
      }),
      await trial.database.query({ text: 'select * from flow.outbox order by id' }),
      await commandsOf(instance),
    ];
    const before = await everything();
    await assert.rejects(trial.act(instance, 'P1'), refusedWith('flow/expression-failed'));
    await assert.rejects(trial.act(instance, 'P2'), refusedWith('task/not-found'));
    await assert.rejects(
      trial.flow.run({
        ...(await trial.orderOf(instance, 'P1')),
        commands: () => {
          throw new Refused('application/invalid');
        },
      }),
      refusedWith('application/invalid'),
    );
    assert.deepEqual(await everything(), before);
  });

  test('an instance that is not there, and one that was begun already', async () => {
    const order = {
      ...startOrder(randomUUID()),
      commands: () => [{ type: 'submit', person: applicant } as const],
    };
    const { definition: _, ...without } = order;
    await assert.rejects(trial.flow.run(without), refusedWith('application/not-found'));
    const instance = await trial.start();
    await assert.rejects(
      trial.flow.run({ ...startOrder(instance), commands: () => [creation()] }),
      /created already/,
    );
  });

  test('leaves nothing behind when what goes alongside fails', async () => {
    const instance = randomUUID();
    const failing = trial.flow.run({
      ...startOrder(instance),
      alongside: async () => ({ statements: [{ text: 'select 1 / 0' }] }),
    });
    await assert.rejects(failing, /division by zero/);
    await assert.rejects(trial.flow.instance(instance), refusedWith('application/not-found'));
    assert.deepEqual(await commandsOf(instance), []);
  });
});

describe('more commands at once than the pool has connections', () => {
  test('all go through right after a start, when nothing is compiled yet', async () => {
    const fresh = trial.another();
    const orders = Array.from({ length: 30 }, () => startOrder(randomUUID()));
    const began = Date.now();
    await Promise.all(orders.map((order) => fresh.run(order)));
    assert.ok(Date.now() - began < 5000, 'they waited for one another');
  });

  test('all go through when the directory changes under them', async () => {
    const instances = await Promise.all(Array.from({ length: 30 }, () => trial.start()));
    const orders = await Promise.all(instances.map((instance) => trial.orderOf(instance, 'P1')));
    await trial.database.query({ text: 'update identity.directory_version set version = version + 1' });
    const began = Date.now();
    await Promise.all(orders.map((order) => trial.flow.run(order)));
    assert.ok(Date.now() - began < 5000, 'they waited for one another');
  });
});
