import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ApplicationDetail, ServiceDetail } from '@yizhan/contract';
import type { Static } from 'typebox';
import {
  type Applied,
  act,
  aLeave,
  aMeeting,
  apply,
  ok,
  openTask,
  readApplication,
  workday,
} from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
/** A teacher, the head of his department and his dean; somebody else. */
let chu: Person;
let ying: Person;
let chen: Person;
let mi: Person;
before(async () => {
  campus = await openCampus();
  [chu, ying, chen, mi] = await campus.signInAll(['T1106', 'T1103', 'T1100', 'T1102']);
});
after(() => campus.close());

const codeOf = ({ status, body }: Answer<Refusal>): string => `${status} ${body.code}`;

const draftOf = async (data = {}): Promise<Applied> =>
  ok(await chu.post<Applied>('/applications', { ...aLeave(campus, data), draft: true }), 201);

const actOn = (person: Person, id: string, body: object) =>
  person.post<Refusal & Applied>(`/applications/${id}/acts`, body);

describe('what the school knows', () => {
  test('is filled in with its origin, and put in again by the server when nothing is sent', async () => {
    const service = ok(await chu.get<Static<typeof ServiceDetail>>('/services/staff-leave-and-return'));
    const known = {
      applicant: '褚云帆',
      staffNo: 'T1106',
      dept: 'dept-software',
      phone: '19900001106',
      staffType: '专任教师',
    };
    assert.deepEqual(service.prefill.values, known);
    assert.equal(service.prefill.origins.dept?.source, 'profile');
    assert.equal(service.names.units['dept-software'], '软件工程系');
    const { id } = await draftOf();
    const { data } = await readApplication(chu, id);
    for (const [key, value] of Object.entries(known)) assert.equal(data[key], value);
  });

  test('may be changed where it is not locked, and emptied with null', async () => {
    const { id } = await draftOf({ phone: '19912345678' });
    assert.equal((await readApplication(chu, id)).data.phone, '19912345678');
    const { id: emptied } = await draftOf({ phone: null });
    assert.equal((await readApplication(chu, emptied)).data.phone, undefined);
  });

  test('is today’s truth at submission, also in an old draft', async () => {
    const { id } = await draftOf();
    const setUnit = (unit: string) =>
      campus.database.query({
        text: `update identity.person set unit_id = $1 where id = 'T1106'`,
        values: [unit],
      });
    await setUnit('dept-intelligence');
    const submitted = await actOn(chu, id, { act: 'submit' });
    await setUnit('dept-software');
    ok(submitted);
    assert.equal((await readApplication(chu, id)).data.dept, 'dept-intelligence');
  });
});

describe('forged fields are refused, by name, and nothing of the submission is kept', () => {
  const forgeries = {
    'a locked field': { applicant: '别人' },
    'a locked choice': { staffType: '管理' },
    'a computed number': { days: 99 },
    'a field of a later step': { actualReturn: '2027-01-01' },
  };
  for (const [what, forged] of Object.entries(forgeries)) {
    const field = Object.keys(forged)[0];
    test(`${what}, when applying and in a draft`, async () => {
      const application = aLeave(campus, forged);
      const applied = await chu.post<Refusal>('/applications', application);
      assert.equal(codeOf(applied), '422 application/forged-fields');
      assert.equal(applied.body.parameters.fields, field);
      const { id, revision } = await draftOf();
      const before = await readApplication(chu, id);
      const patched = await chu.patch<Refusal>(`/applications/${id}`, { data: application.data, revision });
      assert.equal(codeOf(patched), '422 application/forged-fields');
      const submitted = await actOn(chu, id, { act: 'submit', data: application.data });
      assert.equal(codeOf(submitted), '422 application/forged-fields');
      assert.deepEqual(await readApplication(chu, id), before);
    });
  }

  test('what an approver only reads, or does not even see', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const before = await readApplication(chu, id);
    const task = await openTask(ying, id);
    for (const forged of [{ reason: '改写' }, { days: 2 }, { salaryImpact: '无' }, { applicant: '别人' }]) {
      const answer = await ying.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve', data: forged });
      assert.equal(codeOf(answer), '422 application/forged-fields', JSON.stringify(forged));
      assert.equal(answer.body.parameters.fields, Object.keys(forged)[0]);
    }
    assert.deepEqual(await readApplication(chu, id), before);
    await act(ying, id, 'approve', { data: { reason: '参加评审会', unheardOf: 1 } });
    const { data } = await readApplication(chu, id);
    assert.equal(data.unheardOf, undefined, 'what the form does not know is left out');
  });

  test('and the server writes into its log which fields they were', () => {
    assert.ok(campus.log().includes('"fields":"actualReturn"'));
  });
});

