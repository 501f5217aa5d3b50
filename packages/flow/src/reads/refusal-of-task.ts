import { Refused } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import { personsByIds } from '@yizhan/identity';
import { type HistoryRow, historyOf } from './history.sql.ts';

/**
 * Why a person cannot act on a task that is not open for him. Who was quicker is told only to somebody whom the task
 * had been given to: to others a closed task is the same as none. The history knows both.
 */
export async function refusalOfTask(
  connection: Connection,
  person: string,
  task: string,
  instance: string,
): Promise<Refused> {
  const rows = await connection.query<HistoryRow>(historyOf(instance));
  const events = rows.flatMap((row) => row.events.map((event) => ({ event, person: row.person })));
  const wasGiven = events.some(
    ({ event }) =>
      event.type === 'task-opened' &&
      event.task.id === task &&
      event.task.signers.some((signer) => signer.person === person),
  );
  const closer = events.find(({ event }) => event.type === 'task-closed' && event.task === task)?.person;
  if (!wasGiven || closer === undefined) return new Refused('task/not-found');
  if (closer === person) return new Refused('task/already-voted');
  const names = await personsByIds(connection, [closer]);
  return new Refused('task/already-closed', { who: names.get(closer)?.name });
}
