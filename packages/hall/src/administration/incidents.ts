import { type Incident, Refused } from '@yizhan/contract';
import type { Idempotency, ListRequest } from '@yizhan/flow';
import { reviveLetter } from '../letters/letters.sql.ts';
import type { Room } from '../room.ts';
import { type Administrator, refuseOwn, servicesAskedFor, servicesOf } from './administrator.ts';
import { incidentEntry, openBook, peopleIn } from './present.ts';
import { type Result, resultOf } from './result.ts';

export interface IncidentListRequest extends ListRequest {
  readonly state: 'open' | 'resolved';
  readonly service: string | undefined;
  readonly code: string | undefined;
}

/** What cannot go on without somebody who mends it, the latest first. */
export async function listIncidents(
  room: Room,
  administrator: Administrator,
  { state, service, code, ...page }: IncidentListRequest,
): Promise<{ items: Incident[]; next?: string }> {
  const keys = await servicesAskedFor(room, administrator, service);
  const filter = { keys, isOpen: state === 'open', code, instance: undefined };
  const { rows, next } = await room.flow.administration.incidents(filter, page);
  const book = await openBook(
    room,
    rows.flatMap((row) => row.definition_id ?? []),
    peopleIn(rows),
  );
  return { items: rows.map((row) => incidentEntry(book, row)), ...(next !== undefined && { next }) };
}

/** What failed has been mended: each is tried again at once, and keeps who had it tried, and why. */
export async function retryIncidents(
  room: Room,
  administrator: Administrator,
  incidents: readonly string[],
  reason: string,
  idempotency: Idempotency,
): Promise<readonly Result[]> {
  const comment = reason.trim();
  if (comment === '') throw new Refused('task/comment-required', { act: 'retry' });
  const keys = await servicesOf(room, administrator);
  const results: Result[] = [];
  for (const id of incidents) {
    results.push(
      await resultOf(id, async () => {
        const incident = await room.flow.administration.incident(id);
        const isHis = keys === null || (incident.key !== null && keys.includes(incident.key));
        if (!isHis || incident.instance_id === null) throw new Refused('incident/not-found');
        refuseOwn(administrator, (await room.flow.instance(incident.instance_id)).row);
        // Before the incident is settled: were it the other way round, a crash in between would lose the letter.
        await room.database.query(reviveLetter(incident.source));
        await room.flow.administration.retry(incident, {
          person: administrator.id,
          comment,
          idempotency: { ...idempotency, key: `${idempotency.key} ${id}` },
        });
      }),
    );
  }
  return results;
}
