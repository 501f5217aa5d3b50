/** 进度: how far each case of a campaign is. Read whole, for the counts want all of it; a campaign has so many at most. */
import {
  type CampaignCase,
  type CampaignDetail,
  type CampaignSummary,
  type CaseCounts,
  type CaseState,
  caseStates,
} from '@yizhan/contract';
import type { Status } from '@yizhan/engine';
import { cursorOf, readCursor, schoolDay } from '@yizhan/flow';
import type { Administrator } from '../administration/administrator.ts';
import { servicesOf } from '../administration/administrator.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { campaignFor, summaryFrom } from './campaign.ts';
import { type CampaignRow, campaignsOf, type EventRow, eventsOf } from './campaigns.sql.ts';
import { type CaseRow, casesOf } from './cases.sql.ts';

export interface CampaignListRequest {
  readonly state: 'draft' | 'running' | 'over' | undefined;
  readonly q: string | undefined;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The campaigns of the services that he looks after, the newest first. */
export async function listCampaigns(
  room: Room,
  administrator: Administrator,
  { state, q = '', limit, cursor }: CampaignListRequest,
): Promise<{ items: CampaignSummary[]; next?: string }> {
  const rows = await room.database.query<CampaignRow & { readonly cases: number }>(
    campaignsOf({
      services: await servicesOf(room, administrator),
      state,
      words: q.trim(),
      today: schoolDay(room.now()),
      after: readCursor(cursor),
      limit: limit + 1,
    }),
  );
  const last = rows[limit - 1];
  const items = await Promise.all(
    rows
      .slice(0, limit)
      .map(async (row) => summaryFrom(room, row, await room.catalogue.find(row.service_id), row.cases)),
  );
  return {
    items,
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.created_at, last.id) }),
  };
}

/** @throws Refused `campaign/not-found` */
export async function readCampaign(
  room: Room,
  administrator: Administrator,
  id: string,
): Promise<CampaignDetail> {
  const row = await campaignFor(room, administrator, id);
  const [version, cases, events, directory] = await Promise.all([
    room.catalogue.find(row.service_id),
    standings(room, id),
    room.database.query<EventRow>(eventsOf(id)),
    organisation(room),
  ]);
  const names = await openNameBook(
    room.database,
    directory,
    events.map(({ person }) => person),
  );
  const units = Map.groupBy(cases, ({ unit }) => unit);
  const ofRule = row.roster.by === 'numbers' ? [] : (row.roster.units ?? []);
  return {
    ...summaryFrom(room, row, version, cases.length),
    parameters: { ...row.parameters },
    roster: row.roster,
    rosterNames: ofRule.map((unit) => ({ id: unit, name: names.unit(unit) })),
    remindDays: [...row.remind_days],
    made: cases.filter(({ made_at }) => made_at !== null).length,
    counts: countsOf(cases),
    units: [...units].map(([unit, of]) => ({ id: unit, name: names.unit(unit), ...countsOf(of) })),
    events: events.map((event) => eventFrom(event, names)),
  };
}

const eventFrom = (
  { at, act, person, details: { people, count, day, reason } }: EventRow,
  names: NameBook,
): CampaignDetail['events'][number] => ({
  at,
  act: act as CampaignDetail['events'][number]['act'],
  ...(person !== 'system' && { person: names.person(person) }),
  ...(count !== undefined && { count }),
  ...(day !== undefined && { day }),
  ...(reason !== undefined && { reason }),
  ...(people && { people: [...people] }),
});

export interface Standing extends CaseRow {
  readonly state: CaseState;
  readonly status: Status | undefined;
  readonly number: string | null;
  readonly submittedAt: string | null;
}

/** Where all of its cases stand. */
export async function standings(room: Room, campaign: string): Promise<readonly Standing[]> {
  const cases = await room.database.query<CaseRow>(casesOf(campaign));
  const known = await room.flow.standingsOf(
    cases.filter(({ made_at }) => made_at !== null).map(({ application_id }) => application_id),
  );
  return cases.map((each) => {
    const instance = known.get(each.application_id);
    return {
      ...each,
      state: stateOfCase(instance?.status, instance?.revision ?? 0),
      status: instance?.status,
      number: instance?.business_key ?? null,
      submittedAt: instance?.submitted_at ?? null,
    };
  });
}

/** A draft that was made and never written to has not been begun (revision 1). 撤回的 is being written again. */
function stateOfCase(status: Status | undefined, revision: number): CaseState {
  switch (status) {
    case undefined:
      return 'notBegun';
    case 'draft':
      return revision <= 1 ? 'notBegun' : 'draft';
    case 'withdrawn':
      return 'draft';
    case 'running':
    case 'returned':
      return status;
    case 'approved':
      return 'done';
    case 'rejected':
    case 'cancelled':
    case 'terminated':
      return 'refused';
  }
}

/** Whoever has not submitted, or has taken it back. */
export const isOwed = ({ state }: Pick<Standing, 'state'>): boolean =>
  state === 'notBegun' || state === 'draft';

function countsOf(cases: readonly Standing[]): CaseCounts {
  const counts = Object.fromEntries(caseStates.map((state) => [state, 0])) as Record<CaseState, number>;
  for (const { state } of cases) counts[state] += 1;
  return counts;
}

export interface CaseFilter {
  readonly state: CaseState | 'open' | undefined;
  readonly unit: string | undefined;
  readonly q: string | undefined;
}

/** The cases that a filter leaves, by unit and number. @throws Refused `campaign/not-found` */
export async function casesFor(
  room: Room,
  administrator: Administrator,
  id: string,
  { state, unit, q = '' }: CaseFilter,
): Promise<{
  readonly campaign: CampaignRow;
  readonly cases: readonly Standing[];
  readonly names: NameBook;
}> {
  const campaign = await campaignFor(room, administrator, id);
  const all = await standings(room, id);
  const names = await openNameBook(
    room.database,
    await organisation(room),
    all.map(({ person }) => person),
  );
  const words = q.trim().toLowerCase();
  const isMeant = (each: Standing) => {
    if (state !== undefined && (state === 'open' ? !isOwed(each) : each.state !== state)) return false;
    if (unit !== undefined && each.unit !== unit) return false;
    if (words === '') return true;
    const { name, number } = names.person(each.person);
    return [name, number, each.number ?? '', names.unit(each.unit)].some((text) =>
      text.toLowerCase().includes(words),
    );
  };
  return { campaign, cases: all.filter(isMeant), names };
}

/** By pages; the cursor is the case behind which the next page begins. */
export async function listCases(
  room: Room,
  administrator: Administrator,
  id: string,
  { limit, cursor, ...filter }: CaseFilter & { readonly limit: number; readonly cursor: string | undefined },
): Promise<{ items: CampaignCase[]; next?: string }> {
  const { cases, names } = await casesFor(room, administrator, id, filter);
  const from = cases.findIndex(({ application_id }) => application_id === cursor) + 1;
  const page = cases.slice(from, from + limit);
  const last = page.at(-1);
  return {
    items: page.map((each) => caseFrom(each, names)),
    ...(last !== undefined && from + limit < cases.length && { next: last.application_id }),
  };
}

const caseFrom = (each: Standing, names: NameBook): CampaignCase => ({
  application: each.application_id,
  subject: each.subject,
  person: names.person(each.person),
  unit: { id: each.unit, name: names.unit(each.unit) },
  state: each.state,
  ...(each.status && { status: each.status }),
  ...(each.number !== null && { number: each.number }),
  ...(each.submittedAt !== null && { submittedAt: each.submittedAt }),
  ...(each.reminded_on !== null && { remindedOn: each.reminded_on }),
});
