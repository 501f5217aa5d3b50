/** The database goes away while people work: nothing that was answered is lost, nothing is done twice. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningPostgres, startPostgres } from '@yizhan/database';
import { aLeave, apply, openTask } from '../testing/applications.ts';
import { type Campus, loadCampus, openCampus } from '../testing/campus.ts';
import type { Answer, Person, Refusal } from '../testing/client.ts';

let directory: string;
let postgres: RunningPostgres;
let campus: Campus;
let applicants: Person[];
let ying: Person;
const startServer = () =>
  startPostgres({ directory: path.join(directory, 'postgres'), settings: { fsync: 'off' } });
before(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'yizhan-outage-'));
  postgres = await startServer();
  await loadCampus(postgres.url);
  campus = await openCampus({ databaseUrl: postgres.url });
  applicants = await campus.signInAll(['T1106', 'T1107', 'T1108']);
  ying = await campus.signIn('T1103');
});
after(async () => {
  await campus.close();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});

interface Sent {
  readonly person: Person;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  readonly answer: Answer<Refusal>;
  readonly seconds: number;
}

async function send(person: Person, path: string, body: object, key: string = randomUUID()): Promise<Sent> {
  const began = Date.now();
  const answer = await person.post<Refusal>(path, body, { key });
  return { person, path, body, key, answer, seconds: (Date.now() - began) / 1000 };
}

/** People apply, approve and look around until the outage is over; answers what became of each request. */
async function workDuring(outage: () => Promise<void>): Promise<Sent[]> {
  const tasks: string[] = [];
  for (const applicant of applicants) {
    for (let n = 0; n < 15; n++)
      tasks.push(await openTask(ying, (await apply(applicant, aLeave(campus))).id));
  }
  const sent: Sent[] = [];
  const readings: number[] = [];
  let isOver = false;
  const applying = applicants.map(async (person) => {
    while (!isOver) {
      sent.push(await send(person, '/applications', aLeave(campus)));
      await pause(60);
    }
  });
  const approving = [0, 1].map(async () => {
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      sent.push(await send(ying, `/tasks/${task}/acts`, { act: 'approve' }));
      await pause(30);
    }
  });
  const reading = (async () => {
    while (!isOver) {
      readings.push((await (applicants[0] as Person).get('/applications')).status);
      await pause(50);
    }
  })();
  await pause(300);
  await outage();
  await pause(300);
  isOver = true;
  await Promise.all([...applying, ...approving, reading]);
  for (const status of readings) assert.ok(status === 200 || status === 503, `a reader got ${status}`);
  return sent;
}

/** Each request succeeded or was told to come again, and after it has come again it is there exactly once. */
async function assertNothingLostOrDoubled(sent: readonly Sent[]): Promise<void> {
  const applications = new Set<string>();
  for (const { person, path, body, key, answer } of sent) {
    if (answer.status >= 300) {
      assert.equal(`${answer.status} ${answer.body.code}`, '503 server/unavailable');
      assert.equal(answer.headers.get('retry-after'), '5');
    }
    const again = (await send(person, path, body, key)).answer;
    assert.ok(again.status < 300, JSON.stringify(again.body));
    if (answer.status < 300) assert.deepEqual(again.body, answer.body);
    if (path === '/applications') applications.add((again.body as unknown as { id: string }).id);
  }
  const tasks = sent.filter(({ path }) => path !== '/applications');
  assert.equal(applications.size, sent.length - tasks.length);
  const rows = await campus.database.query<{ commands: string[] }>({
    text: 'select array_agg(command order by seq) as commands from flow.history group by instance_id',
  });
  for (const { commands } of rows)
    assert.ok(['submit', 'submit,approve'].includes(commands.join()), commands.join());
  const [numbers] = await campus.database.query<{ count: number; last: number }>({
    text: `
      select count(business_key)::int as count, (select max(last) from hall.serial) as last
      from flow.instance`,
  });
  assert.equal(numbers?.count, numbers?.last, 'a number for each application, and no gap');
}

describe('an outage of the database', () => {
  test('of some seconds is waited out or told, and probes see it', async () => {
    const probes: unknown[] = [];
    const sent = await workDuring(async () => {
      assert.equal(await postgres.stop(), true);
      await pause(500);
      const began = Date.now();
      const [live, ready, metrics] = await Promise.all([
        campus.visitor.get('//health/live'),
        campus.visitor.get<{ failing: string[] }>('//health/ready'),
        campus.visitor.get<string>('//metrics'),
      ]);
      assert.ok(Date.now() - began < 4500, 'the probes waited for the database');
      probes.push(live.status, ready.status, ready.body.failing, metrics.status);
      await pause(2000);
      postgres = await startServer();
    });
    assert.deepEqual(probes, [200, 503, ['reachable'], 200]);
    assert.ok(
      sent.some(({ seconds, answer }) => seconds > 2 || answer.status === 503),
      'no request met the outage',
    );
    await assertNothingLostOrDoubled(sent);
    assert.equal((await campus.visitor.get('//health/ready')).status, 200);
  });

  test('by kill -9 in the middle of the work loses nothing that was answered', async () => {
    const sent = await workDuring(async () => {
      process.kill(postgres.pid, 'SIGKILL');
      postgres = await startServer();
    });
    await assertNothingLostOrDoubled(sent);
  });

  test('leaves no message unsent', async () => {
    await campus.settle();
    const [row] = await campus.database.query<{ tasks: number; told: number }>({
      text: `
        select
          (select count(*)::int from flow.history, jsonb_array_elements(events) as event
            where event.value ->> 'type' = 'task-opened' and event.value -> 'task' ->> 'kind' = 'approval') as tasks,
          (select count(*)::int from hall.notification where kind = 'task-opened') as told`,
    });
    assert.equal(row?.told, row?.tasks);
  });
});
