/** How often a request goes to the database: each time is a wait, and the first thing that makes a server slow. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { act, aLeave, apply, openTask } from '../testing/applications.ts';
import { type Campus, openCampus } from '../testing/campus.ts';
import type { Person } from '../testing/client.ts';

let campus: Campus;
let chu: Person;
let ying: Person;
before(async () => {
  campus = await openCampus({ workers: false });
  [chu, ying] = await campus.signInAll(['T1106', 'T1103']);
  // The first of all loads what is then kept: definition, form, directory.
  await act(ying, (await apply(chu, aLeave(campus))).id);
});
after(() => campus.close());

describe('round trips of a request, its session and its answer included', () => {
  const most = async (roundTrips: number, work: () => Promise<unknown>) => {
    const before = campus.database.roundTrips;
    await work();
    const taken = campus.database.roundTrips - before;
    assert.ok(taken <= roundTrips, `it took ${taken}`);
  };

  test('a first submission takes at most 6, an approval 3: the session, the act, the names of its answer if they were not asked for lately', async () => {
    await most(6, () => apply(chu, aLeave(campus)));
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    await most(3, () => ying.post(`/tasks/${task}/acts`, { act: 'approve' }));
  });

  test('reading a task takes at most 4, an application 5, and a list 3 however long it is', async () => {
    const { id } = await apply(chu, aLeave(campus));
    const task = await openTask(ying, id);
    await most(4, () => ying.get(`/tasks/${task}`));
    await most(5, () => chu.get(`/applications/${id}`));
    await most(3, () => ying.get('/tasks?limit=100'));
    await most(3, () => chu.get('/applications?limit=100'));
  });

  test('the hall’s first page takes at most 3 for the person and 5 for the services', async () => {
    await most(3, () => chu.get('/me'));
    // One of them for the person's record, where a service asks who may.
    await most(5, () => chu.get('/services'));
  });
});
