import { Refused, type TasksOfPerson } from '@yizhan/contract';
import type { Idempotency } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type Administrator, refuseOwn, servicesOf } from './administrator.ts';
import { applicationOf, elementOf, openBook } from './present.ts';
import { type Result, resultOf } from './result.ts';
import { holderOf, refuseAsSuccessor } from './successor.ts';

/** What waits for a person, of the services that the administrator looks after. */
export async function listTasksOfPerson(
  room: Room,
  administrator: Administrator,
  person: string,
): Promise<TasksOfPerson> {
  const holder = await holderOf(room, person);
  const rows = await room.flow.administration.tasksOf(person, await servicesOf(room, administrator));
  const book = await openBook(
    room,
    rows.map((row) => row.definition_id),
    rows.map((row) => row.applicant),
  );
  return {
    person: holder,
    items: rows.map((row) => ({
      id: row.id,
      node: elementOf(book.program(row.definition_id), row.node),
      application: applicationOf(book, row.instance_id, row),
      openedAt: row.opened_at,
      ...(row.due_at && { due: row.due_at }),
    })),
  };
}

/**
 * 交接: what waits for somebody who leaves waits for his successor. Task by task, each a command of its own: what one
 * instance refuses does not keep the others.
 */
export async function handOver(
  room: Room,
  administrator: Administrator,
  from: string,
  { to, reason, tasks }: { readonly to: string; readonly reason: string; readonly tasks: readonly string[] },
  idempotency: Idempotency,
): Promise<readonly Result[]> {
  await holderOf(room, from);
  await refuseAsSuccessor(room, from, to);
  const comment = reason.trim();
  if (comment === '') throw new Refused('task/comment-required', { act: 'handOver' });
  const keys = await servicesOf(room, administrator);
  const results: Result[] = [];
  for (const task of tasks) {
    results.push(
      await resultOf(task, async () => {
        const { row } = (await room.flow.task(task, from)).instance;
        if (keys !== null && !keys.includes(row.key)) throw new Refused('task/not-found');
        refuseOwn(administrator, row);
        await room.flow.run({
          instance: row.id,
          person: administrator.id,
          idempotency: { ...idempotency, key: `${idempotency.key} ${task}` },
          commands: () => [{ type: 'handOver', person: administrator.id, task, from, to, comment }],
        });
      }),
    );
  }
  return results;
}
