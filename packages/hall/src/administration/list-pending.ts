import type { Pending } from '@yizhan/contract';
import type { ListRequest } from '@yizhan/flow';
import type { Room } from '../room.ts';
import { type Administrator, servicesAskedFor } from './administrator.ts';
import { applicationOf, elementOf, openBook } from './present.ts';

export interface PendingListRequest extends ListRequest {
  readonly kind: Pending['kind'] | undefined;
  readonly service: string | undefined;
  readonly overdue: boolean;
}

/** Timers, deadlines and work outside, what is due first on top. */
export async function listPending(
  room: Room,
  administrator: Administrator,
  { kind, service, overdue, ...page }: PendingListRequest,
): Promise<{ items: Pending[]; next?: string }> {
  const { rows, next } = await room.flow.administration.pending(
    {
      keys: await servicesAskedFor(room, administrator, service),
      kind: kind === 'deadline' ? 'task' : kind,
      dueBefore: overdue ? room.now() : undefined,
    },
    page,
  );
  const book = await openBook(
    room,
    rows.map((row) => row.definition_id),
    rows.map((row) => row.applicant),
  );
  const items = rows.map(
    (row): Pending => ({
      id: row.id,
      kind: row.kind === 'task' ? 'deadline' : row.kind,
      application: applicationOf(book, row.instance_id, row),
      node: elementOf(book.program(row.definition_id), row.node),
      ...(row.work !== null && { work: row.work }),
      due: row.due_at,
      attempts: row.attempts,
      ...(row.failed_at && { failedAt: row.failed_at }),
    }),
  );
  return { items, ...(next !== undefined && { next }) };
}
