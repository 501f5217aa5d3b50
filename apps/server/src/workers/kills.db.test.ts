/**
 * Servers and workers are killed with SIGKILL a hundred times while people apply, countersign and close, a payment
 * system sends messages, timers run off and calls go outside. Whatever is checked afterwards must hold at every
 * timing; which act meets which kill is left to chance.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { readServiceFolder } from '@yizhan/hall';
import { type Campus, openCampus } from '../testing/campus.ts';
import type { Person } from '../testing/client.ts';
import { type Answered, type Load, openLoad } from '../testing/faults/load.ts';
import { killAtRandom, openSlot, type Slot } from '../testing/faults/parts.ts';

const kills = 100;
const calls: string[] = [];
let data: string;
let campus: Campus;
const outside: Server = createServer((request, response) => {
  const key = String(request.headers['idempotency-key']);
  calls.push(key);
  setTimeout(() => response.end(accountOf(key)), 30);
});
let slots: Slot[] = [];
let load: Load;

before(async () => {
  data = await mkdtemp(path.join(tmpdir(), 'yizhan-kills-'));
  campus = await openCampus({ workers: false });
  const read = await readServiceFolder(path.join(import.meta.dirname, '../testing/faults/service'), '');
  assert.ok('folder' in read, JSON.stringify(read));
  await campus.wiring.hall.publish(read.folder);
  const [outsidePort, ...ports] = await Promise.all([listen(outside), freePort(), freePort()]);
  const common = { databaseUrl: campus.databaseUrl, data, outside: `http://127.0.0.1:${outsidePort}` };
  const cache = path.join(data, 'compiled');
  slots = [
    ...ports.map((port) => openSlot({ ...common, part: 'http', port }, cache)),
    ...[0, 0].map((port) => openSlot({ ...common, part: 'workers', port }, cache)),
  ];
  load = openLoad({
    database: campus.database,
    addresses: ports.map((port) => `http://127.0.0.1:${port}`),
    applicants: (await campus.signInAll(['T1106', 'T1107', 'T1108', 'T1041'])) as Person[],
    signers: (await campus.signInAll(['T1103', 'T1046', 'T1051', 'T1058', 'T1062', 'T1071'])) as Person[],
  });
});
after(async () => {
  await Promise.all(slots.map((slot) => slot.stop()));
  outside.close();
  outside.closeAllConnections();
  await campus.close();
  await rm(data, { recursive: true, force: true });
});

describe(`${kills} kills of servers and workers under load`, () => {
  test('leave nothing stuck: everything that was begun comes to its end', { timeout: 850_000 }, async () => {
    let isOver = false;
    const working = load.run(() => isOver && ofPath(/applications$/).length >= 40);
    await killAtRandom(slots, kills);
    isOver = true;
    await working;
    while ((await campus.wiring.flow.outboxState()).waiting > 0) await pause(100);
    assert.ok(
      load.brokenOff() > 10,
      `only ${load.brokenOff()} requests were broken off: the kills met nobody at work`,
    );
    assert.equal(await count(`select from flow.instance where status <> 'approved'`), 0);
    for (const table of ['task', 'task_assignee', 'wait', 'job', 'message', 'outbox'])
      assert.equal(await count(`select from flow.${table}`), 0, `flow.${table} is empty`);
    assert.equal(await count('select from flow.incident where resolved_at is null'), 0);
  });

  test('every application that was answered is there once, with a number and no gap between numbers', async () => {
    const applied = ofPath(/applications$/);
    for (const { status, answer } of applied) assert.equal(status, 201, JSON.stringify(answer));
    assert.equal(new Set(applied.map(({ answer }) => answer.id)).size, applied.length);
    assert.equal(await count('select from flow.instance'), applied.length);
    const [numbers] = await campus.database.query<{ count: number; last: number }>({
      text: `
        select count(business_key)::int as count, (select max(last) from hall.serial) as last
        from flow.instance`,
    });
    assert.deepEqual(numbers, { count: applied.length, last: applied.length });
  });

  test('every voice that was answered is in the history once, and nobody was told of a conflict', async () => {
    const voices = await campus.database.query<{ task: string; node: string; person: string; times: number }>(
      {
        text: `
        select event.value ->> 'task' as task, event.value ->> 'person' as person, count(*)::int as times
        from flow.history, jsonb_array_elements(events) as event
        where event.value ->> 'type' = 'voted'
        group by 1, 2`,
      },
    );
    const acts = ofPath(/acts$/);
    const counted = new Map(voices.map(({ task, person, times }) => [`${task} ${person}`, times]));
    for (const { path: route, person, status, answer } of acts) {
      const times = counted.get(`${route.split('/').at(-2)} ${person?.number}`) ?? 0;
      if (status === 200) assert.equal(times, 1, `${person?.number} ${route}: ${times} voices`);
      // Of three who close it at once, two come too late and are told so.
      else assert.deepEqual([times, answer.code], [0, 'task/already-closed']);
    }
    assert.equal(acts.filter(({ status }) => status === 200).length, voices.length);
    const applications = ofPath(/applications$/).length;
    assert.equal(voices.length, applications * 4, 'three countersigned, one closed');
  });

  test('every timer fired once, every message arrived once, every call was made with its key and counted once', async () => {
    const applications = ofPath(/applications$/).length;
    for (const command of ['submit', 'fireTimer', 'message', 'completeJob'])
      assert.equal(
        await count(`select from flow.history where command = '${command}'`),
        applications,
        command,
      );
    assert.equal(new Set(calls).size, applications, 'a key for each job, the same in each attempt');
    const accounts = await campus.database.query<{ account: string }>({
      text: `select data ->> 'account' as account from flow.instance`,
    });
    assert.deepEqual(
      accounts.map(({ account }) => account).sort(),
      [...new Set(calls)].map(accountOf).sort(),
    );
  });

  test('everybody was notified of each task once', async () => {
    const [row] = await campus.database.query<{ asked: number; told: number }>({
      text: `
        select
          (select count(*)::int
            from flow.history, jsonb_array_elements(events) as event,
              jsonb_array_elements(event.value -> 'task' -> 'signers')
            where event.value ->> 'type' = 'task-opened') as asked,
          (select count(*)::int from hall.notification where kind = 'task-opened') as told`,
    });
    assert.equal(row?.told, row?.asked);
  });

  test('the same request with the same key gets the same answer again', async () => {
    const accepted = load.answered.filter(({ status, key }) => status < 300 && key !== '');
    const mostTried = accepted.sort((one, other) => other.broken - one.broken).slice(0, 40);
    for (const { person, path: route, body, key, answer } of mostTried) {
      const again = await load.send({ person, path: route, body, key });
      assert.equal(again.answer.id, answer.id);
    }
  });
});

const ofPath = (pattern: RegExp): Answered[] =>
  load.answered.filter(({ path: route }) => pattern.test(route));

async function count(rows: string): Promise<number> {
  const [row] = await campus.database.query<{ count: number }>({
    text: `select count(*)::int as count from (${rows}) as counted`,
  });
  return row?.count ?? -1;
}

const accountOf = (key: string): string => `account-${key}`;

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** One that was free a moment ago; the slot keeps it from life to life. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
