import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Me, Notification } from '@yizhan/contract';
import type { Static } from 'typebox';
import { act, aLeave, aMeeting, apply, ok, openTask } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

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
    assert.deepEqual(await countsOf(su), { open: 0, running: 1, returned: 0, copies: 0, unread: 0 });
    await act(ying, id);
    assert.deepEqual(await more(), [0, 1]);
    await act(chen, id, 'sendBack');
    await campus.settle();
    assert.deepEqual(await more(), [0, 0]);
    assert.deepEqual(await countsOf(su), { open: 1, running: 0, returned: 1, copies: 0, unread: 1 });
    ok(await su.post(`/applications/${id}/acts`, { act: 'cancel' }));
    assert.deepEqual(await countsOf(su), { open: 0, running: 0, returned: 0, copies: 0, unread: 1 });
  });
});
