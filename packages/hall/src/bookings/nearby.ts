import type { Connection } from '@yizhan/database';
import type { Room } from '../room.ts';
import { type BookingRow, overlapping } from './bookings.sql.ts';
import type { Resource } from './resource.ts';
import { localOf, momentOf, nearTimes, type Span } from './times.ts';

/** What is free near a wish that cannot be met: others like it at that time, and itself at other times of the first day. */
export async function nearby(
  { site, now }: Pick<Room, 'site' | 'now'>,
  wanted: Resource,
  spans: readonly Span[],
  connection: Connection,
): Promise<{ readonly others: readonly Resource[]; readonly times: readonly Span[] }> {
  const alike = [...site.resources.values()].filter(
    ({ id, kind, campus }) => id !== wanted.id && kind === wanted.kind && campus === wanted.campus,
  );
  const busy = await busyAmong(connection, alike, spans, now());
  const others = alike
    .filter(({ id, seats = 0 }) => !busy.has(id) && seats >= (wanted.seats ?? 0) * 0.5)
    .sort((one, other) => distance(one, wanted) - distance(other, wanted));
  const [first] = spans;
  if (first === undefined) return { others: others.slice(0, 3), times: [] };
  const day = first.start.slice(0, 10);
  const ofDay = await connection.query<BookingRow>(
    overlapping(
      [wanted.id],
      { starts: [momentOf(`${day}T00:00`)], ends: [momentOf(`${day}T23:59`)] },
      undefined,
    ),
  );
  const taken = ofDay.map(({ starts, ends }) => ({ start: localOf(starts), end: localOf(ends) }));
  // A weekly wish would have to be free in all its weeks.
  const times = spans.length > 1 ? [] : nearTimes(first, taken, wanted.opening);
  return { others: others.slice(0, 3), times: times.slice(0, 2) };
}

/** Which of these are taken at any of those times. */
export async function busyAmong(
  connection: Connection,
  resources: readonly Resource[],
  spans: readonly Span[],
  now: string,
): Promise<ReadonlySet<string>> {
  const rows = await connection.query<BookingRow>(
    overlapping(
      resources.map(({ id }) => id),
      { starts: spans.map(({ start }) => momentOf(start)), ends: spans.map(({ end }) => momentOf(end)) },
      undefined,
    ),
  );
  const counting = rows.filter(({ expires_at: expires }) => expires === null || expires > now);
  return new Set(counting.map((row) => row.resource_id));
}

const distance = (one: Resource, wanted: Resource): number =>
  (one.building === wanted.building ? 0 : 1000) + Math.abs((one.seats ?? 0) - (wanted.seats ?? 0));
