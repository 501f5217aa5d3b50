import type { AdministrationSummary } from '@yizhan/contract';
import { nameOf } from '../applications/present.ts';
import { ratingsToAnswer } from '../ratings/ratings.sql.ts';
import type { Room } from '../room.ts';
import { type Administrator, servicesOf } from './administrator.ts';

/** How much there is that wants an administrator, and the services that he looks after. */
export async function administrationSummary(
  room: Room,
  administrator: Administrator,
): Promise<AdministrationSummary> {
  const keys = await servicesOf(room, administrator);
  const [counts, current, [low]] = await Promise.all([
    room.flow.administration.summary(keys),
    room.catalogue.current(),
    room.database.query<{ count: number }>(ratingsToAnswer(keys)),
  ]);
  return {
    incidents: counts.incidents,
    failedJobs: counts.failed_jobs,
    overdue: counts.overdue,
    ratings: low?.count ?? 0,
    services: current
      .filter(({ id }) => keys === null || keys.includes(id))
      .map((version) => ({ id: version.id, name: nameOf(version) })),
  };
}
