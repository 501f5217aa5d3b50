import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { AdministeredNotice, Me, Notices, Notification } from '@yizhan/contract';
import type { Static } from 'typebox';
import { act, aLeave, aMeeting, apply, ok, openTask } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let chu: Person;
let ying: Person;
let chen: Person;
before(async () => {
  campus = await openCampus();
  [chu, ying, chen] = await campus.signInAll(['T1106', 'T1103', 'T1100']);
});
after(() => campus.close());

type Message = Static<typeof Notification>;
const messagesOf = async (person: Person, language = 'zh'): Promise<Message[]> => {
  await campus.settle();
  const headers = { 'accept-language': language };
  return ok(await person.get<{ items: Message[] }>('/notifications?limit=100', { headers })).items;
};
const countsOf = async (person: Person) => ok(await person.get<Static<typeof Me>>('/me')).counts;
const forgetAll = () => Promise.all([chu, ying, chen].map((person) => person.post('/notifications/read')));

describe('messages', () => {
  test('tell who has to act, and the applicant what became of it, with a link to each', async () => {
    const { id, number } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    const [opened] = await messagesOf(ying);
    assert.equal(opened?.kind, 'task-opened');
    assert.equal(opened?.title, '褚云帆的“教职工请(销)假审批”待您办理：教研室主任审批');
    assert.ok(opened?.body.endsWith(` · ${number}`));
    assert.deepEqual([opened?.link, opened?.read], [`/tasks/${task}`, false]);
    await act(ying, id);
    await act(chen, id, 'sendBack', { comment: '请写明去向' });
    const [sentBack] = await messagesOf(chu);
    assert.deepEqual(
      [sentBack?.kind, sentBack?.title, sentBack?.body, sentBack?.link],
      ['sent-back', '您的“教职工请(销)假审批”被退回', '原因：请写明去向', `/applications/${id}`],
    );
    const [inEnglish] = await messagesOf(chu, 'en');
    assert.deepEqual(
      [inEnglish?.title, inEnglish?.body],
      ['Sent back to you: Staff leave and return', 'Reason: 请写明去向'],
    );
  });

  test('go to everybody of a desk, to nobody twice, and to nobody about what he did himself', async () => {
    const [lou, rong, ...desk] = await campus.signInAll(['T1131', 'T1130', 'T1015', 'T1016', 'T1017']);
    const { id } = await apply(lou, aMeeting(campus));
    await act(rong, id);
    for (const clerk of desk) assert.equal((await messagesOf(clerk)).length, 1);
    assert.deepEqual(
      (await messagesOf(rong)).map(({ kind }) => kind),
      ['task-opened'],
    );
    await act(desk[0] as Person, id);
    assert.deepEqual(
      (await messagesOf(lou)).map(({ kind }) => kind),
      ['approved'],
    );
  });

  test('are the same messages when the worker is told twice', async () => {
    await apply(chu, aLeave(campus));
    await campus.settle();
    const before = await messagesOf(ying);
    await campus.database.query({
      text: `
        insert into flow.outbox (id, at, topic, payload, due_at)
        overriding system value
        select source, now(), 'instance-moved', jsonb_build_object(
          'instance', application_id, 'by', 'T1106', 'status', 'running', 'initiator', 'T1106', 'applicant', 'T1106',
          'ended', false, 'opened', jsonb_build_array(jsonb_build_object(
            'task', application_id, 'kind', 'approval', 'node', 'sectionHead', 'people', jsonb_build_array('T1103'))))
        , now()
        from hall.notification
        where person = 'T1103'
        order by at desc
        limit 1`,
    });
    assert.deepEqual(await messagesOf(ying), before);
  });

  test('are read one by one or all, and only one’s own', async () => {
    await forgetAll();
    await apply(chu, aLeave(campus));
    await apply(chu, aLeave(campus));
    const [first, second] = await messagesOf(ying);
    assert.equal((await countsOf(ying)).unread, 2);
    ok(await chen.post('/notifications/read', { ids: [first?.id] }), 204);
    ok(await ying.post('/notifications/read', { ids: [second?.id, 'nonsense'] }), 204);
    assert.deepEqual(
      (await messagesOf(ying)).slice(0, 2).map(({ read }) => read),
      [false, true],
    );
    assert.equal((await countsOf(ying)).unread, 1);
    ok(await ying.post('/notifications/read', {}), 204);
    assert.equal((await countsOf(ying)).unread, 0);
  });

  test('come page by page, the newest first, each once', async () => {
    const all = await messagesOf(ying);
    const seen: string[] = [];
    let cursor = '';
    do {
      const query = cursor === '' ? '' : `&cursor=${cursor}`;
      const page = ok(await ying.get<{ items: Message[]; next?: string }>(`/notifications?limit=2${query}`));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? '';
    } while (cursor !== '');
    assert.deepEqual(
      seen,
      all.map(({ id }) => id),
    );
  });
});

