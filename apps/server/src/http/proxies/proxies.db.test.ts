/** 代理: somebody acts for another, seen by everybody, on the days and services of the proxy only (S20). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aLeave, apply, ok, openTask, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

interface Listed {
  readonly items: readonly {
    readonly id: string;
    readonly application: { readonly id: string };
    readonly onBehalfOf?: { readonly id: string };
  }[];
}
interface Given {
  readonly given: readonly { readonly id: string; readonly state: string }[];
  readonly received: readonly { readonly principal: { readonly name: string } }[];
}

let campus: Campus;
let applicant: Person;
let head: Person;
let stranger: Person;
let deputy: Person;
before(async () => {
  campus = await openCampus();
  [applicant, head, stranger, deputy] = (await campus.signInAll(['T1106', 'T1103', 'T1131', 'T1107'])) as [
    Person,
    Person,
    Person,
    Person,
  ];
});
after(() => campus.close());

const wish = (more: object = {}) => ({
  proxy: 'T1131',
  from: '2026-01-01',
  until: '2026-12-31',
  services: ['staff-leave-and-return'],
  reason: '出国访问',
  ...more,
});
const refused = async (from: Person, body: object) =>
  (await from.post<{ code: string }>('/proxies', body)).body.code;
const openOf = async (person: Person) => ok(await person.get<Listed>('/tasks?box=open')).items;
const withProxy = async <Result>(body: object, deed: () => Promise<Result>): Promise<Result> => {
  const { id } = ok(await head.post<{ id: string }>('/proxies', body), 201);
  try {
    return await deed();
  } finally {
    await head.delete(`/proxies/${id}`);
  }
};

describe('a standing proxy', () => {
  test('sees the task among his own, approves, and both names are in the record', async () => {
    const { id } = await apply(applicant, aLeave(campus));
    const task = await openTask(head, id);
    assert.equal((await stranger.get(`/tasks/${task}`)).status, 404);
    await withProxy(wish(), async () => {
      const [seen] = (await openOf(stranger)).filter(({ application }) => application.id === id);
      assert.deepEqual([seen?.id, seen?.onBehalfOf?.id], [task, 'T1103']);
      const page = ok(await stranger.get<{ onBehalfOf?: { name: string } }>(`/tasks/${task}`));
      assert.equal(page.onBehalfOf?.name, '应泽楷');
      assert.equal((await readApplication(stranger, id)).step, 'sectionHead', 'with the eyes of the head');
      ok(await stranger.post(`/tasks/${task}/acts`, { act: 'comment', comment: '已转告' }));
      ok(await stranger.post(`/tasks/${task}/acts`, { act: 'approve', comment: '代为同意' }));
    });
    const { timeline } = await readApplication(applicant, id);
    const said = timeline.find(({ comment }) => comment === '代为同意') as unknown as {
      readonly person: { readonly id: string };
      readonly by: { readonly id: string };
    };
    assert.deepEqual([said.person.id, said.by.id], ['T1103', 'T1131']);
    for (const person of [head, stranger]) {
      const done = ok(await person.get<Listed>('/tasks?box=done')).items;
      assert.ok(done.some((item) => item.id === task));
    }
  });

  test('for other services, other days, or ended, is none', async () => {
    const { id } = await apply(applicant, aLeave(campus));
    const task = await openTask(head, id);
    const status = async () => [
      (await stranger.get(`/tasks/${task}`)).status,
      (await stranger.post(`/tasks/${task}/acts`, { act: 'approve' })).status,
      (await openOf(stranger)).length,
    ];
    await withProxy(wish({ services: ['seal-use'] }), async () =>
      assert.deepEqual(await status(), [404, 404, 0]),
    );
    await withProxy(wish({ from: '2099-01-01', until: '2099-02-01' }), async () =>
      assert.deepEqual(await status(), [404, 404, 0]),
    );
    await withProxy(wish(), async () => undefined);
    assert.deepEqual(await status(), [404, 404, 0]);
    assert.equal((await stranger.get(`/applications/${id}`)).status, 404);
    assert.equal(
      (await stranger.post(`/tasks/${task}/acts`, { act: 'comment', comment: '路过' })).status,
      404,
    );
  });

  test('does not decide on his own application', async () => {
    const { id } = await apply(applicant, aLeave(campus));
    const task = await openTask(head, id);
    await withProxy(wish({ proxy: 'T1106' }), async () => {
      assert.equal((await applicant.get(`/tasks/${task}`)).status, 404);
      assert.equal(
        (await applicant.post<{ code: string }>(`/tasks/${task}/acts`, { act: 'approve' })).body.code,
        'task/proxy-is-applicant',
      );
      assert.equal((await openOf(applicant)).length, 0);
    });
  });

  test('is refused with the reason when it makes no sense, and listed on both sides', async () => {
    assert.equal(await refused(head, wish({ proxy: 'T1103' })), 'proxy/yourself');
    assert.equal(await refused(head, wish({ proxy: 'S24010101' })), 'proxy/nobody');
    assert.equal(await refused(head, wish({ from: '2026-12-31', until: '2026-01-01' })), 'proxy/days');
    assert.equal(await refused(head, wish({ until: '2028-12-31' })), 'proxy/days');
    assert.equal(await refused(head, wish({ services: ['nowhere'] })), 'service/not-found');
    await withProxy(wish(), async () => {
      assert.equal(await refused(head, wish({ services: undefined })), 'proxy/twice');
      const { given } = ok(await head.get<Given>('/proxies'));
      const held = given.find(({ state }) => state === 'holds');
      assert.ok(held);
      const { received } = ok(await stranger.get<Given>('/proxies'));
      assert.equal(received[0]?.principal.name, '应泽楷');
      assert.equal((await deputy.delete(`/proxies/${held.id}`)).status, 404, 'only the principal ends it');
    });
    assert.ok(ok(await head.get<Given>('/proxies')).given.every(({ state }) => state === 'revoked'));
  });
});
