/** The product's own way to complete a task: the rooms, opened as `wiring.ts` opens them. */
import { randomUUID } from 'node:crypto';
import { type Database, openDatabase } from '@yizhan/database';
import { openFlow } from '@yizhan/flow';
import { type Hall, openHall, type Site, type Viewer } from '@yizhan/hall';
import { openDirectory } from '@yizhan/identity';
import type { OpenTask } from './open-tasks.ts';

export interface Rooms {
  readonly database: Database;
  readonly hall: Hall;
  /** All that a request does behind its route: the task looked up, the form judged, the flow run. */
  actOnTask(task: OpenTask, viewer: Viewer): Promise<void>;
  /** The flow alone, without the hall's look at the form. */
  runFlow(task: OpenTask): Promise<void>;
}

const opinion = '情况属实，同意。请与工作代理人做好交接。';

/** As long as the digest that the HTTP side makes of a request. */
const digest = 'q1vlpCSYa1MFkNgPNDqj3ZyGTL6LQJ0PLdiiSsJZ7iw';

export function openRooms(url: string, site: Site): Rooms {
  const database = openDatabase(url);
  const directory = openDirectory(database);
  const flow = openFlow({ database, directory, calendar: site.calendar });
  const hall = openHall({ database, flow, directory, site, files: noFiles, ballotKeys: noBallots });
  const idempotency = () => ({ key: randomUUID(), digest });
  return {
    database,
    hall,
    async actOnTask({ task }, viewer) {
      await hall.actOnTask(viewer, task, { act: 'approve', comment: opinion }, idempotency());
    },
    async runFlow({ instance, task, person }) {
      await flow.run({
        instance,
        person,
        idempotency: idempotency(),
        commands: () => [{ type: 'approve', task, person, comment: opinion }],
      });
    },
  };
}

const noFiles = {
  write: async () => undefined,
  read: async () => undefined,
  remove: async () => undefined,
  writePart: async () => undefined,
  partsOf: async () => 0,
  readParts: async () => new Uint8Array(),
  removeParts: async () => undefined,
  removeLeftovers: async () => undefined,
};

const noBallots = {
  make: () => Promise.reject(new Error('nobody votes here')),
  read: async () => undefined,
  destroy: async () => undefined,
  listOld: async () => [],
};
