import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Refused } from '@yizhan/contract';
import type { TaskRequest } from '../flow.ts';
import { applicant, creation, openTrial, startOrder, type Trial } from '../testing/trial.ts';
import type { OwnFilter } from './instances.sql.ts';
import type { Page } from './page.ts';

let trial: Trial;
let instances: string[];
before(async () => {
  trial = await openTrial();
  instances = [];
  for (let n = 0; n < 7; n++)
    instances.push(
      await trial.start(
        { amount: 500 },
        { alongside: async () => ({ businessKey: `N-${n}`, title: n === 3 ? '50% 折扣_a' : `第 ${n} 份` }) },
      ),
    );
});
after(() => trial.close());

/** All pages of a list, each of `limit` rows. */
async function pagesOf<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): Promise<Row[][]> {
  const pages: Row[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    pages.push([...page.rows]);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

const everything = {
  person: 'P1',
  key: undefined,
  q: undefined,
  applicants: [],
  principals: [],
  from: undefined,
  before: undefined,
  limit: 3,
  cursor: undefined,
};
const tasks = (box: 'open' | 'done', request: Partial<TaskRequest> = {}) =>
  trial.flow.tasksOf(box, { ...everything, ...request });

const own = (
  filter: Partial<OwnFilter> = {},
  page: { limit: number; cursor: string | undefined } = { limit: 3, cursor: undefined },
) => {
  const all = { statuses: ['running', 'rejected'] as const, key: undefined, words: undefined, keys: [] };
  return trial.flow.instancesOf(applicant, { ...all, ...filter }, page);
};

describe('lists', () => {
  test('open tasks come the longest waiting first, page by page, each once', async () => {
    const pages = await pagesOf((cursor) => tasks('open', { cursor }));
    assert.deepEqual(
      pages.map((page) => page.length),
      [3, 3, 1],
    );
    assert.deepEqual(
      pages.flat().map((row) => row.instance_id),
      instances,
    );
  });

  test('a page that ends with the last row has no next one', async () => {
    assert.equal((await tasks('open', { limit: 7 })).next, undefined);
    assert.notEqual((await tasks('open', { limit: 6 })).next, undefined);
  });

  test('tasks are found by a part of number or title, by applicant and by service; % and _ are plain letters', async () => {
    const found = async (request: Partial<TaskRequest>) => (await tasks('open', request)).rows.length;
    assert.equal(await found({ q: 'n-3' }), 1);
    assert.equal(await found({ q: '50% 折扣_A' }), 1);
    assert.equal(await found({ q: '%' }), 1);
    assert.equal(await found({ q: '_' }), 1);
    assert.equal(await found({ q: '\\' }), 0);
    assert.equal(await found({ q: '没有', applicants: [applicant] }), 3);
    assert.equal(await found({ key: 'trial' }), 3);
    assert.equal(await found({ key: 'other' }), 0);
    assert.equal(await found({ person: 'P2' }), 0);
  });

  test('done tasks come the latest first, with what was done, and are open no more', async () => {
    for (const instance of instances.slice(0, 4)) await trial.act(instance, 'P1');
    await trial.act(instances[4] ?? '', 'P1', { type: 'reject' });
    const pages = await pagesOf((cursor) => tasks('done', { cursor, limit: 2 }));
    assert.deepEqual(
      pages.flat().map((row) => [row.instance_id, row.outcome]),
      [
        [instances[4], 'reject'],
        ...instances
          .slice(0, 4)
          .reverse()
          .map((instance) => [instance, 'approve']),
      ],
    );
    assert.equal((await tasks('open')).rows.length, 2);
  });

  test('own instances come the newest first, by status', async () => {
    const pages = await pagesOf((cursor) => own({ statuses: ['running', 'rejected'] }, { limit: 3, cursor }));
    assert.deepEqual(
      pages.flat().map((row) => row.id),
      [...instances].reverse(),
    );
    const rejected = await own({ statuses: ['rejected'] });
    assert.deepEqual(
      rejected.rows.map((row) => row.id),
      [instances[4]],
    );
  });

  test('own instances are found by definition, number, title, and the definitions that the words mean', async () => {
    const [first] = (await own()).rows;
    const { key = '' } = first ?? {};
    const found = async (filter: Partial<OwnFilter>) =>
      (await own(filter, { limit: 20, cursor: undefined })).rows;
    assert.equal((await found({ key })).length, instances.length);
    assert.equal((await found({ key: 'other' })).length, 0);
    assert.equal((await found({ words: '100%', keys: [key] })).length, instances.length);
    assert.equal((await found({ words: '100%' })).length, 0);
    assert.deepEqual(await trial.flow.keysIn('own', [applicant]), [key]);
    assert.deepEqual(await trial.flow.keysIn('open', ['P1']), [key]);
    assert.deepEqual(await trial.flow.keysIn('cc', ['P1']), []);
  });

  test('tasks are found by the days in which they came or were done', async () => {
    const [first] = (await tasks('open')).rows;
    const at = first?.opened_at ?? '';
    assert.ok((await tasks('open', { from: at })).rows.some(({ id }) => id === first?.id));
    assert.ok(!(await tasks('open', { before: at })).rows.some(({ id }) => id === first?.id));
    assert.equal((await tasks('done', { before: '2000-01-01T00:00:00Z' })).rows.length, 0);
    assert.ok((await tasks('done', { from: '2000-01-01T00:00:00Z' })).rows.length > 0);
  });

  test("代理: open tasks of those one acts for stand among one's own, only of the definitions named (S20)", async () => {
    const asProxy = async (person: string, keys: readonly string[] | null, key = undefined) =>
      (await tasks('open', { person, key, limit: 20, principals: [{ person: 'P1', keys }] })).rows;
    const all = await asProxy('P19', null);
    assert.deepEqual(
      all.map((row) => row.person),
      Array.from({ length: all.length }, () => 'P1'),
    );
    assert.equal(all.length, (await tasks('open', { limit: 20 })).rows.length);
    const [{ key = '' } = {}] = all;
    assert.equal((await asProxy('P19', [key])).length, all.length);
    assert.equal((await asProxy('P19', ['other'])).length, 0);
    assert.equal((await trial.flow.countsOf('P19', [{ person: 'P1', keys: [key] }])).open, all.length);
    assert.equal((await asProxy(applicant, null)).length, 0, "one does not decide on what is one's own");
  });

  test('counts are those of the lists', async () => {
    assert.deepEqual(await trial.flow.countsOf('P1', []), {
      open: 2,
      done: (await tasks('done', { limit: 100 })).rows.length,
      running: 0,
      returned: 0,
      copies: 0,
    });
    await trial.act(instances[5] ?? '', 'P1', { type: 'sendBack' });
    assert.deepEqual(await trial.flow.countsOf(applicant, []), {
      open: 1,
      done: 0,
      running: 5,
      returned: 1,
      copies: 0,
    });
  });
});

describe('a draft', () => {
  const isNotFound = (error: unknown) => error instanceof Refused && error.code === 'application/not-found';

  test('is deleted with its history by its initiator, and by nobody else', async () => {
    const id = randomUUID();
    await trial.flow.run({ ...startOrder(id), commands: () => [creation()] });
    await assert.rejects(trial.flow.deleteDraft(id, 'P1'), isNotFound);
    await trial.flow.deleteDraft(id, applicant);
    await assert.rejects(trial.flow.instance(id), isNotFound);
    await assert.rejects(trial.flow.deleteDraft(id, applicant), isNotFound);
    const left = await trial.database.query({
      text: 'select from flow.history where instance_id = $1',
      values: [id],
    });
    assert.deepEqual(left, []);
  });

  test('that was submitted is not deleted', async () => {
    await assert.rejects(trial.flow.deleteDraft(instances[6] ?? '', applicant), isNotFound);
    await assert.rejects(trial.flow.deleteDraft('nonsense', applicant), isNotFound);
  });
});

describe('definitions', () => {
  test('a version that was published does not take another content', async () => {
    const row = { id: randomUUID(), key: 'trial', version: 1, xml: '', names: [] };
    await assert.rejects(trial.database.query(trial.flow.publish(row)), /definition_key_version_key/);
  });

  test('one that no longer compiles is a fault that names it', async () => {
    const row = { id: randomUUID(), key: 'broken', version: 1, xml: '<nonsense/>', names: [] };
    await trial.database.query(trial.flow.publish(row));
    await assert.rejects(trial.flow.definition(row.id), /broken version 1/);
    await assert.rejects(trial.flow.definition(randomUUID()), /there is no definition/);
  });
});
