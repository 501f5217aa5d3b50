import type { InstanceSummary } from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import type { ListRequest } from '@yizhan/flow';
import { findPersons } from '@yizhan/identity';
import type { Room } from '../room.ts';
import { type Administrator, servicesAskedFor } from './administrator.ts';
import { instanceEntry, openBook } from './present.ts';

export interface InstanceListRequest extends ListRequest {
  readonly service: string | undefined;
  readonly status: Status | undefined;
  /** Part of the number; or somebody's name, number or pinyin who applied, started it, or holds it. */
  readonly q: string | undefined;
  readonly stuckHours: number | undefined;
  readonly suspended: boolean | undefined;
  readonly incident: boolean | undefined;
}

/** The instances that an administrator looks after, newest first. */
export async function listInstances(
  room: Room,
  administrator: Administrator,
  { service, status, q, stuckHours, suspended, incident, ...page }: InstanceListRequest,
): Promise<{ items: InstanceSummary[]; next?: string }> {
  const query = q?.trim() || undefined;
  const mayBeName = query !== undefined && /[\p{L}\p{N}]/u.test(query);
  const people = mayBeName ? await findPersons(room.database, { q: query, withInactive: true }) : [];
  const { rows, next } = await room.flow.administration.instances(
    {
      keys: await servicesAskedFor(room, administrator, service),
      statuses: status === undefined ? null : [status],
      number: query,
      people: people.map(({ id }) => id),
      stuckSince:
        stuckHours === undefined
          ? undefined
          : new Date(Date.parse(room.now()) - stuckHours * 3_600_000).toISOString(),
      isSuspended: suspended,
      hasIncident: incident,
    },
    page,
  );
  const book = await openBook(
    room,
    rows.map((row) => row.definition_id),
    rows.flatMap((row) => [
      row.applicant,
      ...row.tasks.flatMap((task) => task.signers.map((signer) => signer.person)),
    ]),
  );
  return { items: rows.map((row) => instanceEntry(book, row)), ...(next !== undefined && { next }) };
}
