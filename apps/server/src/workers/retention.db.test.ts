import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { act, apply, aSealUse, uploaded } from '../testing/applications.ts';
import { type Campus, openCampus } from '../testing/campus.ts';

let campus: Campus;
before(async () => {
  campus = await openCampus();
});
after(() => campus.close());

async function count(table: string, column: string, application: string): Promise<number> {
  const [row] = await campus.database.query<{ count: number }>({
    text: `select count(*)::int as count from ${table} where ${column} = $1`,
    values: [application],
  });
  return row?.count ?? -1;
}

test('an application that ended before the years of its service is deleted with its messages and files; an open one stays', async () => {
  const [zhou, head] = await campus.signInAll(['T1041', 'T1040']);
  const [old, open] = [
    await apply(zhou, aSealUse(await uploaded(zhou, 'seal-use', 'docs.file'))),
    await apply(zhou, aSealUse(await uploaded(zhou, 'seal-use', 'docs.file'))),
  ];
  await act(head, old.id, 'reject');
  await campus.settle();
  const { hall, config } = campus.wiring;
  const files = () => readdir(path.join(config.data, 'files'), { recursive: true, withFileTypes: true });
  const kept = async () => (await files()).filter((file) => file.isFile()).length;
  assert.equal(await kept(), 2);

  campus.putForward(9 * 365);
  assert.equal((await hall.forgetEnded()).instances, 0);
  campus.putForward(2 * 365);
  assert.equal((await hall.forgetEnded()).instances, 1);
  assert.equal(await hall.removeLooseAttachments(), 1);

  assert.equal((await zhou.get(`/applications/${old.id}`)).status, 404);
  assert.equal((await zhou.get(`/applications/${open.id}`)).status, 200);
  for (const [table, column] of [
    ['flow.history', 'instance_id'],
    ['flow.done_task', 'instance_id'],
    ['hall.notification', 'application_id'],
    ['hall.attachment', 'application_id'],
  ] as const) {
    assert.equal(await count(table, column, old.id), 0, table);
    if (table !== 'flow.done_task') assert.ok((await count(table, column, open.id)) > 0, table);
  }
  assert.equal(await kept(), 1);
});
