/** 评价: given by the applicant after the end, changed within a week, answered by the owner (U10). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AdministrationSummary, OwnRating, Rating, RatingWish, ServiceDetail } from '@yizhan/contract';
import type { Static } from 'typebox';
import { publish } from '../../testing/a-service.ts';
import { act, apply, ok, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Answer, Person, Refusal } from '../../testing/client.ts';

type Wish = Static<typeof RatingWish>;

let campus: Campus;
let teacher: Person;
let colleague: Person;
let dean: Person;
let owner: Person;
let other: Person;
let administrator: Person;
before(async () => {
  campus = await openCampus();
  await campus.database.query({
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      values ('T1130', 'unit-administrator', 'school-office'), ('T1104', 'unit-administrator', 'library')`,
  });
  [teacher, colleague, dean, owner, other, administrator] = await campus.signInAll([
    'T1106',
    'T1107',
    'T1100',
    'T1130',
    'T1104',
    'T1056',
  ]);
  await publish(campus, 'rated');
  await publish(campus, 'rated-secretly', { settings: { rating: 'anonymous' } });
  await publish(campus, 'never-rated', { settings: { rating: 'off' } });
});
after(() => campus.close());

async function ended(person: Person, service = 'rated', how: 'approve' | 'reject' = 'approve') {
  const { id, number } = await apply(person, { service, data: { reason: '评价' } });
  await act(dean, id, how);
  return { id, number };
}

const rate = (person: Person, id: string, wish: Wish) =>
  person.post<OwnRating>(`/applications/${id}/rating`, wish);

const ratings = async (person: Person, query = ''): Promise<readonly Rating[]> =>
  ok(await person.get<{ items: Rating[] }>(`/admin/ratings${query}`)).items;

const toAnswer = async (person: Person): Promise<number> =>
  ok(await person.get<AdministrationSummary>('/admin/summary')).ratings;

const kinds = async (person: Person): Promise<readonly string[]> =>
  ok(await person.get<{ items: { kind: string }[] }>('/notifications')).items.map(({ kind }) => kind);

function refused(answer: Answer<unknown>, code: string, status: number): void {
  assert.deepEqual([(answer.body as Refusal).code, answer.status], [code, status]);
}

describe('a rating', () => {
  test('is asked of the applicant once the application has ended, of nobody else and not before', async () => {
    const { id } = await apply(teacher, { service: 'rated', data: { reason: '还在办' } });
    assert.equal((await readApplication(teacher, id)).rating, undefined);
    refused(await rate(teacher, id, { grade: 5 }), 'rating/not-ended', 409);
    await act(dean, id);
    assert.deepEqual((await readApplication(teacher, id)).rating, { offered: true, anonymous: false });
    assert.equal((await readApplication(dean, id)).rating, undefined);
    refused(await rate(dean, id, { grade: 5 }), 'application/not-found', 404);
    refused(await rate(colleague, id, { grade: 5 }), 'application/not-found', 404);
    refused(await rate(teacher, id, { grade: 6 }), 'request/invalid', 400);
    const never = await ended(teacher, 'never-rated');
    assert.equal((await readApplication(teacher, never.id)).rating, undefined);
    refused(await rate(teacher, never.id, { grade: 5 }), 'rating/not-offered', 409);
  });

  test('of 1 or 2 needs a reason, waits for the owner, and is answered; the applicant sees it and is told', async () => {
    const { id, number } = await ended(teacher, 'rated', 'reject');
    refused(await rate(teacher, id, { grade: 2 }), 'rating/reason-required', 422);
    refused(await rate(teacher, id, { grade: 1, reason: ' ' }), 'rating/reason-required', 422);
    const before = await toAnswer(owner);
    ok(await rate(teacher, id, { grade: 2, reason: '跑了三趟' }));
    ok(await rate(teacher, id, { grade: 2, reason: '跑了三趟' }));
    assert.equal(await toAnswer(owner), before + 1);
    assert.equal(await toAnswer(other), 0, 'another unit looks after other services');
    assert.equal((await kinds(owner)).filter((kind) => kind === 'rated-low').length, 1, 'told once');
    assert.ok(
      !(await kinds(administrator)).includes('rated-low'),
      'the unit has an administrator of its own',
    );
    const [rating] = await ratings(owner);
    assert.deepEqual(
      [rating?.grade, rating?.reason, rating?.application?.number, rating?.toAnswer],
      [2, '跑了三趟', number, true],
    );
    const path = `/admin/ratings/${rating?.id}/answer`;
    refused(await other.post(path, { answer: '好' }), 'rating/not-found', 404);
    refused(await owner.post(path, { answer: '   ' }), 'rating/answer-required', 422);
    const answered = ok(await owner.post<Rating>(path, { answer: '已改为一次办结' }));
    assert.equal(answered.toAnswer, false);
    assert.equal(await toAnswer(owner), before);
    const own = (await readApplication(teacher, id)).rating;
    assert.equal(own?.answer?.text, '已改为一次办结');
    assert.equal(own?.answer?.by, '学校办公室', 'the office answers, not the person');
    assert.ok((await kinds(teacher)).includes('rating-answered'));
    ok(await rate(teacher, id, { grade: 1, reason: '还是要跑' }));
    assert.equal((await ratings(owner))[0]?.toAnswer, true, 'changed after the answer, it waits again');
  });

  test('can be changed for seven days and then stays', async () => {
    const { id } = await ended(teacher);
    ok(await rate(teacher, id, { grade: 3 }));
    campus.putForward(6);
    assert.equal(ok(await rate(teacher, id, { grade: 4, reason: '后来好了' })).grade, 4);
    campus.putForward(2);
    assert.equal((await readApplication(teacher, id)).rating?.offered, false);
    refused(await rate(teacher, id, { grade: 5 }), 'rating/too-late', 409);
    assert.equal((await readApplication(teacher, id)).rating?.grade, 4);
  });

  test('of an anonymous service leads its owner to no application and no person', async () => {
    const { id, number } = await ended(colleague, 'rated-secretly');
    ok(await rate(colleague, id, { grade: 1, reason: '等了太久' }));
    const answer = await owner.get<{ items: Rating[] }>('/admin/ratings?service=rated-secretly');
    const text = JSON.stringify(answer.body);
    assert.match(text, /等了太久/);
    for (const secret of [id, number, 'T1107', 'application"']) assert.ok(!text.includes(secret), secret);
    const told = JSON.stringify((await owner.get('/notifications')).body);
    assert.ok(told.includes('等了太久') && !told.includes(number) && !told.includes(id));
    const [rating] = ok(answer).items;
    ok(await owner.post(`/admin/ratings/${rating?.id}/answer`, { answer: '已加派人手' }));
    assert.equal((await readApplication(colleague, id)).rating?.answer?.text, '已加派人手');
  });

  test('shows on the guide once there are five, and goes on counting when applications are forgotten', async () => {
    await publish(campus, 'often-rated', { settings: { retentionYears: 1 } });
    const guide = async () => ok(await teacher.get<ServiceDetail>('/services/often-rated')).rating;
    for (const grade of [5, 4, 4, 3]) {
      const { id } = await ended(teacher, 'often-rated');
      ok(await rate(teacher, id, { grade }));
    }
    assert.equal(await guide(), undefined);
    const { id } = await ended(colleague, 'often-rated');
    ok(await rate(colleague, id, { grade: 1, reason: '慢' }));
    assert.deepEqual(await guide(), { average: 3.4, count: 5 });
    await campus.settle();
    campus.putForward(400);
    await campus.wiring.hall.forgetEnded();
    assert.deepEqual(await guide(), { average: 3.4, count: 5 });
    const [left] = await campus.database.query<{ count: number }>({
      text: `select count(*)::int as count from hall.rating where application_id = $1`,
      values: [id],
    });
    assert.equal(left?.count, 0, 'what was said is gone');
  });
});
