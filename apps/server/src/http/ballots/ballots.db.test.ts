/** 无记名投票: who has voted is known, what he voted is not, in the database, the logs or the answers. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { headApproves, publish, work } from '../../testing/a-service.ts';
import {
  type Acted,
  act,
  apply,
  ok,
  openTask,
  readApplication,
  type Task,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';
import { everyRow } from '../../testing/every-row.ts';

const leaders = ['T1100', 'T1101'];
const staff = ['T1104', 'T1105', 'T1107', 'T1108', 'T1109'];

let campus: Campus;
let applicant: Person;
let head: Person;
before(async () => {
  campus = await openCampus();
  [applicant, head] = await campus.signInAll(['T1106', 'T1100']);
  await publish(campus, 'ballot-trial', parts());
});
after(() => campus.close());

const parts = (least = 2) => ({
  settings: {
    parameters: { good: { value: 80, label: '称职' }, weight: { value: 0.6, label: '校领导权重' } },
    ballots: {
      peer: {
        title: { zh: '民主测评', en: 'Peer assessment' },
        questions: [
          {
            key: 'grade',
            type: 'radio',
            label: '评价',
            required: true,
            options: ['优秀', '称职', '弃权'].map((value) => ({ value, label: value })),
            scores: { 优秀: 95, 称职: 'parameters.good' },
          },
          { key: 'remark', type: 'textarea', label: '意见', maxLength: 60 },
        ],
        voters: [
          { id: 'leaders', name: '校领导', weight: 'parameters.weight' },
          { id: 'staff', name: '群众', weight: 0.4 },
        ],
        least,
      },
    },
  },
  fields: [
    { key: 'leaders', type: 'persons', label: '校领导' },
    { key: 'staff', type: 'persons', label: '群众' },
    { key: 'score', type: 'number', label: '测评分', decimals: 2 },
    { key: 'excellent', type: 'number', label: '优秀票' },
    { key: 'remarks', type: 'textarea', label: '意见' },
  ],
  steps: {
    apply: { score: 'hidden', excellent: 'hidden', remarks: 'hidden' },
    vote: { score: 'hidden', excellent: 'hidden', remarks: 'hidden' },
  },
  tasks: [
    `<bpmn:userTask id="vote" name="民主测评"><bpmn:extensionElements>
      <yizhan:approval mode="countersign" ballot="peer" sla="3 workdays" onTimeout="close" approveLabel="投票">
        <yizhan:actor is="field" field="leaders" voters="leaders" /><yizhan:actor is="field" field="staff" voters="staff" />
      </yizhan:approval></bpmn:extensionElements></bpmn:userTask>`,
    work(
      'count',
      `is="tally" ballot="peer" data="{ score: tally.total, excellent: tally.questions.grade.options.优秀.count, remarks: string join(tally.questions.remark.texts, &quot;；&quot;) }"`,
    ),
    headApproves,
  ],
});

const begin = async (
  people: { leaders?: readonly string[]; staff?: readonly string[] } = {},
  service = 'ballot-trial',
) => (await apply(applicant, { service, data: { leaders, staff, ...people } })).id;

/** Casts without looking whether it went well. */
async function cast(
  person: Person,
  task: string,
  answers: object,
  key = randomUUID(),
): Promise<Answer<Acted & Refusal>> {
  return person.post(`/tasks/${task}/ballot`, { answers }, { key });
}

/** All vote in the given order, each with his own remark. */
async function castAll(application: string, votes: Readonly<Record<string, object>>): Promise<void> {
  for (const [number, answers] of Object.entries(votes)) {
    const person = await campus.signIn(number);
    ok(await cast(person, await openTask(person, application), answers));
  }
}

async function atHead(application: string): Promise<Readonly<Record<string, unknown>>> {
  for (let tries = 0; ; tries++) {
    assert.ok(tries < 200, 'the papers are counted within half a minute');
    const { current } = await readApplication(applicant, application);
    if (current.some(({ node }) => node.id === 'head')) break;
    await pause(150);
  }
  const task = await openTask(head, application);
  return ok(await head.get<Task>(`/tasks/${task}`)).data;
}

