import type { Idempotency } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { actOnTask } from './act-on-task.ts';

export interface TasksActRequest {
  readonly ids: readonly string[];
  readonly act: 'approve' | 'reject';
  readonly comment?: string;
}

/** `fault`: why this one was left as it was; a `Refused`, or what failed. */
export interface TaskActed {
  readonly id: string;
  readonly fault?: unknown;
}

/**
 * 批量办理: one opinion on many tasks, one after the other and each in a transaction of its own, as if they were acted on
 * singly. What happens to one changes nothing for the others, so nothing that was done is lost by a later failure.
 */
export async function actOnTasks(
  room: Room,
  viewer: Viewer,
  { ids, ...request }: TasksActRequest,
  idempotencyOf: (id: string) => Idempotency,
): Promise<TaskActed[]> {
  const acted: TaskActed[] = [];
  for (const id of ids) {
    try {
      await actOnTask(room, viewer, id, { ...request, isBatch: true }, idempotencyOf(id));
      acted.push({ id });
    } catch (fault) {
      acted.push({ id, fault });
    }
  }
  return acted;
}
