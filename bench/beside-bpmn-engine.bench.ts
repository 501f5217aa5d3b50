/**
 * The same approval on `bpmn-engine` from npm, which keeps nothing by itself: its state saved and resumed in the same
 * PostgreSQL, in turns with the product, which besides keeps tasks, inboxes, history, messages and answers.
 */
import { migrate } from '@yizhan/database';
import { loadOrganisation } from '@yizhan/identity';
import { openBpmnEngine } from './beside/bpmn-engine.ts';
import { readCampus, submitApplications } from './complete-task/applications.ts';
import { completing } from './complete-task/completing.ts';
import { shares } from './complete-task/open-tasks.ts';
import { openRooms } from './complete-task/rooms.ts';
import { type BenchServer, onServer, type Row, say } from './on-a-server.ts';
import { type Contender, median, ratesByRound, ratioOf, withClients } from './rounds.ts';

const clients = 16;
const applications = 320;

/** @public Called by `yizhan bench`. */
export const run = (): Promise<readonly Row[]> => onServer(measure);

async function measure(server: BenchServer): Promise<readonly Row[]> {
  const { site, organisation } = await readCampus();
  await server.makeAnew(ours, 'template0');
  await server.makeAnew(theirs, 'template0');
  const rooms = openRooms(server.urlOf(ours), site);
  const engine = await openBpmnEngine(server.urlOf(theirs));
  try {
    await migrate(rooms.database);
    await loadOrganisation(rooms.database, organisation);
    const viewers = await submitApplications(rooms.hall, organisation, applications);
    const own = await shares(rooms.database, clients);
    const instances = await engine.start(applications);
    const product = completing(hallActs, rooms.database, own, (task) => {
      const viewer = viewers.get(task.person);
      if (viewer === undefined) throw new Error(`nobody is ${task.person}`);
      return rooms.actOnTask(task, viewer);
    });
    let next = 0;
    const other: Contender = {
      name: bpmnEngine,
      run: (seconds) =>
        withClients(clients, seconds, () => engine.complete(instances[next++ % instances.length] ?? '')),
    };
    const rates = await ratesByRound([product, other], { rounds: 5, secondsEach: 3, warmUpSeconds: 3 }, say);
    const [mine = [], its = []] = [rates.get(hallActs), rates.get(bpmnEngine)];
    const unit = 'completions/s';
    return [
      { what: bpmnEngine, value: Math.round(median(its)), unit, ratio: 1 },
      { what: hallActs, value: Math.round(median(mine)), unit, ratio: ratioOf(mine, its), bound: 1 },
    ];
  } finally {
    await Promise.all([rooms.database.close(), engine.close()]);
  }
}

const ours = 'beside_yizhan';
const theirs = 'beside_bpmn_engine';
const hallActs = 'hall.actOnTask';
const bpmnEngine = 'bpmn-engine, saved and resumed';
