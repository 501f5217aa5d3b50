/** What service.json settles, kept by the server: who may, when, how many, on whose behalf. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ServiceDetail, ServiceSummary } from '@yizhan/contract';
import { publish } from '../../testing/a-service.ts';
import { type Applied, act, apply, ok, openTask, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let student: Person;
before(async () => {
  campus = await openCampus();
  [teacher, colleague, dean, student] = await campus.signInAll(['T1106', 'T1107', 'T1100', 'S24010101']);
});
after(() => campus.close());

async function refused(person: Person, body: object): Promise<Refusal & { readonly of: number }> {
  const answer = await person.post<Refusal>('/applications', { data: {}, ...body });
  return { ...answer.body, of: answer.status };
}

const statusOf = async (person: Person, service: string): Promise<ServiceSummary | undefined> =>
  ok(await person.get<{ items: ServiceSummary[] }>('/services')).items.find(({ id }) => id === service);

describe('a window', () => {
  test('that has not opened takes drafts and no submissions, and says from when', async () => {
    const [from, to] = [campus.day(3), campus.day(10)];
    await publish(campus, 'not-yet', {
      settings: { window: { ranges: [{ from, to }], note: '请提前准备材料' } },
    });
    const refusal = await refused(teacher, { service: 'not-yet' });
    assert.equal(refusal.code, 'service/not-yet-open');
    assert.match(refusal.detail, new RegExp(`${from}.*请提前准备材料`));
    assert.deepEqual((await statusOf(teacher, 'not-yet'))?.opening, { state: 'upcoming', from, to, days: 3 });
    const draft = await apply(teacher, { service: 'not-yet', data: {}, draft: true });
    const answer = await teacher.post<Refusal>(`/applications/${draft.id}/acts`, { act: 'submit' });
    assert.equal(answer.body.code, 'service/not-yet-open');
  });

  test('that has closed takes nothing new, but what was sent back comes in again', async () => {
    await publish(campus, 'closing', {
      settings: { window: { ranges: [{ from: campus.day(-5), to: campus.day(0) }] } },
    });
    const early = await apply(teacher, { service: 'closing', data: {} });
    await act(dean, early.id, 'sendBack');
    await publish(campus, 'closing', {
      settings: { window: { ranges: [{ from: campus.day(-5), to: campus.day(-1) }] } },
    });
    assert.equal((await refused(teacher, { service: 'closing' })).code, 'service/closed');
    // It runs on the version that it began with, whose window is put behind it by the clock.
    campus.putForward(1);
    ok(await teacher.post(`/applications/${early.id}/acts`, { act: 'submit' }));
  });
});

describe('a quota', () => {
  test('of ten places gives exactly ten to fifty who submit at once', async () => {
    await publish(campus, 'ten-places', {
      settings: { quota: [{ per: 'all', period: 'year', max: 10 }] },
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        [teacher, colleague, dean][index % 3]?.post<Applied & Refusal>('/applications', {
          service: 'ten-places',
          data: {},
        }),
      ),
    );
    const statuses = answers.map((answer) => answer?.status);
    assert.equal(statuses.filter((status) => status === 201).length, 10);
    const refusals = answers.filter((answer) => answer?.status === 409);
    assert.equal(refusals.length, 40);
    assert.ok(refusals.every((answer) => answer?.body.code === 'service/quota-used-up'));
    const numbers = answers.flatMap((answer) => (answer?.status === 201 ? [answer.body.number] : []));
    assert.deepEqual(
      numbers.sort(),
      Array.from({ length: 10 }, (_, index) => `ten-places-${String(index + 1).padStart(4, '0')}`),
      'and the serial numbers have no gaps',
    );
  });

  test('is free again once an application is cancelled or rejected', async () => {
    await publish(campus, 'freed', {
      settings: {
        parameters: { most: { value: 1, label: '每人每年', unit: '次' } },
        quota: [{ per: 'applicant', period: 'year', max: 'parameters.most' }],
      },
    });
    const first = await apply(teacher, { service: 'freed', data: {} });
    const refusal = await refused(teacher, { service: 'freed' });
    assert.equal(refusal.code, 'service/quota-used-up');
    assert.match(refusal.detail, /每人每年最多 1，已用 1/);
    await apply(colleague, { service: 'freed', data: {} });
    ok(await teacher.post(`/applications/${first.id}/acts`, { act: 'cancel' }));
    const second = await apply(teacher, { service: 'freed', data: {} });
    await act(dean, second.id, 'reject');
    const third = await apply(teacher, { service: 'freed', data: {} });
    await act(dean, third.id, 'sendBack');
    assert.equal((await refused(teacher, { service: 'freed' })).code, 'service/quota-used-up');
    ok(await teacher.post(`/applications/${third.id}/acts`, { act: 'submit' }));
  });

  test('counts what the form says, of those that it is about', async () => {
    await publish(campus, 'counted', {
      settings: {
        quota: [
          {
            per: 'unit',
            period: 'term',
            max: 5,
            count: 'people',
            where: 'place = "体育馆"',
            message: '本学期体育馆的名额已满',
          },
        ],
      },
      fields: [
        { key: 'people', type: 'number', label: '人数' },
        { key: 'place', type: 'text', label: '地点', maxLength: 20 },
      ],
    });
    const body = (people: number, place: string) => ({ service: 'counted', data: { people, place } });
    await apply(teacher, body(3, '体育馆'));
    await apply(teacher, body(30, '操场'));
    const refusal = await refused(teacher, body(3, '体育馆'));
    assert.match(refusal.detail, /本学期体育馆的名额已满/);
    await apply(teacher, body(2, '体育馆'));
    // A failing expression refuses; nobody slips through.
    assert.equal((await refused(teacher, body(-1, '体育馆'))).code, 'flow/expression-failed');
  });
});

describe('who may', () => {
  test('an ineligible person does not see the service, or sees why', async () => {
    const eligible = 'applicant.kind = "staff" and parameters.unit = "x"';
    const parameters = { unit: { value: 'x', label: '单位' } };
    await publish(campus, 'hidden', { settings: { eligible, parameters } });
    await publish(campus, 'explained', {
      settings: { eligible, parameters, eligibleNote: '仅限在职教职工' },
    });
    assert.equal(await statusOf(student, 'hidden'), undefined);
    assert.equal((await student.get('/services/hidden')).status, 404);
    assert.equal((await refused(student, { service: 'hidden' })).of, 404);
    assert.deepEqual((await statusOf(student, 'explained'))?.notForMe, { zh: '仅限在职教职工' });
    const guide = ok(await student.get<ServiceDetail>('/services/explained'));
    assert.equal(guide.initiation.self, false);
    const refusal = await refused(student, { service: 'explained', draft: true });
    assert.equal(refusal.code, 'service/not-eligible');
    assert.match(refusal.detail, /仅限在职教职工/);
    assert.ok(await statusOf(teacher, 'hidden'));
    await apply(teacher, { service: 'explained', data: {} });
  });

  test('a campaign opens its applications itself', async () => {
    await publish(campus, 'yearly', { settings: { initiation: 'campaign' } });
    assert.equal((await refused(teacher, { service: 'yearly', draft: true })).code, 'service/campaign-only');
  });
});

describe('on behalf of another (代发起)', () => {
  const byProxy = (more: object = {}) => ({
    settings: {
      initiation: 'proxy-required',
      principal: { field: 'who', confirm: true },
      initiators: [{ is: 'colleague', of: 'applicant' }],
      quota: [{ per: 'applicant', period: 'year', max: 1 }],
      ...more,
    },
    fields: [
      { key: 'who', type: 'person', label: '当事人' },
      { key: 'name', type: 'text', label: '姓名', maxLength: 20, prefill: 'profile:name', lock: true },
      { key: 'reason', type: 'text', label: '事由', maxLength: 40 },
    ],
  });
  let me: string;
  before(async () => {
    await publish(campus, 'for-another', byProxy());
    me = ok(await dean.get<{ id: string }>('/me')).id;
  });

  test('only who has the right, for whom it is', async () => {
    assert.equal((await refused(teacher, { service: 'for-another' })).code, 'service/proxy-only');
    assert.equal(
      (await refused(student, { service: 'for-another', onBehalfOf: me })).code,
      'service/may-not-initiate',
    );
    assert.equal(
      (await refused(teacher, { service: 'for-another', onBehalfOf: 'nobody' })).code,
      'service/may-not-initiate',
    );
    assert.equal((await student.get(`/services/for-another?onBehalfOf=${me}`)).status, 403);
  });

  test('both names are kept, the form is about him, and he confirms before the flow goes on', async () => {
    const principal = ok(await colleague.get<{ id: string; name: string }>('/me'));
    const guide = ok(await teacher.get<ServiceDetail>(`/services/for-another?onBehalfOf=${principal.id}`));
    assert.equal(guide.prefill.values.name, principal.name);
    assert.equal(guide.prefill.values.who, principal.id);
    const forged = { service: 'for-another', data: { who: me, reason: '病假' }, onBehalfOf: principal.id };
    assert.equal((await refused(teacher, forged)).problems?.[0]?.path, 'who');
    const body = { ...forged, data: { reason: '病假' } };
    const { id } = ok(await teacher.post<Applied>('/applications', body), 201);
    const before = await readApplication(teacher, id);
    assert.equal(before.applicant.id, principal.id);
    assert.equal(before.initiator.number, 'T1106');
    assert.equal(before.data.who, principal.id);
    assert.deepEqual(
      before.current.map(({ node }) => node.name),
      ['本人确认'],
    );
    assert.equal(
      (await refused(teacher, body)).code,
      'service/quota-used-up',
      'the quota is the principal’s',
    );
    await openTask(colleague, id);
    await act(colleague, id, 'sendBack');
    assert.equal((await readApplication(teacher, id)).status, 'returned');
    ok(await teacher.post(`/applications/${id}/acts`, { act: 'submit', data: { reason: '事假' } }));
    await act(colleague, id, 'approve');
    assert.deepEqual(
      (await readApplication(colleague, id)).current.map(({ node }) => node.id),
      ['head'],
    );
    await act(dean, id);
    assert.equal((await readApplication(colleague, id)).status, 'approved');
  });

  test('who applies for himself has nothing to confirm, and no trace of it', async () => {
    await publish(campus, 'also-self', byProxy({ initiation: 'proxy-allowed' }));
    const { id } = await apply(teacher, { service: 'also-self', data: {} });
    const detail = await readApplication(teacher, id);
    assert.deepEqual(
      detail.current.map(({ node }) => node.id),
      ['head'],
    );
    assert.deepEqual(
      detail.timeline.map(({ what }) => what),
      ['submitted'],
    );
  });
});