describe('a draft', () => {
  test('is kept unfinished, taken up again and submitted, and then has a number', async () => {
    const draft = ok(
      await chu.post<Applied>('/applications', { service: 'staff-leave-and-return', data: {}, draft: true }),
      201,
    );
    assert.deepEqual([draft.number, draft.status, draft.revision], [null, 'draft', 1]);
    const early = await actOn(chu, draft.id, { act: 'submit' });
    assert.equal(codeOf(early), '422 application/invalid');
    assert.deepEqual(
      early.body.problems?.map((problem) => problem.path),
      ['leaveType', 'period', 'reason', 'leaveCity', 'courseAffected'],
    );
    const { data } = aLeave(campus);
    const kept = ok(await chu.patch<Applied>(`/applications/${draft.id}`, { data, revision: 1 }));
    assert.deepEqual([kept.number, kept.status, kept.revision], [null, 'draft', 2]);
    const submitted = ok(await actOn(chu, draft.id, { act: 'submit' }));
    assert.match(submitted.number, /^QXJ-\d{4}-\d{6}$/);
    assert.equal(submitted.status, 'running');
  });

  test('that was changed in another tab is not overwritten', async () => {
    const { id } = await draftOf();
    const change = (reason: string, revision: number) =>
      chu.patch<Refusal>(`/applications/${id}`, { data: { ...aLeave(campus).data, reason }, revision });
    ok(await change('电脑上写的', 1));
    const refused = await change('手机上写的', 1);
    assert.equal(codeOf(refused), '409 application/draft-conflict');
    assert.equal((await readApplication(chu, id)).data.reason, '电脑上写的');
    ok(await change('手机上又写的', 2));
  });

  test('with people or units that do not exist is refused', async () => {
    const answer = await chu.post<Refusal>('/applications', {
      ...aLeave(campus, { substitute: 'T9999', courseAffected: [{ cover: '代课', substitute: 'nobody' }] }),
      draft: true,
    });
    assert.equal(codeOf(answer), '422 application/invalid');
    assert.deepEqual(
      answer.body.problems?.map(({ code, path }) => [code, path]),
      [
        ['unknown-person', 'courseAffected[0].substitute'],
        ['unknown-person', 'substitute'],
      ],
    );
  });

  test('with somebody who has left is refused by name: when it is written, and when it is submitted', async () => {
    const draft = { ...aLeave(campus, { substitute: 'T1109' }), draft: true };
    const { id } = ok(await chu.post<{ id: string }>('/applications', draft), 201);
    const left = (active: boolean) =>
      campus.database.query({
        text: 'update identity.person set active = $1 where id = any($2)',
        values: [active, ['T1107', 'T1109']],
      });
    await left(false);
    try {
      for (const answer of [
        await actOn(chu, id, { act: 'submit' }),
        await chu.post<Refusal>('/applications', draft),
      ]) {
        assert.equal(codeOf(answer), '422 application/invalid');
        const [problem] = answer.body.problems ?? [];
        assert.deepEqual([problem?.code, problem?.path], ['inactive-person', 'substitute']);
        assert.match(problem?.message ?? '', /T1109.* 已不在册，请另选一人/);
      }
    } finally {
      await left(true);
    }
  });

  test('is seen, changed, submitted and deleted by nobody else', async () => {
    const { id, revision } = await draftOf();
    for (const answer of [
      await mi.get<Refusal>(`/applications/${id}`),
      await mi.patch<Refusal>(`/applications/${id}`, { data: {}, revision }),
      await actOn(mi, id, { act: 'submit' }),
      await actOn(mi, id, { act: 'cancel' }),
      await mi.delete<Refusal>(`/applications/${id}`),
    ]) {
      assert.equal(codeOf(answer), '404 application/not-found');
    }
    assert.equal((await readApplication(chu, id)).revision, 1);
  });

  test('is deleted, and then it is gone', async () => {
    const { id } = await draftOf();
    ok(await chu.delete(`/applications/${id}`), 204);
    assert.equal(codeOf(await chu.get<Refusal>(`/applications/${id}`)), '404 application/not-found');
    assert.equal(codeOf(await chu.delete<Refusal>(`/applications/${id}`)), '404 application/not-found');
  });
});

