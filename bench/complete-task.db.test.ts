import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Database } from '@yizhan/database';
import { testDatabase } from '@yizhan/database/testing';
import { loadOrganisation } from '@yizhan/identity';
import { readCampus, submitApplications } from './complete-task/applications.ts';
import { openBareDriver } from './complete-task/bare.ts';
import { type OpenTask, openTasks, shares } from './complete-task/open-tasks.ts';
import { openRooms } from './complete-task/rooms.ts';
import { readTemplates } from './complete-task/template.ts';

/** How many rows, and of how many letters, stand in the tables that a completion writes. (On disk long ones are compressed.) */
async function contents(database: Database): Promise<Record<string, readonly [rows: number, bytes: number]>> {
  const tables = ['instance', 'task', 'task_assignee', 'done_task', 'history', 'outbox', 'answered'];
  const counted = await Promise.all(
    tables.map(async (table) => {
      const [row] = await database.query<{ rows: number; bytes: number }>({
        text: `select count(*) as rows, coalesce(sum(octet_length(written::text)), 0) as bytes from flow.${table} as written`,
      });
      return [table, [Number(row?.rows), Number(row?.bytes)]] as const;
    }),
  );
  return Object.fromEntries(counted);
}

/** What `act` adds to each table. */
async function addedBy(database: Database, act: () => Promise<void>): ReturnType<typeof contents> {
  const before = await contents(database);
  await act();
  const after = await contents(database);
  return Object.fromEntries(
    Object.entries(after).map(([table, [rows, bytes]]) => {
      const [rowsBefore, bytesBefore] = before[table] ?? [0, 0];
      return [table, [rows - rowsBefore, bytes - bytesBefore]];
    }),
  );
}

test('the bare driver writes the same rows as the product, of the same size', async (t) => {
  const { database, url, drop } = await testDatabase();
  const { site, organisation } = await readCampus();
  await loadOrganisation(database, organisation);
  const rooms = openRooms(url, site);
  const viewers = await submitApplications(rooms.hall, organisation, 4);
  const [own = []] = await shares(database, 1);
  const taskOf = async (application: number): Promise<OpenTask> => {
    const [task] = await openTasks(database, own.slice(application, application + 1));
    return task ?? assert.fail('the application has no open task');
  };
  const complete = async (task: OpenTask) =>
    rooms.actOnTask(task, viewers.get(task.person) ?? assert.fail(`nobody is ${task.person}`));
  await complete(await taskOf(0));
  await complete(await taskOf(0));
  await complete(await taskOf(1));
  const bare = openBareDriver(url, 1, await readTemplates(database));
  t.after(async () => {
    await Promise.all([rooms.database.close(), bare.close()]);
    await drop();
  });
  const [one, other] = [await taskOf(2), await taskOf(3)];

  const product = await addedBy(database, () => complete(one));
  assert.equal(product.history?.[0], 1);
  const bareRows = await addedBy(database, () => bare.complete(other));
  assert.deepEqual(Object.keys(bareRows), Object.keys(product));
  for (const [table, [rows, bytes]] of Object.entries(product)) {
    const [bareCount = 0, bareBytes = 0] = bareRows[table] ?? [];
    assert.equal(bareCount, rows, table);
    // Another application's names and numbers are a few letters longer or shorter, and its unit may have a second head.
    assert.ok(Math.abs(bareBytes - bytes) <= 160, `${table}: ${bareBytes} bytes for ${bytes}`);
  }
});
