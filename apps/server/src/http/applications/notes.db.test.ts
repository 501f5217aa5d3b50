/** 催办, 抄送, 留言 from the request to the message, and who may. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ApplicationDetail, ApplicationSummary, Me, Notification, TaskSummary } from '@yizhan/contract';
import type { Static } from 'typebox';
import { act, aLeave, apply, ok, openTask } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let head: Person;
let colleague: Person;
let stranger: Person;
before(async () => {
  campus = await openCampus();
  [teacher, head, colleague, stranger] = await campus.signInAll(['T1106', 'T1103', 'T1109', 'T1131']);
});
after(() => campus.close());

const note = (person: Person, id: string, body: unknown) =>
  person.post<Refusal>(`/applications/${id}/acts`, body);
const noteOnTask = (person: Person, task: string, body: unknown) =>
  person.post<Refusal>(`/tasks/${task}/acts`, body);
const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;
const read = async (person: Person, id: string) =>
  ok(await person.get<ApplicationDetail>(`/applications/${id}`));
const copiesOf = async (person: Person) =>
  ok(await person.get<{ items: Static<typeof TaskSummary>[] }>('/tasks?box=cc&limit=100')).items;
const unread = async (person: Person) => ok(await person.get<Static<typeof Me>>('/me')).counts.copies;
const messagesOf = async (person: Person) => {
  await campus.settle();
  return ok(await person.get<{ items: Static<typeof Notification>[] }>('/notifications?limit=100')).items;
};

describe('催办', () => {
  test('tells who holds it once, says when again, and stands in the record', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    ok(await note(teacher, id, { act: 'remind', comment: '会议后天就要报名' }));
    const again = await note(teacher, id, { act: 'remind' });
    assert.equal(codeOf(again), '409 task/reminded-lately');
    assert.match(again.body.detail, /\d\d-\d\d \d\d:\d\d 后可以再次催办/);
    const task = await openTask(head, id);
    const reminders = (await messagesOf(head)).filter(
      ({ link, kind }) => link === `/tasks/${task}` && kind === 'reminded',
    );
    assert.deepEqual(
      reminders.map(({ title, body }) => [title, body]),
      [['褚云帆催您办理褚云帆的“教职工请(销)假审批”：教研室主任审批', '会议后天就要报名']],
    );
    const { timeline } = await read(teacher, id);
    assert.deepEqual(
      timeline.map(({ what, person, comment }) => [what, person?.name, comment]),
      [
        ['submitted', '褚云帆', undefined],
        ['remind', '褚云帆', '会议后天就要报名'],
      ],
    );
    await act(head, id);
    ok(await note(teacher, id, { act: 'remind' }), 200);
    campus.putForward(4);
    ok(await note(teacher, id, { act: 'remind' }), 200);
  });

  test('two at the same moment are one', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    const answers = await Promise.all(Array.from({ length: 6 }, () => note(teacher, id, { act: 'remind' })));
    assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  });

  test('is the applicant’s, and of what is under way', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    const task = await openTask(head, id);
    assert.equal(codeOf(await note(head, id, { act: 'remind' })), '409 task/act-not-offered');
    assert.equal(codeOf(await noteOnTask(head, task, { act: 'remind' })), '409 task/act-not-offered');
    assert.equal(codeOf(await note(stranger, id, { act: 'remind' })), '404 application/not-found');
    await act(head, id, 'reject');
    assert.equal(codeOf(await note(teacher, id, { act: 'remind' })), '409 application/ended');
  });

  test('of a task is for one of its signers who waits for the others', async () => {
    const [one, other] = await campus.signInAll(['T1107', 'T1108']);
    const { id } = await apply(
      teacher,
      aLeave(campus, {
        courseAffected: [one, other].map(({ number }) => ({
          cover: '代课',
          courseName: '数据库',
          when: '周二',
          substitute: number,
        })),
      }),
    );
    const task = await openTask(one, id);
    assert.equal(codeOf(await noteOnTask(one, task, { act: 'remind' })), '409 task/act-not-offered');
    await act(one, id);
    ok(await noteOnTask(one, task, { act: 'remind' }));
    const [reminder] = await messagesOf(other);
    assert.deepEqual([reminder?.kind, reminder?.link], ['reminded', `/tasks/${task}`]);
    assert.notEqual((await messagesOf(one))[0]?.kind, 'reminded');
  });
});

describe('抄送', () => {
  test('opens the application to whoever got it, tells him, and counts until he has read it', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    assert.equal((await colleague.get(`/applications/${id}`)).status, 404);
    const before = await unread(colleague);
    ok(await note(teacher, id, { act: 'cc', people: ['T1109', 'T1106'], comment: '供参考' }));
    const copy = (await copiesOf(colleague)).find((one) => one.id === id);
    assert.deepEqual(
      [copy?.kind, copy?.copy?.by?.name, copy?.copy?.read, copy?.application.id],
      ['copy', '褚云帆', false, id],
    );
    assert.equal(await unread(colleague), before + 1);
    const [message] = await messagesOf(colleague);
    assert.deepEqual(
      [message?.kind, message?.title, message?.body, message?.link],
      ['copied', '褚云帆把褚云帆的“教职工请(销)假审批”抄送给您', '供参考', `/applications/${id}`],
    );
    const application = await read(colleague, id);
    assert.equal(application.step, 'view');
    assert.deepEqual(application.acts, ['comment'], 'he may not hand it on');
    assert.equal((await colleague.get(`/applications/${id}/diagram`)).status, 200);
    assert.equal(await unread(colleague), before);
    assert.equal((await copiesOf(colleague)).find((one) => one.id === id)?.copy?.read, true);
    ok(await note(teacher, id, { act: 'cc', people: ['T1109'] }));
    assert.equal(await unread(colleague), before + 1, 'sent once more it is news again');
    assert.equal((await stranger.get(`/applications/${id}`)).status, 404);
  });

  test('shows no more than its sender sees', async () => {
    const { id } = await apply(teacher, aLeave(campus, { substitute: 'T1109', reason: '私事不外传' }));
    const deputy = colleague;
    const task = await openTask(deputy, id);
    ok(await noteOnTask(deputy, task, { act: 'cc', people: ['T1131'] }));
    const seen = await read(stranger, id);
    assert.equal(seen.step, 'deputyConfirm');
    assert.ok(!JSON.stringify(seen).includes('私事不外传'));
    assert.equal((await stranger.get(`/tasks/${task}`)).status, 404);
  });

  test('is refused to nobody, to somebody unknown, from who only got a copy, and of a draft', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    for (const people of [['T1106'], ['nobody']])
      assert.equal(codeOf(await note(teacher, id, { act: 'cc', people })), '422 task/nobody-chosen');
    assert.equal(codeOf(await note(teacher, id, { act: 'cc' })), '422 task/nobody-chosen');
    ok(await note(teacher, id, { act: 'cc', people: ['T1131'] }));
    const onward = await note(stranger, id, { act: 'cc', people: ['T1109'] });
    assert.equal(codeOf(onward), '409 task/act-not-offered');
    const draft = ok(
      await teacher.post<{ id: string }>('/applications', { ...aLeave(campus), draft: true }),
      201,
    );
    assert.equal(
      codeOf(await note(teacher, draft.id, { act: 'cc', people: ['T1131'] })),
      '409 application/not-running',
    );
  });
});

describe('留言', () => {
  test('is read by all who may read the application, and told to the applicant and to who holds it', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    ok(await note(teacher, id, { act: 'cc', people: ['T1109'] }));
    ok(await note(colleague, id, { act: 'comment', comment: ' 我可以代课 ' }));
    for (const person of [teacher, head, colleague]) {
      const said = (await read(person, id)).timeline.find(({ what }) => what === 'comment');
      assert.deepEqual([said?.person?.name, said?.comment], ['艾力·吐尔逊', '我可以代课']);
    }
    for (const person of [teacher, head]) {
      const [message] = await messagesOf(person);
      assert.deepEqual([message?.kind, message?.body], ['commented', '我可以代课']);
    }
    assert.notEqual((await messagesOf(colleague))[0]?.kind, 'commented');
    assert.equal(
      codeOf(await note(stranger, id, { act: 'comment', comment: '？' })),
      '404 application/not-found',
    );
    assert.equal(
      codeOf(await note(teacher, id, { act: 'comment', comment: ' ' })),
      '422 task/comment-required',
    );
  });

  test('is possible from a task, also when it is done, and after the end', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    const task = await openTask(head, id);
    ok(await noteOnTask(head, task, { act: 'comment', comment: '请补充会议名称' }));
    await act(head, id, 'reject');
    ok(await noteOnTask(head, task, { act: 'comment', comment: '下次早些报' }));
    ok(await note(teacher, id, { act: 'comment', comment: '好的' }));
    assert.equal(
      codeOf(await noteOnTask(stranger, task, { act: 'comment', comment: 'x' })),
      '404 task/not-found',
    );
  });
});

test('how long a step has waited is told in working time, and until when it should have been done', async () => {
  const { id } = await apply(teacher, aLeave(campus));
  campus.putForward(10);
  const waiting = await read(teacher, id);
  assert.ok((waiting.current[0]?.workMinutes ?? 0) >= 5 * 7 * 60);
  await act(head, id);
  const entry = (await read(teacher, id)).timeline.find(({ what }) => what === 'approved');
  assert.ok((entry?.workMinutes ?? 0) >= 5 * 7 * 60 && (entry?.workMinutes ?? 0) <= 8 * 8 * 60);
  assert.ok(entry?.due && entry.due < entry.at);
});

describe('申请撤销', () => {
  const ask = (person: Person, id: string, comment = '会议取消') =>
    note(person, id, { act: 'askCancel', ...(comment && { comment }) });
  /** The section head has approved: the dean holds it. */
  const aLeaveAtTheDean = async () => {
    const { id } = await apply(teacher, aLeave(campus));
    await act(head, id);
    return { id, dean: await campus.signIn('T1100') };
  };

  test('is for what somebody has acted on, by the applicant, with a reason, once', async () => {
    const { id } = await apply(teacher, aLeave(campus));
    assert.equal(codeOf(await ask(teacher, id)), '409 application/cancel-at-once');
    await act(head, id);
    assert.ok((await read(teacher, id)).acts.includes('askCancel'));
    const wordless = await ask(teacher, id, '');
    assert.equal(codeOf(wordless), '422 task/comment-required');
    assert.match(wordless.body.detail, /申请撤销/);
    assert.equal(codeOf(await ask(head, id)), '404 application/not-found');
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(teacher, id)));
    assert.deepEqual(answers.map(codeOf).sort().slice(1), Array(3).fill('409 application/cancel-asked'));
    const asked = await read(teacher, id);
    assert.deepEqual(
      [asked.cancelAsked?.reason, asked.cancelAsked?.by.name, asked.cancelAsked?.task],
      ['会议取消', '褚云帆', undefined],
    );
    assert.ok(!asked.acts.includes('askCancel'));
    assert.equal((await read(head, id)).cancelAsked?.task, undefined, 'who has acted does not answer');
  });

  test('is declined with a reason, and all goes on', async () => {
    const { id, dean } = await aLeaveAtTheDean();
    ok(await ask(teacher, id));
    const task = await openTask(dean, id);
    const [told] = await messagesOf(dean);
    assert.deepEqual(
      [told?.kind, told?.title, told?.body, told?.link],
      ['cancel-asked', '褚云帆申请撤销“教职工请(销)假审批”，请您答复', '会议取消', `/tasks/${task}`],
    );
    assert.equal((await read(dean, id)).cancelAsked?.task, task);
    const decline = { act: 'declineCancel', comment: '代课已经安排' };
    assert.equal(codeOf(await noteOnTask(dean, task, { act: 'declineCancel' })), '422 task/comment-required');
    for (const person of [teacher, head, stranger])
      assert.equal(codeOf(await noteOnTask(person, task, decline)), '404 task/not-found', person.number);
    ok(await noteOnTask(dean, task, decline));
    const after = await read(teacher, id);
    assert.deepEqual([after.status, after.cancelAsked], ['running', undefined]);
    assert.deepEqual(
      after.timeline.slice(-2).map(({ what, person, comment }) => [what, person?.name, comment]),
      [
        ['cancelAsked', '褚云帆', '会议取消'],
        ['cancelDeclined', '谌立言', '代课已经安排'],
      ],
    );
    assert.equal((await messagesOf(teacher))[0]?.kind, 'cancel-declined');
    await act(dean, id);
  });

  test('is agreed to, and the application has ended with both names in the record', async () => {
    const { id, dean } = await aLeaveAtTheDean();
    ok(await ask(teacher, id));
    const task = await openTask(dean, id);
    ok(await noteOnTask(dean, task, { act: 'agreeCancel' }));
    const after = await read(teacher, id);
    assert.equal(after.status, 'cancelled');
    assert.deepEqual(
      after.timeline.slice(-2).map(({ what, person }) => [what, person?.name]),
      [
        ['cancelAsked', '褚云帆'],
        ['cancelled', '谌立言'],
      ],
    );
    assert.ok(after.acts.includes('again'));
    assert.equal((await messagesOf(teacher))[0]?.kind, 'cancelled');
    // Whether this server still remembers the task decides between the two.
    const again = codeOf(await noteOnTask(dean, task, { act: 'agreeCancel' }));
    assert.ok(['409 application/ended', '404 task/not-found'].includes(again), again);
  });
});