describe('a submitted application', () => {
  test('cannot be edited or deleted while it is under way', async () => {
    const { id, revision } = await apply(chu, aLeave(campus));
    const patched = await chu.patch<Refusal>(`/applications/${id}`, { data: {}, revision });
    assert.equal(codeOf(patched), '409 application/not-editable');
    assert.equal(codeOf(await actOn(chu, id, { act: 'submit' })), '409 application/not-submittable');
    assert.equal(codeOf(await chu.delete<Refusal>(`/applications/${id}`)), '404 application/not-found');
  });

  test('is withdrawn before anybody has acted, edited, and submitted again under its number', async () => {
    const { id, number } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    assert.deepEqual((await readApplication(chu, id)).acts, [
      'withdraw',
      'cancel',
      'remind',
      'cc',
      'comment',
    ]);
    const withdrawn = ok(await actOn(chu, id, { act: 'withdraw', comment: '改天' }));
    assert.deepEqual([withdrawn.status, withdrawn.number], ['withdrawn', number]);
    const late = await ying.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve' });
    assert.equal(codeOf(late), '404 task/not-found');
    const { revision, acts } = await readApplication(chu, id);
    assert.deepEqual(acts, ['edit', 'submit', 'cancel', 'cc', 'comment']);
    ok(await chu.patch(`/applications/${id}`, { data: aLeave(campus, { reason: '改了' }).data, revision }));
    const again = ok(await actOn(chu, id, { act: 'submit' }));
    assert.deepEqual([again.status, again.number], ['running', number]);
    const { timeline } = await readApplication(chu, id);
    assert.deepEqual(
      timeline.map((entry) => [entry.what, entry.comment]),
      [
        ['submitted', undefined],
        ['withdrawn', '改天'],
        ['resubmitted', undefined],
      ],
    );
  });

  test('is neither withdrawn nor cancelled once somebody has acted', async () => {
    const { id } = await apply(chu, aLeave(campus));
    await act(ying, id);
    assert.deepEqual((await readApplication(chu, id)).acts, ['askCancel', 'remind', 'cc', 'comment']);
    for (const name of ['withdraw', 'cancel'])
      assert.equal(codeOf(await actOn(chu, id, { act: name })), '409 application/already-acted');
  });

  test('is cancelled, and then nothing can be done to it', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    assert.equal(ok(await actOn(chu, id, { act: 'cancel', comment: '不去了' })).status, 'cancelled');
    for (const name of ['submit', 'withdraw', 'cancel'])
      assert.equal(codeOf(await actOn(chu, id, { act: name })), '409 application/ended');
    const late = await ying.post<Refusal>(`/tasks/${task}/acts`, { act: 'approve' });
    assert.equal(codeOf(late), '404 task/not-found');
    assert.equal(codeOf(await ying.get<Refusal>(`/applications/${id}`)), '404 application/not-found');
  });

  test('is rejected with a reason, and not without', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    for (const body of [{ act: 'reject' }, { act: 'reject', comment: '  ' }, { act: 'sendBack' }])
      assert.equal(
        codeOf(await ying.post<Refusal>(`/tasks/${task}/acts`, body)),
        '422 task/comment-required',
      );
    assert.equal((await act(ying, id, 'reject', { comment: '当天有课' })).status, 'rejected');
    const { timeline, status } = await readApplication(chu, id);
    assert.equal(status, 'rejected');
    assert.deepEqual(
      timeline.slice(1).map((entry) => [entry.what, entry.comment]),
      [
        ['rejected', '当天有课'],
        ['ended', undefined],
      ],
    );
  });
});

