import type { ApplicationDetail } from '@yizhan/contract';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import { kinOf, type OriginRow } from './origin.sql.ts';

/** Which application an application came from, and which ones its own works have started. */
export async function kinOfApplication(
  room: Room,
  id: string,
): Promise<Pick<ApplicationDetail, 'origin' | 'started'>> {
  const rows = await room.database.query<OriginRow>(kinOf(id));
  if (rows.length === 0) return {};
  // A draft that was thrown away leaves only its trace.
  const there = await room.flow.statusesOf(rows.flatMap((row) => [row.application_id, row.origin_id]));
  const origin = rows.find((row) => row.application_id === id)?.origin_id;
  const started = rows
    .filter((row) => row.origin_id === id && there.has(row.application_id))
    .map((row) => row.application_id);
  const entries = await Promise.all(started.map((each) => entryOf(room, each)));
  return {
    ...(origin !== undefined && { origin: await entryOf(room, origin) }),
    ...(entries.length > 0 && { started: entries }),
  };
}

async function entryOf(room: Room, id: string): Promise<NonNullable<ApplicationDetail['origin']>> {
  const instance = await room.flow.instance(id);
  return {
    id,
    number: instance.row.business_key,
    service: nameOf(await versionOf(room, instance)),
    status: instance.row.status,
  };
}