const keyFiles = () => readdir(path.join(campus.wiring.config.data, 'ballot-keys')).catch((): string[] => []);
const codeOf = ({ body }: Answer<Refusal>) => body.code;

describe('a ballot', () => {
  test('is counted with the weights of the groups, and what is written goes to the next step', async () => {
    const id = await begin();
    await castAll(id, {
      T1100: { grade: '优秀', remark: '甲' },
      T1101: { grade: '称职' },
      T1104: { grade: '称职', remark: '丙' },
      T1105: { grade: '优秀', remark: '乙' },
      T1107: { grade: '优秀' },
      T1108: { grade: '弃权' },
      T1109: { grade: '优秀' },
    });
    const data = await atHead(id);
    // 0.6 × (95 + 80) / 2 + 0.4 × (80 + 3 × 95) / 4
    assert.equal(data.score, 89);
    assert.equal(data.excellent, 4);
    assert.equal(data.remarks, '丙；乙；甲');
    assert.deepEqual(await keyFiles(), [], 'the key is gone with the opening');
  });

  test('shows its questions to those who are asked, and to nobody who votes through another door', async () => {
    const id = await begin();
    const person = await campus.signIn('T1104');
    const task = await openTask(person, id);
    const shown = ok(await person.get<Task>(`/tasks/${task}`));
    assert.equal(shown.kind, 'ballot');
    assert.equal(shown.ballot?.title.zh, '民主测评');
    assert.deepEqual(
      shown.ballot?.form.sections[0]?.fields.map(({ key }) => key),
      ['grade', 'remark'],
    );
    assert.ok(!Object.hasOwn(shown.data, 'score'));
    assert.equal(codeOf(await person.post(`/tasks/${task}/acts`, { act: 'approve' })), 'task/ballot-needed');
    const batch = ok(
      await person.post<{ items: { ok: boolean }[] }>('/tasks/acts', { ids: [task], act: 'approve' }),
    );
    assert.equal(batch.items[0]?.ok, false);
    for (const [what, more] of [
      ['transfer', { to: 'T1110' }],
      ['delegate', { to: 'T1110' }],
      ['addSigner', { people: ['T1110'], how: 'beside' }],
      ['reject', { comment: '不' }],
      ['takeBack', {}],
    ] as const) {
      const answer = await person.post<Refusal>(`/tasks/${task}/acts`, { act: what, ...more });
      assert.ok(answer.status >= 400, `${what} is refused`);
    }
    const empty = await cast(person, task, {});
    assert.equal(empty.body.code, 'ballot/invalid');
    assert.deepEqual(
      empty.body.problems?.map((problem) => problem.path),
      ['grade'],
    );
    assert.equal(codeOf(await cast(person, task, { grade: '不在其中' })), 'ballot/invalid');
    const stranger = await campus.signIn('T1110');
    assert.equal((await cast(stranger, task, { grade: '优秀' })).status, 404);
    const done = ok(await cast(person, task, { grade: '优秀' }));
    assert.equal(done.status, 'running');
    const again = ok(await person.get<Task>(`/tasks/${task}`));
    assert.ok(!JSON.stringify({ ...again, ballot: {} }).includes('优秀'));
  });

  test('is cast once, however often and in however many ways it is sent at the same time', async () => {
    const id = await begin();
    const people = await campus.signInAll([...leaders, ...staff]);
    const tasks = await Promise.all(people.map((person) => openTask(person, id)));
    const key = randomUUID();
    const answers = await Promise.all(
      people.flatMap((person, index) => [
        cast(person, tasks[index] ?? '', { grade: '优秀' }),
        cast(person, tasks[index] ?? '', { grade: '称职' }),
        // The same request twice is one request, also when somebody has changed his mind in between.
        cast(person, tasks[index] ?? '', { grade: '优秀' }, `${key}${index}`),
        cast(person, tasks[index] ?? '', { grade: '称职' }, `${key}${index}`),
      ]),
    );
    const refusals = answers.filter(({ status }) => status !== 200).map(codeOf);
    assert.deepEqual(
      [...new Set(refusals)].filter(
        (code) => code !== 'task/already-voted' && code !== 'task/already-closed',
      ),
      [],
    );
    await atHead(id);
    const [papers] = await campus.database.query<{ count: number }>({
      text: `
        select count(*)::int as count
        from hall.ballot_paper
        join hall.ballot_box on ballot_box.id = box_id
        where owner_id = $1`,
      values: [id],
    });
    assert.equal(papers?.count, people.length);
    const voices = await campus.database.query<{ person: string }>({
      text: `select person from flow.done_task where instance_id = $1 and node = 'vote'`,
      values: [id],
    });
    assert.equal(voices.length, people.length);
  });

  test('leaves nothing anywhere that ties a paper to who has cast it', async () => {
    const word = (number: string) => `canary ${number} sings`;
    const votes = Object.fromEntries(
      [...leaders, ...staff].map((number) => [number, { grade: '优秀', remark: word(number) }]),
    );
    const id = await begin();
    const [last = '', ...others] = Object.keys(votes).reverse();
    await castAll(id, Object.fromEntries(others.map((number) => [number, votes[number] ?? {}])));

    const during = await everyRow(campus);
    assert.deepEqual(
      during.filter(({ row }) => row.includes('canary')).map(({ table }) => table),
      [],
      'while it lasts, no paper is readable',
    );
    const box = during.find(({ table, row }) => table === 'hall.ballot_box' && row.includes(id));
    assert.ok(box);
    await castAll(id, { [last]: votes[last] ?? {} });
    const data = await atHead(id);
    assert.match(String(data.remarks), /canary/);

    const rows = await everyRow(campus);
    const papers = rows.filter(({ table }) => table === 'hall.ballot_paper');
    assert.equal(papers.filter(({ row }) => row.includes('canary')).length, 7);
    for (const { table, row } of rows)
      if (row.includes('canary') && table === 'hall.ballot_paper')
        assert.doesNotMatch(row.replace(/canary T\d+ sings/g, ''), /T1\d\d\d/);
    // What the form has of them is the list in the order of the alphabet, which the counting has written.
    assert.deepEqual(
      [
        ...new Set(
          rows.filter(({ row }) => row.includes('canary')).map(({ table }) => table.replace(/(_\d+)+$/, '')),
        ),
      ].sort(),
      ['flow.history', 'flow.instance', 'hall.ballot_paper'],
    );
    const history = await campus.database.query<{ person: string; command: string }>({
      text: `select person, command from flow.history where instance_id = $1 and events::text like '%canary%'`,
      values: [id],
    });
    assert.deepEqual(history, [{ person: 'system', command: 'completeJob' }]);
    // One transaction wrote all papers of a vote, and no voice.
    const mine = papers.filter(({ row }) => row.includes('canary'));
    assert.equal(new Set(mine.map(({ xmin }) => xmin)).size, 1);
    const together = rows.filter(({ xmin }) => xmin === mine[0]?.xmin).map(({ table }) => table);
    assert.deepEqual([...new Set(together)].sort(), ['hall.ballot_box', 'hall.ballot_paper']);
    // Where they lie in the table is the order of dice.
    const [order] = await campus.database.query<{ sorted: boolean }>({
      text: `
        select array_agg(paper.id order by paper.ctid) = array_agg(paper.id order by paper.id) as sorted
        from hall.ballot_paper as paper
        where answers::text like '%canary%'`,
    });
    assert.equal(order?.sorted, true);
    const columns = await campus.database.query<{ name: string }>({
      text: `
        select column_name as name
        from information_schema.columns
        where table_schema = 'hall' and table_name = 'ballot_paper'
        order by name`,
    });
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['answers', 'box_id', 'id', 'voters'],
    );
    // The keys of requests are kept with a digest of what was asked: the same for every answer.
    const digests = await campus.database.query<{ digest: string }>({
      text: `
        select distinct digest
        from flow.answered
        join flow.done_task using (person)
        where done_task.instance_id = $1 and answer ->> 'instance' = $1::text and node = 'vote'`,
      values: [id],
    });
    assert.equal(digests.length, 1);
    assert.ok(!campus.log().includes('canary'), 'nor do the logs know');
    assert.deepEqual(await keyFiles().then((names) => names.length <= 2), true);
    for (const name of await keyFiles())
      assert.equal(
        (await readFile(path.join(campus.wiring.config.data, 'ballot-keys', name))).byteLength,
        32,
      );
  });

  test('tells nothing of a group that is too small, and nothing at all of too few', async () => {
    await publish(campus, 'ballot-small', parts(5));
    const together = await begin({}, 'ballot-small');
    await castAll(together, {
      T1100: { grade: '优秀' },
      T1101: { grade: '优秀' },
      T1104: { grade: '称职' },
      T1105: { grade: '称职' },
      T1107: { grade: '称职' },
      T1108: { grade: '称职' },
      T1109: { grade: '称职' },
    });
    // Two leaders are too few: all seven count alike, whatever leaders weigh.
    assert.equal((await atHead(together)).score, Math.round(((2 * 95 + 5 * 80) / 7) * 1e4) / 1e4);

    const few = await begin({ leaders: ['T1100'], staff: ['T1104', 'T1105'] }, 'ballot-small');
    await castAll(few, {
      T1100: { grade: '优秀' },
      T1104: { grade: '称职', remark: '听得出是谁' },
      T1105: { grade: '称职' },
    });
    const data = await atHead(few);
    assert.deepEqual([data.score ?? null, data.excellent ?? null, data.remarks], [null, null, '']);
  });

  test('is nobody’s to cast for another, and closes in time with the papers that are there', async () => {
    const id = await begin({ leaders: ['T1100', 'T1101'], staff: ['T1104'] });
    const [voter, proxy] = await campus.signInAll(['T1104', 'T1107']);
    const today = campus.day();
    ok(await voter.post('/proxies', { proxy: 'T1107', from: today, until: today, reason: '出差' }), 201);
    const task = await openTask(voter, id);
    assert.equal((await cast(proxy, task, { grade: '优秀' })).status, 404);
    assert.equal((await proxy.get(`/tasks/${task}`)).status, 404);
    await assert.rejects(openTask(proxy, id));
    await castAll(id, { T1100: { grade: '优秀' }, T1101: { grade: '称职' } });
    const program = (await campus.wiring.flow.instance(id)).state.tasks[0];
    assert.ok(program?.dueAt);
    campus.putForward(9);
    await campus.database.query({
      text: `update flow.wait set due_at = now() where instance_id = $1`,
      values: [id],
    });
    const data = await atHead(id);
    assert.deepEqual([data.score, data.excellent], [87.5, 1]);
    assert.equal((await cast(voter, task, { grade: '优秀' })).status, 409);
  });

  test('is void when it is sent back and voted in again', async () => {
    const id = await begin({ leaders: ['T1100', 'T1101'], staff: [] });
    await castAll(id, { T1100: { grade: '优秀' }, T1101: { grade: '优秀' } });
    assert.equal((await atHead(id)).score, 95);
    await act(head, id, 'sendBack', { to: 'vote' });
    await castAll(id, { T1100: { grade: '称职' }, T1101: { grade: '称职' } });
    const data = await atHead(id);
    assert.deepEqual([data.score, data.excellent], [80, 0]);
    const boxes = await campus.database.query({
      text: 'select from hall.ballot_box where owner_id = $1',
      values: [id],
    });
    assert.equal(boxes.length, 1);

    // One that never closed is thrown away unopened when its application ends.
    const given = await begin({ leaders: ['T1100', 'T1101'], staff: [] });
    await castAll(given, { T1100: { grade: '优秀' } });
    await campus.wiring.flow.run({
      instance: given,
      person: 'system',
      idempotency: { key: randomUUID(), digest: '' },
      commands: () => [{ type: 'terminate', person: 'system', comment: '不办了' }],
    });
    await campus.wiring.hall.sweepBallots();
    const left = await campus.database.query({
      text: 'select from hall.ballot_box where owner_id = $1',
      values: [given],
    });
    assert.equal(left.length, 0);
  });
});
