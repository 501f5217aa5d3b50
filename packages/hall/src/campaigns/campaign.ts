import { type CampaignState, type CampaignSummary, Refused } from '@yizhan/contract';
import { isUuid, schoolDay } from '@yizhan/flow';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { type CampaignRow, campaignById } from './campaigns.sql.ts';

/** More is no roster that somebody looks through, and all of it is held in memory for a page of its progress. */
export const mostCases = 20_000;

/**
 * A campaign that he looks after, as he looks after its service; to others it does not exist.
 * @throws Refused `campaign/not-found`
 */
export async function campaignFor(
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<CampaignRow> {
  const [row] = isUuid(id) ? await room.database.query<CampaignRow>(campaignById(id)) : [];
  const services = await servicesOf(room, administrator);
  if (row === undefined || (services !== null && !services.includes(row.service_id)))
    throw new Refused('campaign/not-found');
  return row;
}

export function stateOf(
  { state, opens, closes }: Pick<CampaignRow, 'state' | 'opens' | 'closes'>,
  today: string,
): CampaignState {
  if (state !== 'open') return state;
  return today < opens ? 'upcoming' : today > closes ? 'ended' : 'open';
}

/** Whether people may still be asked in and reminded. */
export const isRunning = (row: CampaignRow, today: string): boolean =>
  ['opening', 'upcoming', 'open'].includes(stateOf(row, today));

/** What expressions read as `parameters`: the service's, with the campaign's own values, its year and its term. */
export const parametersIn = (
  { parameters, year, term }: CampaignRow,
  { settings }: ServiceVersion,
): Readonly<Record<string, unknown>> => ({
  ...parametersOf(settings),
  ...parameters,
  year,
  ...(term !== null && { term }),
});

export const summaryFrom = (
  room: Room,
  row: CampaignRow,
  version: ServiceVersion,
  cases: number,
): CampaignSummary => ({
  id: row.id,
  service: { id: version.id, name: nameOf(version) },
  title: row.title,
  year: row.year,
  ...(row.term !== null && { term: row.term }),
  opens: row.opens,
  closes: row.closes,
  state: stateOf(row, schoolDay(room.now())),
  cases,
  createdAt: row.created_at,
});
