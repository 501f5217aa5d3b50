/** 批量办理: one opinion on many tasks, each of which is done or refused by itself. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Opinions, TasksActed } from '@yizhan/contract';
import { headApproves, publish } from '../../testing/a-service.ts';
import { act, aLeave, apply, ok, openTask, readApplication } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

let campus: Campus;
let applicant: Person;
let head: Person;
let dean: Person;
let stranger: Person;
before(async () => {
  campus = await openCampus();
  [applicant, head, dean, stranger] = (await campus.signInAll(['T1106', 'T1103', 'T1100', 'T1131'])) as [
    Person,
    Person,
    Person,
    Person,
  ];
});
after(() => campus.close());

const newLeave = async () => (await apply(applicant, aLeave(campus))).id;
const batch = async (person: Person, ids: readonly string[], more: object = {}, key?: string) =>
  ok(
    await person.post<TasksActed>(
      '/tasks/acts',
      { ids, act: 'approve', comment: '同意。', ...more },
      key === undefined ? {} : { key },
    ),
  ).items;
const codes = (items: TasksActed['items']) => items.map(({ ok: done, problem }) => problem?.code ?? done);

describe('several tasks at once', () => {
  test('are each done or refused by themselves, in the order asked', async () => {
    const [first, last] = [await newLeave(), await newLeave()];
    const [one, three] = [await openTask(head, first), await openTask(head, last)];
    const nobodys = randomUUID();
    const items = await batch(head, [one, nobodys, three]);
    assert.deepEqual(
      items.map(({ id }) => id),
      [one, nobodys, three],
    );
    assert.deepEqual(codes(items), [true, 'task/not-found', true]);
    for (const id of [first, last]) {
      const { timeline, current } = await readApplication(applicant, id);
      assert.ok(timeline.some(({ comment }) => comment === '同意。'));
      assert.equal(current[0]?.node.name, '单位负责人审批');
    }
  });

  test('are opened singly where signers are being added', async () => {
    const withSigners = headApproves.replace('sendBack"', 'sendBack addSigner"');
    await publish(campus, 'batch-trial', { tasks: [withSigners] });
    const { id } = await apply(applicant, { service: 'batch-trial', data: { reason: '试办' } });
    await act(dean, id, 'addSigner', { people: ['T1107'], how: 'beside' });
    const task = await openTask(dean, id);
    const [item] = await batch(dean, [task]);
    assert.equal(item?.problem?.code, 'task/signer-being-added');
    assert.match(item?.problem?.detail ?? '', /请打开逐个办理/);
    assert.equal(await openTask(dean, id), task);
    await act(dean, id);
  });

  test('with the same key are done once, and the first answers come again', async () => {
    const ids = [await openTask(head, await newLeave()), await openTask(head, await newLeave())];
    const key = randomUUID();
    assert.deepEqual(codes(await batch(head, ids, {}, key)), [true, true]);
    assert.deepEqual(codes(await batch(head, ids, {}, key)), [true, true]);
    assert.deepEqual(codes(await batch(head, ids)), ['task/already-voted', 'task/already-voted']);
    const changed = await batch(head, ids, { act: 'reject' }, key);
    assert.deepEqual(codes(changed), ['request/key-reused', 'request/key-reused']);
  });

  test('of others are not found, and nothing happens to them', async () => {
    const id = await newLeave();
    const task = await openTask(head, id);
    for (const person of [stranger, applicant, dean])
      assert.deepEqual(codes(await batch(person, [task])), ['task/not-found']);
    assert.equal(await openTask(head, id), task);
  });

  test('are done by a standing proxy, in both names', async () => {
    const id = await newLeave();
    const task = await openTask(head, id);
    const proxy = { proxy: 'T1131', from: '2026-01-01', until: '2026-12-31', reason: '出国访问' };
    const given = ok(await head.post<{ id: string }>('/proxies', proxy), 201);
    assert.deepEqual(codes(await batch(stranger, [task], { comment: '代办' })), [true]);
    await head.delete(`/proxies/${given.id}`);
    const { timeline } = await readApplication(applicant, id);
    const said = timeline.find(({ comment }) => comment === '代办');
    assert.deepEqual([said?.person?.id, said?.by?.id], ['T1103', 'T1131']);
  });

  test('whose step has something to fill in say what is missing', async () => {
    const id = await newLeave();
    await act(head, id);
    await act(dean, id);
    const task = await openTask(applicant, id);
    const [item] = await batch(applicant, [task]);
    assert.equal(item?.problem?.code, 'application/invalid');
    assert.ok(item?.problem?.problems?.some(({ path }) => path === 'actualReturn'));
    assert.equal(await openTask(applicant, id), task);
  });

  test('are rejected only with a reason', async () => {
    const id = await newLeave();
    const task = await openTask(head, id);
    const reject = (comment: string) => batch(head, [task], { act: 'reject', comment });
    assert.deepEqual(codes(await reject(' ')), ['task/comment-required']);
    assert.deepEqual(codes(await reject('理由不充分。')), [true]);
    assert.equal((await readApplication(applicant, id)).status, 'rejected');
  });

  test('are at least one and at most a hundred, none twice', async () => {
    const refused = async (ids: readonly string[], more: object = {}) =>
      (await head.post<{ code: string }>('/tasks/acts', { ids, act: 'approve', ...more })).body.code;
    const many = Array.from({ length: 101 }, () => randomUUID());
    assert.equal(await refused(many), 'request/invalid');
    assert.equal(await refused([]), 'request/invalid');
    assert.equal(await refused([many[0] ?? '', many[0] ?? '']), 'request/invalid');
    assert.equal(await refused(['x'], { act: 'transfer' }), 'request/invalid');
    assert.equal(await refused(['x'], { isBatch: false }), 'request/invalid');
    assert.ok(codes(await batch(head, many.slice(1))).every((code) => code === 'task/not-found'));
    assert.deepEqual(codes(await batch(head, ['no-uuid'])), ['task/not-found']);
  });
});

describe('常用意见', () => {
  const opinionsOf = async (person: Person, language = 'zh') =>
    ok(await person.get<Opinions>('/me/opinions', { headers: { 'accept-language': language } }));

  test('begin with those of the site, in the language asked for', async () => {
    assert.equal((await opinionsOf(stranger)).approve.kept[0], '同意。');
    assert.equal((await opinionsOf(stranger, 'en')).approve.kept[0], 'Approved.');
    assert.equal((await opinionsOf(stranger)).approve.own, false);
  });

  test('are one’s own once they were changed, in one’s order, and go back to those of the site', async () => {
    ok(await head.put('/me/opinions/approve', { texts: ['请按期返校。', ' 同意。 '] }), 204);
    assert.deepEqual((await opinionsOf(head)).approve.kept, ['请按期返校。', '同意。']);
    assert.equal((await opinionsOf(dean)).approve.own, false);
    ok(await head.delete('/me/opinions/approve'), 204);
    assert.equal((await opinionsOf(head)).approve.own, false);
  });

  test('that are empty, too long, too many or for another act are refused', async () => {
    for (const texts of [
      [''],
      ['  '],
      ['长'.repeat(201)],
      ['同意', '同意'],
      Array.from({ length: 21 }, String),
    ])
      assert.equal((await head.put('/me/opinions/approve', { texts })).status, 400, texts[0]);
    assert.equal((await head.put('/me/opinions/transfer', { texts: [] })).status, 400);
  });

  test('show what was said last with that act, each once, the latest first, and five of it', async () => {
    for (const said of ['一', '二', '三', '四', '五', '六', '二'])
      await act(dean, await afterHead(), 'approve', { comment: `${said}，同意。` });
    const { approve, reject } = await opinionsOf(dean);
    assert.deepEqual(
      approve.used,
      ['二', '六', '五', '四', '三'].map((said) => `${said}，同意。`),
    );
    assert.deepEqual(reject.used, []);
    ok(await dean.put('/me/opinions/approve', { texts: ['六，同意。'] }), 204);
    assert.ok(
      !(await opinionsOf(dean)).approve.used.includes('六，同意。'),
      'what is kept is not told twice',
    );
  });

  async function afterHead(): Promise<string> {
    const id = await newLeave();
    await act(head, id);
    return id;
  }
});
