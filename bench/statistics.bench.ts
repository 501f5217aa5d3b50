/**
 * What the page of statistics costs on years of use: a hundred thousand applications with four steps each, of forty services
 * (`--scale=1`; the usual tenth is smaller). A year of one service and a year of all of them, beside a bare count of the
 * same applications, which is the least that anybody could ask.
 */
import { migrate } from '@yizhan/database';
import type { Administrator } from '@yizhan/hall';
import { loadOrganisation } from '@yizhan/identity';
import { readCampus } from './complete-task/applications.ts';
import { openRooms, type Rooms } from './complete-task/rooms.ts';
import { type BenchServer, onServer, type Row, say } from './on-a-server.ts';
import { type Contender, median, type Rounds, ratesByRound, ratioOf, withClients } from './rounds.ts';
import { fillFacts, service } from './statistics/fill-facts.ts';

const fullSize = 100_000;
const rounds: Rounds = { rounds: 5, secondsEach: 2, warmUpSeconds: 2 };
const database = 'statistics';

/** @public Called by `yizhan bench`. */
export const run = ({ scale }: { readonly scale: number }): Promise<readonly Row[]> =>
  onServer((server) => measure(server, Math.round(fullSize * scale)));

async function measure(server: BenchServer, applications: number): Promise<readonly Row[]> {
  const { site, organisation } = await readCampus();
  await server.makeAnew(database, 'template0');
  const rooms = openRooms(server.urlOf(database), site);
  try {
    await migrate(rooms.database);
    await loadOrganisation(rooms.database, organisation);
    say(`filling in ${applications} applications`);
    await fillFacts(rooms.database, applications);
    const rates = await ratesByRound(
      [
        counting(rooms, bareAll, undefined),
        looking(rooms, pageAll, undefined),
        counting(rooms, bareOne, service(1)),
        looking(rooms, pageOne, service(1)),
      ],
      rounds,
      say,
    );
    return [...rows(rates, pageAll, bareAll), ...rows(rates, pageOne, bareOne)];
  } finally {
    await rooms.database.close();
  }
}

const bareAll = 'bare count of a year, all services';
const pageAll = 'hall.readStatistics of a year, all services';
const bareOne = 'bare count of a year, one service';
const pageOne = 'hall.readStatistics of a year, one service';

const everything: Administrator = {
  id: 'T1056',
  number: 'T1056',
  name: '',
  kind: 'staff',
  unitId: 'it-office',
  grants: [{ role: 'administrator', unitId: null }],
};

const aYear = () => {
  const to = new Date().toISOString().slice(0, 10);
  return { from: `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`.replace('02-29', '02-28'), to };
};

const looking = ({ hall }: Rooms, name: string, of: string | undefined): Contender => ({
  name,
  run: (seconds) =>
    withClients(1, seconds, async () => {
      const { totals } = await hall.readStatistics(everything, { ...aYear(), ...(of && { service: of }) });
      if (totals.submitted === 0) throw new Error('nothing was counted');
    }),
});

const counting = ({ database: connection }: Rooms, name: string, of: string | undefined): Contender => ({
  name,
  run: (seconds) =>
    withClients(1, seconds, async () => {
      const { from, to } = aYear();
      const [row] = await connection.query<{ count: number }>({
        text: `
          select count(*)::int as count
          from hall.application_fact
          where submitted_at >= $1::date and submitted_at < $2::date + 1 and ($3::text is null or service_id = $3)`,
        values: [from, to, of ?? null],
      });
      if (row?.count === 0) throw new Error('nothing was counted');
    }),
});

/** The ratio is of times: how much longer the page takes than the count. */
function rows(rates: ReadonlyMap<string, readonly number[]>, page: string, bare: string): Row[] {
  const [pages = [], counts = []] = [rates.get(page), rates.get(bare)];
  const milliseconds = (of: readonly number[]) => Number((1000 / median(of)).toFixed(1));
  return [
    { what: bare, value: milliseconds(counts), unit: 'ms', ratio: 1 },
    {
      what: `${page} (times as long)`,
      value: milliseconds(pages),
      unit: 'ms',
      ratio: ratioOf(counts, pages),
    },
  ];
}