describe('再次申请', () => {
  test('begins with what stands in that application, and only in one’s own', async () => {
    const first = await apply(teacher, aLeave(campus, { reason: '第一次' }));
    await apply(teacher, aLeave(campus, { reason: '第二次' }));
    const lent = async (person: Person, query: string) =>
      ok(
        await person.get<{ last?: { id: string; values: Record<string, unknown> } }>(
          `/services/staff-leave-and-return/last-application${query}`,
        ),
      ).last;
    assert.equal((await lent(teacher, ''))?.values.reason, '第二次');
    assert.equal((await lent(teacher, `?from=${first.id}`))?.values.reason, '第一次');
    assert.equal(await lent(colleague, `?from=${first.id}`), undefined);
    assert.equal(await lent(teacher, '?from=x'), undefined);
  });
});

describe('the list of one’s own', () => {
  const listOf = async (person: Person, query: string) =>
    ok(await person.get<{ items: ApplicationSummary[] }>(`/applications?limit=100&${query}`)).items;

  test('says how far each has come and what one may do, as its page does', async () => {
    const su = await campus.signIn('T1108');
    const { id } = await apply(su, aLeave(campus));
    const [fresh] = await listOf(su, 'status=running');
    assert.deepEqual(fresh?.acts, ['withdraw', 'cancel', 'remind']);
    assert.deepEqual(fresh?.progress, { done: 0, of: 3 });
    await act(head, id);
    const [on] = await listOf(su, 'status=running');
    assert.deepEqual([on?.progress, on?.acts], [{ done: 1, of: 3 }, ['askCancel', 'remind']]);
    await act(await campus.signIn('T1100'), id, 'reject');
    const [over] = await listOf(su, 'box=ended');
    assert.deepEqual([over?.id, over?.progress, over?.acts], [id, undefined, ['again']]);
  });

  test('is narrowed by service, by number, title and name of the service, and by what is over', async () => {
    const su = await campus.signIn('T1108');
    const { number } = await apply(su, aLeave(campus, { leaveType: '公假' }));
    const numbers = async (query: string) => (await listOf(su, query)).map((one) => one.number);
    assert.deepEqual(await numbers(`q=${number.slice(-4)}`), [number]);
    assert.equal((await numbers('q=qingjia')).length, 2);
    assert.equal((await numbers(`q=${encodeURIComponent('请(销)假')}`)).length, 2);
    assert.deepEqual(await numbers(`q=${number}&service=staff-leave-and-return`), [number]);
    assert.deepEqual(await numbers('q=xyzzy'), []);
    assert.deepEqual(await numbers('service=seal-use'), []);
    assert.equal((await numbers('service=staff-leave-and-return')).length, 2);
    assert.equal((await numbers('box=ended')).length, 1);
    const { items } = ok(await su.get<{ items: { id: string }[] }>('/applications/services'));
    assert.deepEqual(
      items.map((service) => service.id),
      ['staff-leave-and-return'],
    );
  });

  test('of tasks is narrowed by service and by days in China', async () => {
    const today = campus.day();
    const count = async (query: string) =>
      ok(await head.get<{ items: unknown[] }>(`/tasks?limit=100&box=done&${query}`)).items.length;
    const all = await count('');
    assert.ok(all > 0);
    assert.equal(await count(`to=${today}`), all);
    assert.equal(await count('from=2099-01-01'), 0);
    assert.equal(await count('service=seal-use'), 0);
    assert.equal((await head.get('/tasks?from=2026-02-30')).status, 400);
    const { items } = ok(await head.get<{ items: { id: string }[] }>('/tasks/services?box=done'));
    assert.deepEqual(
      items.map((service) => service.id),
      ['staff-leave-and-return'],
    );
  });
});
