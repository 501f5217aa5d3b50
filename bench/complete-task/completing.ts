import type { Connection } from '@yizhan/database';
import { type Contender, withClients } from '../rounds.ts';
import { type OpenTask, openTasks } from './open-tasks.ts';

/**
 * Clients that complete the open tasks of their own applications. Which tasks those are is asked once for all of a
 * client's applications: so every contender pays for it alike, and little.
 */
export function completing(
  name: string,
  database: Connection,
  shares: readonly (readonly string[])[],
  complete: (task: OpenTask) => Promise<void>,
): Contender {
  return {
    name,
    async run(seconds) {
      const waiting = shares.map((): OpenTask[] => []);
      return withClients(shares.length, seconds, async (client) => {
        let task = waiting[client]?.pop();
        if (task === undefined) {
          const open = await openTasks(database, shares[client] ?? []);
          task = open.pop();
          waiting[client] = open;
        }
        if (task === undefined) throw new Error(`client ${client} has no open task left`);
        await complete(task);
      });
    },
  };
}
