/** The same request twice, and many requests at the same instant, over HTTP. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import {
  type Acted,
  type Applied,
  act,
  aLeave,
  aMeeting,
  apply,
  aSealUse,
  ok,
  openTask,
  readApplication,
  uploaded,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let chu: Person;
let ying: Person;
let fu: Person;
before(async () => {
  campus = await openCampus();
  [chu, ying, fu] = await campus.signInAll(['T1106', 'T1103', 'T1041']);
});
after(() => campus.close());

const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
const times = <Result>(count: number, work: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

async function historyOf(application: string): Promise<string[]> {
  const rows = await campus.database.query<{ person: string; command: string }>({
    text: 'select person, command from flow.history where instance_id = $1 order by seq',
    values: [application],
  });
  return rows.map(({ person, command }) => `${person} ${command}`);
}

const applicationsOf = async (person: string): Promise<number> => {
  const rows = await campus.database.query({
    text: 'select id from flow.instance where initiator = $1',
    values: [person],
  });
  return rows.length;
};

describe('applying twice with one key', () => {
  test('gives the first application again, also when its files belong to it by now', async () => {
    const file = await uploaded(fu, 'seal-use', 'docs.file');
    const key = randomUUID();
    const send = () => fu.post<Applied>('/applications', aSealUse(file), { key });
    const first = ok(await send(), 201);
    assert.deepEqual(ok(await send(), 201), first);
    assert.equal(await applicationsOf('T1041'), 1);
  });

  test('at the same instant, 20 times, makes one application with one number', async () => {
    const key = randomUUID();
    const before = await applicationsOf('T1106');
    const answers = await times(20, () => chu.post<Applied>('/applications', aLeave(campus), { key }));
    for (const answer of answers) assert.deepEqual(ok(answer, 201), answers[0]?.body);
    assert.equal(await applicationsOf('T1106'), before + 1);
  });

  test('for something else is refused', async () => {
    const key = randomUUID();
    await chu.post('/applications', aLeave(campus), { key });
    const other = await chu.post<Refusal>('/applications', aLeave(campus, { reason: '别的' }), { key });
    assert.equal(codeOf(other), '422 request/key-reused');
  });

  test('of another person is another application', async () => {
    const key = randomUUID();
    const mine = ok(await chu.post<Applied>('/applications', aLeave(campus), { key }), 201);
    const his = ok(await ying.post<Applied>('/applications', aLeave(campus), { key }), 201);
    assert.notEqual(mine.id, his.id);
  });

  test('a key that is no key is refused', async () => {
    for (const key of ['short', 'x'.repeat(129), 'with blanks in it', 'schlüssel-ä']) {
      const bytes = Buffer.from(key).toString('latin1');
      const answer = await chu.post<Refusal>('/applications', aLeave(campus), { key: bytes });
      assert.equal(codeOf(answer), '400 request/invalid', key);
    }
  });
});

describe('acting twice with one key', () => {
  test('gives the first answer again', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const key = randomUUID();
    const send = () => ying.post<Acted>(`/tasks/${task}/acts`, { act: 'approve', comment: '同意' }, { key });
    const first = ok(await send());
    assert.deepEqual(ok(await send()), first);
    assert.deepEqual(await historyOf(id), ['T1106 submit', 'T1103 approve']);
  });

  test('at the same instant, 20 times, is one act and 20 equal answers', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const key = randomUUID();
    const answers = await times(20, () =>
      ying.post<Acted>(`/tasks/${task}/acts`, { act: 'approve' }, { key }),
    );
    for (const answer of answers) assert.deepEqual(ok(answer), answers[0]?.body);
    assert.deepEqual(await historyOf(id), ['T1106 submit', 'T1103 approve']);
  });

  test('with another content is refused, and the first act stands', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const key = randomUUID();
    ok(await ying.post(`/tasks/${task}/acts`, { act: 'approve' }, { key }));
    const other = await ying.post<Refusal>(`/tasks/${task}/acts`, { act: 'reject', comment: '不' }, { key });
    assert.equal(codeOf(other), '422 request/key-reused');
    assert.equal((await readApplication(chu, id)).status, 'running');
  });

  test('submitting, withdrawing and cancelling are repeated the same way', async () => {
    const draft = ok(await chu.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201);
    for (const what of ['submit', 'withdraw', 'cancel']) {
      const key = randomUUID();
      const send = () => chu.post<Acted>(`/applications/${draft.id}/acts`, { act: what }, { key });
      const answers = [...(await times(10, send)), await send()];
      for (const answer of answers) assert.deepEqual(ok(answer), answers[0]?.body, what);
    }
    assert.deepEqual(await historyOf(draft.id), [
      'T1106 create',
      'T1106 submit',
      'T1106 withdraw',
      'T1106 cancel',
    ]);
  });
});

describe('at the same instant, with keys of their own', () => {
  test('20 approvals by the holder: one is kept, the others learn that he has acted', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const answers = await times(20, () => ying.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve' }));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter((answer) => codeOf(answer) === '409 task/already-voted').length, 19);
    assert.deepEqual(await historyOf(id), ['T1106 submit', 'T1103 approve']);
  });

  test('two clerks on one task: one succeeds, the other is told who was quicker', async () => {
    const [lou, rong, zhong, shi] = await campus.signInAll(['T1131', 'T1130', 'T1015', 'T1016']);
    const { id } = await apply(lou, aMeeting(campus));
    await act(rong, id);
    const task = await openTask(zhong, id);
    const clerks = [zhong, shi];
    const answers = await Promise.all(
      clerks.map((clerk) => clerk.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve' })),
    );
    const loser = answers.findIndex(({ status }) => status !== 200);
    const refusal = answers[loser];
    assert.ok(refusal);
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(codeOf(refusal), '409 task/already-closed');
    assert.equal(refusal.body.parameters.who, loser === 0 ? '施嘉木' : '钟语桐');
    assert.match(refusal.body.detail, /^该待办已由(施嘉木|钟语桐)办理，请刷新列表$/);
    const page = await clerks[loser]?.get<Refusal>(`/tasks/${task}`);
    assert.equal(page && codeOf(page), '409 task/already-closed', 'his page of the task says so too');
  });

  test('40 first submissions get 40 numbers without a gap, though some between them are refused', async () => {
    const people = await campus.signInAll(['T1106', 'T1107', 'T1108', 'T1110']);
    const last = (await apply(chu, aLeave(campus))).number;
    const answers = await times(48, (index) => {
      const person = people[index % 4] as Person;
      // Every sixth is faulty and must not take a number.
      const fault = index % 6 === 5 ? { reason: null } : {};
      return person.post<Applied>('/applications', aLeave(campus, fault));
    });
    assert.equal(answers.filter(({ status }) => status === 422).length, 8);
    const sequence = (number: string) => Number(number.split('-')[2]);
    const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [sequence(body.number)] : []));
    assert.deepEqual(
      numbers.sort((one, other) => one - other),
      Array.from({ length: 40 }, (_, index) => sequence(last) + 1 + index),
    );
  });

  test('two applications with one file: one has it, the other is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const file = await uploaded(chu, 'staff-leave-and-return', 'proof');
      const answers = await times(2, () =>
        chu.post<Refusal>('/applications', aLeave(campus, { proof: [file] })),
      );
      const codes = answers.map(({ status, body }) => (status === 201 ? '201' : `${status} ${body.code}`));
      assert.equal(codes.filter((code) => code === '201').length, 1, codes.join());
      const refused = codes.find((code) => code !== '201') ?? '';
      assert.ok(['404 attachment/not-found', '422 application/invalid'].includes(refused), refused);
    }
  });

  test('a draft that is deleted while it is saved leaves nothing behind', async () => {
    for (let round = 0; round < 5; round++) {
      const draft = ok(await chu.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201);
      const data = { reason: '快' };
      const saving = [1, 2, 3].map((revision) => chu.patch(`/applications/${draft.id}`, { data, revision }));
      await Promise.all([...saving, chu.delete(`/applications/${draft.id}`)]);
      assert.deepEqual(await historyOf(draft.id), []);
    }
  });

  test('a draft saved 10 times on one revision is saved once, and the others see a conflict', async () => {
    const draft = ok(await chu.post<Applied>('/applications', { ...aLeave(campus), draft: true }), 201);
    const answers = await times(10, (index) =>
      chu.patch<Refusal>(`/applications/${draft.id}`, { data: { reason: `第 ${index}` }, revision: 1 }),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
    assert.equal(answers.filter((answer) => codeOf(answer) === '409 application/draft-conflict').length, 9);
  });
});
