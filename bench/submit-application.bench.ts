/**
 * How many applications of a form of thirty fields (two computed, one dependent, a table of three rows) the server takes
 * in a second over HTTP, beside the completions of the same minute by the rooms alone (`complete-task`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCampus, submitApplications } from './complete-task/applications.ts';
import { completing } from './complete-task/completing.ts';
import { shares } from './complete-task/open-tasks.ts';
import { openRooms } from './complete-task/rooms.ts';
import { type BenchServer, onServer, type Row, say } from './on-a-server.ts';
import { median, type Rounds, ratesByRound, ratioOf } from './rounds.ts';
import { startHall, submitting, thirtyFields } from './submit-application/over-http.ts';

const database = 'submit_application';
const clients = 16;
const rounds: Rounds = { rounds: 5, secondsEach: 4, warmUpSeconds: 3 };
const submissions = 'POST /applications, 30 fields';
const completions = 'hall.actOnTask';

/** @public Called by `yizhan bench`. */
export const run = (): Promise<readonly Row[]> => onServer(measure);

async function measure(server: BenchServer): Promise<readonly Row[]> {
  const { site, organisation } = await readCampus();
  await server.makeAnew(database, 'template0');
  const data = await mkdtemp(path.join(tmpdir(), 'yizhan-bench-'));
  const hall = await startHall(server.urlOf(database), data);
  const rooms = openRooms(server.urlOf(database), site);
  try {
    const viewers = await submitApplications(rooms.hall, organisation, 400);
    await rooms.hall.publish(await thirtyFields());
    const own = await shares(rooms.database, clients);
    const staff = organisation.persons.filter(({ kind }) => kind === 'staff').map(({ id }) => id);
    const rates = await ratesByRound(
      [
        completing(completions, rooms.database, own, async (task) => {
          const viewer = viewers.get(task.person);
          if (viewer === undefined) throw new Error(`nobody is ${task.person}`);
          await rooms.actOnTask(task, viewer);
        }),
        await submitting(submissions, hall, staff, clients),
      ],
      rounds,
      say,
    );
    const base = rates.get(completions) ?? [];
    return [...rates].map(([what, list]) => ({
      what,
      value: Math.round(median(list)),
      unit: 'a second',
      ratio: ratioOf(list, base),
    }));
  } finally {
    await rooms.database.close();
    await hall.close();
    await rm(data, { recursive: true, force: true });
  }
}
