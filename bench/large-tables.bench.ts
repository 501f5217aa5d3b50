/**
 * What years of use cost. The same completions on a database that is nearly empty and on one with a million open tasks
 * and ten million rows of history, in turns; and on the large one a clerk's first inbox page (20 of his 500 open tasks)
 * beside the query that reads just its rows. `--scale=1` is the full size, which needs ten gigabytes and a while; the usual tenth ends
 * in minutes and has the same tasks for each person.
 */
import { migrate } from '@yizhan/database';
import { loadOrganisation } from '@yizhan/identity';
import { readCampus, submitApplications } from './complete-task/applications.ts';
import { completing } from './complete-task/completing.ts';
import { shares } from './complete-task/open-tasks.ts';
import { openRooms, type Rooms } from './complete-task/rooms.ts';
import { openBarePage } from './large/bare-page.ts';
import { clerk, fill, tasksEach } from './large/fill.ts';
import { type BenchServer, onServer, type Row, say } from './on-a-server.ts';
import { type Contender, median, type Rounds, ratesByRound, ratioOf, withClients } from './rounds.ts';

const clients = 16;
const applications = 800;
const rounds: Rounds = { rounds: 5, secondsEach: 3, warmUpSeconds: 3 };
const fullSize = { openTasks: 1_000_000, historyRows: 10_000_000 };

/** @public Called by `yizhan bench`. */
export const run = ({ scale }: { readonly scale: number }): Promise<readonly Row[]> =>
  onServer((server) => measure(server, scale));

async function measure(server: BenchServer, scale: number): Promise<readonly Row[]> {
  const { site, organisation } = await readCampus();
  await server.makeAnew(small, 'template0');
  const first = openRooms(server.urlOf(small), site);
  await migrate(first.database);
  await loadOrganisation(first.database, organisation);
  say(`submitting ${applications} applications`);
  const viewers = await submitApplications(first.hall, organisation, applications);
  const own = await shares(first.database, clients);
  await first.database.close();
  await server.makeAnew(large, small);

  const [few, many] = [openRooms(server.urlOf(small), site), openRooms(server.urlOf(large), site)];
  const size = {
    openTasks: Math.round(fullSize.openTasks * scale),
    historyRows: Math.round(fullSize.historyRows * scale),
  };
  say(`filling in ${size.openTasks} open tasks and ${size.historyRows} rows of history`);
  await fill(many.database, size);
  await few.database.query({ text: 'vacuum analyze' });
  const barePage = openBarePage(server.urlOf(large), clients);
  const acts = ({ database, actOnTask }: Rooms, name: string): Contender =>
    completing(name, database, own, (task) => {
      const viewer = viewers.get(task.person);
      if (viewer === undefined) throw new Error(`nobody is ${task.person}`);
      return actOnTask(task, viewer);
    });
  try {
    const completions = await ratesByRound([acts(few, onEmpty), acts(many, onFull)], rounds, say);
    const clerks = Math.max(1, Math.round(size.openTasks / tasksEach));
    const pages = await ratesByRound(
      [
        paging(
          hallPage,
          async (person) => {
            const { items } = await many.hall.listTasks(
              { id: person, number: person, name: person, kind: 'staff', unitId: 'university' },
              {
                box: 'open',
                service: undefined,
                q: undefined,
                from: undefined,
                to: undefined,
                limit: 20,
                cursor: undefined,
              },
            );
            return items.length;
          },
          clerks,
        ),
        paging(bareQuery, barePage.read, clerks),
      ],
      rounds,
      say,
    );
    return [...completionRows(completions, size), ...pageRows(pages)];
  } finally {
    await Promise.all([few.database.close(), many.database.close(), barePage.close()]);
  }
}

const small = 'large_tables_small';
const large = 'large_tables_large';
const onEmpty = 'hall.actOnTask, nearly empty';
const onFull = 'hall.actOnTask, full';
const hallPage = 'hall.listTasks, first 20';
const bareQuery = 'bare index query, first 20';

/** Clients who look at the inboxes of one clerk after another. */
const paging = (name: string, read: (person: string) => Promise<number>, clerks: number): Contender => ({
  name,
  run(seconds) {
    let next = 0;
    return withClients(clients, seconds, async () => {
      next = (next % clerks) + 1;
      const found = await read(clerk(next));
      if (found < 20) throw new Error(`${clerk(next)} has ${found} open tasks`);
    });
  },
});

function completionRows(
  rates: ReadonlyMap<string, readonly number[]>,
  { openTasks, historyRows }: { openTasks: number; historyRows: number },
): Row[] {
  const [empty = [], full = []] = [rates.get(onEmpty), rates.get(onFull)];
  const unit = 'completions/s';
  return [
    { what: onEmpty, value: Math.round(median(empty)), unit, ratio: 1 },
    {
      what: `${onFull} (${openTasks} open tasks, ${historyRows} rows of history)`,
      value: Math.round(median(full)),
      unit,
      ratio: ratioOf(full, empty),
      bound: 0.85,
    },
  ];
}

/** Here the ratio is of times: how much longer the page takes than its rows. */
function pageRows(rates: ReadonlyMap<string, readonly number[]>): Row[] {
  const [page = [], bare = []] = [rates.get(hallPage), rates.get(bareQuery)];
  const unit = 'pages/s';
  return [
    { what: bareQuery, value: Math.round(median(bare)), unit, ratio: 1 },
    {
      what: `${hallPage} (times as long, at most)`,
      value: Math.round(median(page)),
      unit,
      ratio: ratioOf(bare, page),
      bound: 2,
    },
  ];
}
