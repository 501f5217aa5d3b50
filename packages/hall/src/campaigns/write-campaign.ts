import { type CampaignWish, Refused } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';
import { type Idempotency, schoolDay } from '@yizhan/flow';
import { v5 as nameId, v7 as newId } from 'uuid';
import type { Administrator } from '../administration/administrator.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { campaignFor } from './campaign.ts';
import {
  type CampaignRow,
  changeCampaign,
  deleteCampaign,
  type EventRow,
  insertCampaign,
  insertEvent,
} from './campaigns.sql.ts';
import { campaignService, casesIn } from './roster.ts';

/** So that a request that is sent again with its key makes no second campaign. */
const namespace = '0f3f2a34-3f0b-4a55-9f2b-7f2a5f3c9d11';

/** A campaign to be opened, with a roster that means somebody. @throws Refused */
export async function createCampaign(
  room: Room,
  administrator: Administrator,
  wish: CampaignWish,
  idempotency: Idempotency,
): Promise<{ readonly id: string }> {
  const row = {
    ...(await rowOf(room, administrator, wish)),
    id: askedBy(administrator, idempotency).id,
    created_by: administrator.id,
    created_at: room.now(),
  };
  await keep(room, row, administrator, 'created');
  return { id: row.id };
}

/** Everything of a campaign that has not been opened yet. @throws Refused `campaign/not-draft` */
export async function updateCampaign(
  room: Room,
  administrator: Administrator,
  id: string,
  wish: CampaignWish,
): Promise<void> {
  const before = await campaignFor(room, administrator, id);
  const row = { ...before, ...(await rowOf(room, administrator, wish)) };
  await room.database.transaction(async (transaction) => {
    if ((await transaction.query(changeCampaign(row))).length === 0) throw new Refused('campaign/not-draft');
    await transaction.commitWith([eventStatement(room, id, administrator.id, 'changed')]);
  });
}

/** @throws Refused `campaign/not-draft` */
export async function removeCampaign(room: Room, administrator: Administrator, id: string): Promise<void> {
  await campaignFor(room, administrator, id);
  if ((await room.database.query(deleteCampaign(id))).length === 0) throw new Refused('campaign/not-draft');
}

/** 明年再来: the same rule and settings a year later, to be looked through and opened. */
export async function copyCampaign(
  room: Room,
  administrator: Administrator,
  id: string,
  idempotency: Idempotency,
): Promise<{ readonly id: string }> {
  const before = await campaignFor(room, administrator, id);
  await campaignService(room, administrator, before.service_id);
  const year = before.year + 1;
  const row: CampaignRow = {
    ...before,
    id: askedBy(administrator, idempotency).id,
    title: titleAYearLater(before),
    year,
    opens: aYearLater(before.opens),
    closes: aYearLater(before.closes),
    state: 'draft',
    created_by: administrator.id,
    created_at: room.now(),
  };
  await keep(room, row, administrator, 'copied', id);
  return { id: row.id };
}

/** The title names the year as a rule: 2026 年度考核 → 2027 年度考核; where it does not, the year is said behind it. */
function titleAYearLater({ title, year }: Pick<CampaignRow, 'title' | 'year'>): string {
  const later = title.replaceAll(String(year), String(year + 1));
  return later === title ? `${title.slice(0, 72)}（${year + 1}）` : later;
}

/** 29 February becomes the 28th. */
function aYearLater(day: string): string {
  const later = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return later.endsWith('-02-29') ? `${later.slice(0, 8)}28` : later;
}

async function keep(
  room: Room,
  row: CampaignRow,
  { id: person }: Administrator,
  act: 'created' | 'copied',
  from?: string,
): Promise<void> {
  await room.database.transaction(async (transaction) => {
    const made = await transaction.query(insertCampaign(row, from));
    await transaction.commitWith(made.length === 0 ? [] : [eventStatement(room, row.id, person, act)]);
  });
}

/** A request as its event is named by: carried out again it would be the same event, and there is one of each. */
export interface Asked {
  readonly id: string;
  readonly digest: string;
}

export const askedBy = ({ id }: Administrator, { key, digest }: Idempotency): Asked => ({
  id: nameId(`${id} ${key}`, namespace),
  digest,
});

export const eventStatement = (
  room: Room,
  campaign: string,
  person: string,
  act: string,
  details: EventRow['details'] = {},
  asked?: Asked,
): Statement =>
  insertEvent(asked?.id ?? newId(), campaign, {
    at: room.now(),
    person,
    act,
    details: { ...details, ...(asked && { digest: asked.digest }) },
  });

async function rowOf(
  room: Room,
  administrator: Administrator,
  { service, title, year, term, parameters = {}, opens, closes, roster, remindDays = [] }: CampaignWish,
): Promise<Omit<CampaignRow, 'id' | 'created_by' | 'created_at'>> {
  const version = await campaignService(room, administrator, service);
  if (closes < opens || closes < schoolDay(room.now())) throw new Refused('campaign/days');
  refuseStrangeParameters(version, parameters);
  if ((await casesIn(room, version, roster)).length === 0) throw new Refused('campaign/empty');
  return {
    service_id: service,
    title: title.trim(),
    year,
    term: term ?? null,
    parameters,
    opens,
    closes,
    roster,
    remind_days: [...new Set(remindDays)].sort((one, other) => other - one),
    state: 'draft',
  };
}

/** Only what the service has, and of its kind: conditions and quotas count on it. */
function refuseStrangeParameters(
  { settings }: ServiceVersion,
  parameters: Readonly<Record<string, unknown>>,
): void {
  const own = parametersOf(settings);
  for (const [key, value] of Object.entries(parameters)) {
    const expected = Object.hasOwn(own, key) ? own[key] : undefined;
    if (expected === undefined || kindOf(value) !== kindOf(expected)) {
      const [zh, en] = kindWords[kindOf(expected)] ?? kindWords.object;
      throw new Refused('campaign/parameter', { key, kind: { zh, en } });
    }
  }
}

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

const kindWords: Readonly<Record<string, readonly [zh: string, en: string]>> & {
  readonly object: readonly [zh: string, en: string];
} = {
  number: ['数', 'a number'],
  string: ['文字', 'a text'],
  boolean: ['是或否', 'true or false'],
  array: ['列表', 'a list'],
  object: ['同一种值', 'a value of the same kind'],
};