describe('the counts on a person’s page', () => {
  test('follow an application from hand to hand', async () => {
    const [su, ...heads] = await campus.signInAll(['T1108', 'T1103', 'T1100']);
    const before = await Promise.all(heads.map(async (head) => (await countsOf(head)).open));
    const more = async () =>
      Promise.all(heads.map(async (head, index) => (await countsOf(head)).open - (before[index] ?? 0)));
    const { id } = await apply(su, aLeave(campus));
    assert.deepEqual(await more(), [1, 0]);
    assert.deepEqual(await countsOf(su), { open: 0, done: 0, running: 1, returned: 0, copies: 0, unread: 0 });
    await act(ying, id);
    assert.deepEqual(await more(), [0, 1]);
    await act(chen, id, 'sendBack');
    await campus.settle();
    assert.deepEqual(await more(), [0, 0]);
    assert.deepEqual(await countsOf(su), { open: 1, done: 0, running: 0, returned: 1, copies: 0, unread: 1 });
    ok(await su.post(`/applications/${id}/acts`, { act: 'cancel' }));
    assert.deepEqual(await countsOf(su), { open: 0, done: 0, running: 0, returned: 0, copies: 0, unread: 1 });
  });
});

describe('notices', () => {
  const aNotice = (more: object = {}) => ({
    title: { zh: '暑期服务时间', en: 'Summer hours' },
    body: { zh: '周三上午办理。\n<b>请带证件</b>' },
    from: campus.day(-1),
    until: campus.day(3),
    kinds: [],
    units: [],
    ...more,
  });
  const noticesOf = async (person: Person): Promise<Notices> => ok(await person.get<Notices>('/notices'));
  const titlesOf = async (person: Person) => (await noticesOf(person)).items.map(({ title }) => title.zh);
  const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
  const made = async (by: Person, zh: string, more: object = {}): Promise<string> => {
    const id = randomUUID();
    ok(await by.put(`/admin/notices/${id}`, aNotice({ title: { zh }, ...more })), 204);
    return id;
  };

  test('reach those whom they are for, in their days, and are read by each for himself', async () => {
    const [administrator, student] = await campus.signInAll(['T1056', 'S24010101']);
    const college = chu;
    const all = await made(administrator, '全校');
    await made(administrator, '学生', { kinds: ['student'] });
    await made(administrator, '人事处', { units: ['human-resources'] });
    await made(administrator, '大学', { units: ['university'] });
    await made(administrator, '明天起', { from: campus.day(2) });
    await made(administrator, '已过', { from: campus.day(-9), until: campus.day(-2) });
    assert.deepEqual(await titlesOf(college), ['大学', '全校']);
    assert.deepEqual(await titlesOf(student), ['大学', '学生', '全校']);
    assert.equal((await noticesOf(student)).unread, 3);
    ok(await student.put(`/notices/${all}/read`), 204);
    ok(await student.put(`/notices/${all}/read`), 204);
    assert.equal((await noticesOf(student)).unread, 2);
    assert.equal((await noticesOf(college)).unread, 2, 'what somebody else has read stays unread');
    const { items } = ok(
      await administrator.get<{ items: AdministeredNotice[] }>('/admin/notices?limit=100'),
    );
    assert.equal(items.find(({ id }) => id === all)?.readers, 1);
    assert.deepEqual(
      items.flatMap(({ title, state }) => (state === 'shown' ? [] : [`${title.zh} ${state}`])),
      ['已过 past', '明天起 coming'],
    );
  });

  test('of a unit are made by who looks after it, and by nobody for others or for all', async () => {
    await campus.database.query({
      text: `
        insert into identity."grant" (person_id, role, unit_id)
        values ('T1130', 'unit-administrator', 'human-resources')`,
    });
    const [administrator, ofUnit] = await campus.signInAll(['T1056', 'T1130']);
    const own = await made(ofUnit, '本处', { units: ['human-resources'] });
    const central = await made(administrator, '学校的');
    for (const units of [[], ['finance'], ['human-resources', 'finance']])
      assert.equal(
        codeOf(await ofUnit.put<Refusal>(`/admin/notices/${randomUUID()}`, aNotice({ units }))),
        '403 notice/not-yours',
      );
    const seized = await ofUnit.put<Refusal>(
      `/admin/notices/${central}`,
      aNotice({ units: ['human-resources'] }),
    );
    assert.equal(codeOf(seized), '403 notice/not-yours');
    assert.equal(codeOf(await ofUnit.delete<Refusal>(`/admin/notices/${central}`)), '403 notice/not-yours');
    const { items } = ok(await ofUnit.get<{ items: AdministeredNotice[] }>('/admin/notices'));
    assert.ok(items.some(({ id }) => id === own) && !items.some(({ id }) => id === central));
    ok(await ofUnit.delete(`/admin/notices/${own}`), 204);
    assert.equal(codeOf(await ofUnit.delete<Refusal>(`/admin/notices/${own}`)), '404 notice/not-found');
  });

  test('with days the wrong way round, or for no unit that there is, are refused; of one not for me nothing is told', async () => {
    const administrator = await campus.signIn('T1056');
    const refused = async (more: object) =>
      codeOf(await administrator.put<Refusal>(`/admin/notices/${randomUUID()}`, aNotice(more)));
    assert.equal(await refused({ until: campus.day(-5) }), '422 notice/days');
    assert.equal(await refused({ units: ['nowhere'] }), '422 notice/unknown-unit');
    assert.equal(await refused({ title: { zh: '  ' } }), '400 request/invalid');
    const forStudents = await made(administrator, '仅学生', { kinds: ['student'] });
    assert.equal(codeOf(await chu.put<Refusal>(`/notices/${forStudents}/read`)), '404 notice/not-found');
    assert.equal(codeOf(await chu.put<Refusal>('/notices/x/read')), '404 notice/not-found');
  });
});
