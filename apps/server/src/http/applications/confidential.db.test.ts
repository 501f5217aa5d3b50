/** 限制知悉: an application stands before those who apply and act, and in nobody's lists, numbers, exports or messages. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { headApproves, publish } from '../../testing/a-service.ts';
import { type Applied, act, apply, ok, openTask, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person, Refusal } from '../../testing/client.ts';

let campus: Campus;
let applicant: Person;
let head: Person;
let administrator: Person;
let secret: Applied;
let plain: Applied;
before(async () => {
  campus = await openCampus();
  [applicant, head, administrator] = await campus.signInAll(['T1106', 'T1100', 'T1056']);
  await publish(campus, 'quiet', {
    settings: {
      confidential: 'secret = true',
      rating: 'off',
      title: 'if matter = null then "" else matter',
    },
    fields: [
      { key: 'matter', type: 'text', label: '事项', maxLength: 40 },
      { key: 'secret', type: 'boolean', label: '限制知悉' },
    ],
    tasks: [headApproves],
  });
  secret = await apply(applicant, { service: 'quiet', data: { matter: 'canary matter', secret: true } });
  plain = await apply(applicant, { service: 'quiet', data: { matter: '普通的事', secret: false } });
  await campus.settle();
});
after(() => campus.close());

interface Listed {
  readonly items: readonly { readonly id: string; readonly number?: string; readonly title?: string }[];
}
const idsIn = async (person: Person, path: string) =>
  ok(await person.get<Listed>(path)).items.map(({ id }) => id);

describe('a confidential application', () => {
  test('is read and dealt with by those whose it is', async () => {
    const shown = await readApplication(applicant, secret.id);
    assert.equal(shown.data.matter, 'canary matter');
    const task = await openTask(head, secret.id);
    const seen = ok(
      await head.get<{ data: Record<string, unknown>; acts: { act: string }[] }>(`/tasks/${task}`),
    );
    assert.equal(seen.data.matter, 'canary matter');
    assert.ok(!seen.acts.some((each) => each.act === 'cc'), 'nobody is let into it by a copy');
    const copy = await head.post<Refusal>(`/tasks/${task}/acts`, { act: 'cc', people: ['T1108'] });
    assert.equal(copy.body.code, 'task/act-not-offered');
    const own = await applicant.post<Refusal>(`/applications/${secret.id}/acts`, {
      act: 'cc',
      people: ['T1108'],
    });
    assert.equal(own.body.code, 'task/act-not-offered');
  });

  test('is called by nothing that tells of it, in lists and messages', async () => {
    const { items } = ok(await head.get<{ items: { application: { title: string } }[] }>('/tasks?box=open'));
    const titles = items.map(({ application }) => application.title);
    assert.ok(titles.includes('限制知悉事项') && titles.includes('普通的事'));
    const [row] = await campus.database.query<{ count: number }>({
      text: `select count(*)::int as count from hall.notification where parameters::text like '%canary%'`,
    });
    assert.equal(row?.count, 0);
    assert.deepEqual(ok(await head.get<Listed>('/tasks?box=open&q=canary')).items, []);
  });

  test('is in no list of those who look after the service, nor found or read by them', async () => {
    assert.deepEqual(await idsIn(administrator, '/admin/instances?service=quiet'), [plain.id]);
    assert.deepEqual(await idsIn(administrator, `/admin/instances?q=${secret.number}`), []);
    for (const path of [`/admin/instances/${secret.id}`, `/applications/${secret.id}`])
      assert.equal((await administrator.get<Refusal>(path)).status, 404, path);
    const jumped = await administrator.post<Refusal>(`/admin/instances/${secret.id}/acts`, {
      act: 'terminate',
      reason: '看看',
    });
    assert.equal(jumped.status, 404);
  });

  test('counts in no statistic and leaves in no export', async () => {
    await act(head, secret.id);
    await act(head, plain.id);
    await campus.settle();
    await campus.wiring.hall.catchUpCounting();
    const { totals } = ok(
      await administrator.get<{ totals: { submitted: number } }>('/admin/statistics?service=quiet'),
    );
    assert.equal(totals.submitted, 1);
    const [facts] = await campus.database.query<{ count: number }>({
      text: 'select count(*)::int as count from hall.application_fact where application_id = $1',
      values: [secret.id],
    });
    assert.equal(facts?.count, 0);
    const wish = {
      service: 'quiet',
      from: campus.day(-1),
      to: campus.day(1),
      columns: ['@number'],
      files: false,
      reason: '核对',
    };
    const given = ok(await administrator.post<{ applications: number }>('/admin/exports', wish), 201);
    assert.equal(given.applications, 1);
  });

  test('is one of a service that takes no ratings, which its owner would read', async () => {
    await assert.rejects(publish(campus, 'loud', { settings: { confidential: 'true' } }), /rating/);
  });
});