describe('an application that was sent back', () => {
  const returned = async (): Promise<ApplicationDetail> => {
    const { id } = await apply(chu, aLeave(campus));
    await act(ying, id);
    await act(chen, id, 'sendBack', { comment: '请写明去向' });
    return readApplication(chu, id);
  };

  test('lies with the applicant, who learns why, and is open to nobody else', async () => {
    const { status, current, acts, timeline } = await returned();
    assert.equal(status, 'returned');
    assert.deepEqual(
      current.map(({ people }) => people.map((person) => person.number)),
      [['T1106']],
    );
    assert.deepEqual(acts, ['edit', 'submit', 'straight', 'cancel', 'cc', 'comment']);
    assert.deepEqual(
      [timeline.at(-1)?.what, timeline.at(-1)?.comment, timeline.at(-1)?.to],
      ['sentBack', '请写明去向', '申请人'],
    );
  });

  test('is corrected and goes through all steps again', async () => {
    const { id, revision } = await returned();
    const data = aLeave(campus, { leaveCity: true, destination: '南屏市' }).data;
    ok(await chu.patch(`/applications/${id}`, { data, revision }));
    const { current } = ok(
      await chu.post<ApplicationDetail>(`/applications/${id}/acts`, { act: 'submit', walk: 'again' }),
    );
    assert.deepEqual(
      current.map(({ node }) => node.id),
      ['sectionHead'],
    );
    await act(ying, id);
    assert.equal((await act(chen, id)).status, 'running');
    assert.equal((await readApplication(chu, id)).data.destination, '南屏市');
  });

  test('is corrected within the submission and goes straight back to who sent it', async () => {
    const { id } = await returned();
    const { current } = ok(
      await chu.post<ApplicationDetail>(`/applications/${id}/acts`, {
        act: 'submit',
        walk: 'straight',
        data: aLeave(campus, { leaveCity: true, destination: '南屏市' }).data,
      }),
    );
    assert.deepEqual(
      current.map(({ node }) => node.id),
      ['unitHead'],
    );
  });

  test('does not go straight when the correction changes the route', async () => {
    const { id, revision } = await returned();
    const longer = aLeave(campus, {
      courseAffected: [{ cover: '调课', courseName: '编译', when: '周三' }],
    }).data;
    const refused = await actOn(chu, id, { act: 'submit', walk: 'straight', data: longer });
    assert.equal(codeOf(refused), '409 task/straight-not-possible');
    assert.equal((await readApplication(chu, id)).revision, revision);
  });

  test('is resubmitted as it is, though a later step has filled in what the applicant does not see', async () => {
    const [lou, rong, shi, time, miao] = await campus.signInAll([
      'T1131',
      'T1130',
      'T1016',
      'T1057',
      'T1061',
    ]);
    const { id } = await apply(lou, aMeeting(campus, { equipment: ['视频会议'], service: ['茶水'] }));
    await act(rong, id);
    await act(shi, id);
    await act(time, id, 'approve', { data: { techStaff: 'T1058' } });
    await act(miao, id, 'sendBack');
    ok(await actOn(lou, id, { act: 'submit' }));
    const page = await readApplication(lou, id);
    assert.equal(page.data.techStaff, 'T1058');
  });
});

test('half a day less is counted at either end of a leave', async () => {
  const period = { start: workday(campus, 5), end: workday(campus, 6) };
  const { id } = await draftOf({ leaveType: '事假', period, startHalf: '下午', endHalf: '上午' });
  assert.equal((await readApplication(chu, id)).data.days, 1);
});
