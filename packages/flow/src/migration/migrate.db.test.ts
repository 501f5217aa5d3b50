import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import { openTrial, type Trial } from '../testing/trial.ts';
import type { Migration } from './migrate.ts';

const file = (name: string) =>
  readFile(path.join(import.meta.dirname, '..', 'testing', `${name}.bpmn`), 'utf8');
const first = '0190f000-0000-7000-8000-000000000001';
let version = 1;

/** Another version of the trial's process, its text changed. */
async function publish(trial: Trial, xml: string, key = 'trial'): Promise<string> {
  const id = randomUUID();
  version += 1;
  const names = ['how', 'people', 'amount', 'orderNo'];
  await trial.database.query(trial.flow.publish({ id, key, version, xml, names }));
  return id;
}

const by = (to: string, more: Partial<Migration> = {}): Migration => ({
  to,
  by: 'P20',
  reason: '改用新版本',
  ...more,
});
const refusedWith = (code: string) => (error: unknown) => error instanceof Refused && error.code === code;

describe('migrating one instance', () => {
  let trial: Trial;
  let xml: string;
  before(async () => {
    trial = await openTrial();
    xml = await file('trial');
  });
  after(() => trial.close());

  const openTasks = (instance: string) =>
    trial.database.query<{ node: string; node_name: string; person: string }>({
      text: `
        select node, node_name, person
        from flow.task
        join flow.task_assignee on task_id = task.id
        where instance_id = $1`,
      values: [instance],
    });

  test('it goes on by the new version, with the people whom it had asked, on another server too', async () => {
    const instance = await trial.start({ amount: 500 });
    const to = await publish(trial, xml.replace('> 100', '> 1000').replaceAll('&gt; 100', '&gt; 1000'));
    const migrated = await trial.flow.migrateInstance(instance, by(to));
    assert.deepEqual(migrated.steps, [{ from: 'one', to: 'one', name: '一人审批' }]);
    const other = trial.another();
    assert.equal((await other.instance(instance)).definition.id, to);
    await other.run(await trial.orderOf(instance, 'P1'));
    // No second step: 500 is no large amount any more.
    assert.equal((await other.instance(instance)).state.status, 'approved');
  });

  test('steps that are called otherwise there appear so in the to-do list and in what was done', async () => {
    const instance = await trial.start({ amount: 500 });
    await trial.act(instance, 'P1');
    const renamed = xml
      .replaceAll(/\bone\b/g, 'section')
      .replaceAll(/\bsecond\b/g, 'office')
      .replace('大额复核', '办公室复核')
      .replace('unit="office"', 'unit="office"');
    const to = await publish(trial, renamed);
    const elements = { one: 'section', second: 'office' };
    await trial.flow.migrateInstance(instance, by(to, { elements }));
    assert.deepEqual(await openTasks(instance), [{ node: 'office', node_name: '办公室复核', person: 'P20' }]);
    assert.deepEqual(await trial.flow.stepsDoneBy('P1', instance), ['section']);
    const approved = (await trial.flow.timeline(instance)).find((item) => item.what === 'approved');
    assert.deepEqual([approved?.node, approved?.nodeName], ['one', '一人审批']);
    await trial.act(instance, 'P20');
    assert.equal((await trial.flow.instance(instance)).state.status, 'approved');
  });

  test('what has no counterpart there is refused and named, and nothing is changed', async () => {
    const instance = await trial.start();
    const to = await publish(trial, xml.replaceAll(/\bone\b/g, 'section'));
    const before = await trial.flow.instance(instance);
    await assert.rejects(trial.flow.migrateInstance(instance, by(to)), (error: unknown) => {
      assert.ok(error instanceof Refused);
      assert.equal(error.code, 'flow/no-counterpart');
      assert.deepEqual(error.parameters.obstacles, [{ element: 'one', name: '一人审批', why: 'missing' }]);
      return true;
    });
    assert.deepEqual(await trial.flow.instance(instance), before);
  });

  test('a trial tells what would be and writes nothing', async () => {
    const instance = await trial.start();
    const to = await publish(trial, xml);
    const before = await trial.flow.instance(instance);
    const possible = await trial.flow.migrateInstance(instance, by(to, { isTrial: true }));
    assert.equal(possible.outcome, 'possible');
    assert.deepEqual(await trial.flow.instance(instance), before);
  });

  test('to another service, to the version that it is on, without a reason, and unknown ones are refused', async () => {
    const instance = await trial.start();
    const other = await publish(trial, xml, 'other');
    const cases: readonly [string, Migration, string][] = [
      [instance, by(other), 'flow/another-service'],
      [instance, by(first), 'flow/same-version'],
      [instance, by(await publish(trial, xml), { reason: '' }), 'task/comment-required'],
      [randomUUID(), by(other), 'application/not-found'],
      ['nonsense', by(other), 'application/not-found'],
    ];
    for (const [id, migration, code] of cases)
      await assert.rejects(trial.flow.migrateInstance(id, migration), refusedWith(code));
  });

  test('the same request twice is done once', async () => {
    const instance = await trial.start();
    const migration = by(await publish(trial, xml), { key: randomUUID() });
    await trial.flow.migrateInstance(instance, migration);
    const { row } = await trial.flow.instance(instance);
    await trial.flow.migrateInstance(instance, migration);
    assert.equal((await trial.flow.instance(instance)).row.revision, row.revision);
  });

  test('an approval at the same moment comes before or after it, and is not lost', async () => {
    const to = await publish(trial, xml);
    for (let round = 0; round < 10; round++) {
      const instance = await trial.start({ how: 'all', people: ['P1', 'P2'] });
      const order = await trial.orderOf(instance, 'P1');
      await Promise.all([trial.flow.run(order), trial.flow.migrateInstance(instance, by(to))]);
      const { state, definition } = await trial.flow.instance(instance);
      assert.equal(definition.id, to);
      assert.equal(state.tasks[0]?.signers.filter((signer) => signer.voice).length, 1);
    }
  });
});

describe('migrating all of a version', () => {
  test('each is done by itself, what is refused is told, and what has ended is left alone', async (context) => {
    const trial = await openTrial();
    context.after(() => trial.close());
    const xml = await file('trial');
    const one = await trial.start();
    const any = await trial.start({ how: 'any', people: ['P1', 'P2'] });
    const ended = await trial.start();
    await trial.act(ended, 'P1');
    const to = await publish(trial, xml.replaceAll(/\bany\b/g, 'whoever'));
    const outcomes = (rows: Awaited<ReturnType<typeof trial.flow.migrateInstances>>) =>
      rows.map((row) => [row.instance, row.outcome, row.refusal?.code]);
    const looked = await trial.flow.migrateInstances(first, by(to, { isTrial: true }));
    assert.deepEqual(outcomes(looked), [
      [one, 'possible', undefined],
      [any, 'refused', 'flow/no-counterpart'],
    ]);
    const done = await trial.flow.migrateInstances(first, by(to));
    assert.deepEqual(outcomes(done), [
      [one, 'migrated', undefined],
      [any, 'refused', 'flow/no-counterpart'],
    ]);
    // Once more with what was missing: only the one that is left.
    const rest = await trial.flow.migrateInstances(first, by(to, { elements: { any: 'whoever' } }));
    assert.deepEqual(outcomes(rest), [[any, 'migrated', undefined]]);
    await trial.act(any, 'P2');
    assert.equal((await trial.flow.instance(any)).state.status, 'approved');
    assert.equal((await trial.flow.instance(ended)).definition.id, first);
  });
});

test('timers, messages and work of an instance follow it', async (context) => {
  const asked: string[] = [];
  const connector = (name: string) => async () => {
    asked.push(name);
    return {};
  };
  const trial = await openTrial({
    process: 'waiting',
    connectors: new Map([
      ['open-account', connector('old')],
      ['open-mailbox', connector('new')],
    ]),
  });
  context.after(() => trial.close());
  const xml = await file('waiting');
  const [clock, pay, open] = [
    await trial.start({ how: 'clock' }),
    await trial.start({ how: 'pay', orderNo: 'A-1' }),
    await trial.start({ how: 'open' }),
  ];
  const to = await publish(
    trial,
    xml
      .replace('name="paid"', 'name="settled"')
      .replaceAll(/\bclock\b/g, 'watch')
      .replace('open-account', 'open-mailbox'),
  );
  const rows = await trial.flow.migrateInstances(first, by(to, { elements: { clock: 'watch' } }));
  assert.deepEqual(
    rows.map((row) => row.outcome),
    ['migrated', 'migrated', 'migrated'],
  );
  const waits = await trial.database.query<{ node: string; name: string | null }>({
    text: 'select node, name from flow.wait order by node',
  });
  assert.deepEqual(
    waits.map(({ node, name }) => [node, name]),
    [
      ['pay', 'settled'],
      ['watch', null],
    ],
  );
  const message = { id: randomUUID(), name: 'settled', key: 'A-1', data: {} };
  assert.equal(await trial.flow.message(message), 'delivered');
  const worker = trial.flow.startWorker(
    async () => undefined,
    (error) => assert.fail(String(error)),
  );
  const ended = async () =>
    (await Promise.all([clock, pay, open].map((id) => trial.flow.instance(id)))).every(
      ({ state }) => state.status === 'approved',
    );
  for (let tries = 0; !(await ended()); tries++) {
    assert.ok(tries < 100, 'it is still waiting');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await worker.stop();
  assert.deepEqual(asked, ['new']);
});
