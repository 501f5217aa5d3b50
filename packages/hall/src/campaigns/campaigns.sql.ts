import type { Roster } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';

export interface CampaignRow {
  readonly id: string;
  readonly service_id: string;
  readonly title: string;
  readonly year: number;
  readonly term: number | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly opens: string;
  readonly closes: string;
  readonly roster: Roster;
  readonly remind_days: readonly number[];
  readonly state: 'draft' | 'opening' | 'open' | 'closed';
  readonly created_by: string;
  readonly created_at: string;
}

const columns = `
  id, service_id, title, year, term, parameters, opens::text as opens, closes::text as closes, roster, remind_days,
  state, created_by, created_at`;

export const insertCampaign = (row: CampaignRow, copiedFrom: string | undefined): Statement => ({
  text: `
    insert into hall.campaign
      (id, service_id, title, year, term, parameters, opens, closes, roster, remind_days, state, created_by,
        created_at, copied_from)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    on conflict (id) do nothing
    returning id`,
  values: [
    row.id,
    row.service_id,
    row.title,
    row.year,
    row.term,
    row.parameters,
    row.opens,
    row.closes,
    row.roster,
    row.remind_days,
    row.state,
    row.created_by,
    row.created_at,
    copiedFrom ?? null,
  ],
});

/** Of a draft alone; no row comes back when it has been opened meanwhile. */
export const changeCampaign = (row: CampaignRow): Statement => ({
  text: `
    update hall.campaign
    set service_id = $2, title = $3, year = $4, term = $5, parameters = $6, opens = $7, closes = $8, roster = $9,
      remind_days = $10
    where id = $1 and state = 'draft'
    returning id`,
  values: [
    row.id,
    row.service_id,
    row.title,
    row.year,
    row.term,
    row.parameters,
    row.opens,
    row.closes,
    row.roster,
    row.remind_days,
  ],
});

export const deleteCampaign = (id: string): Statement => ({
  text: `
    with events as (
      delete from hall.campaign_event
      where campaign_id in (select id from hall.campaign where id = $1 and state = 'draft')
    )
    delete from hall.campaign
    where id = $1 and state = 'draft'
    returning id`,
  values: [id],
});

export const campaignById = (id: string): Statement => ({
  name: 'hall.campaign-by-id',
  text: `
    select ${columns}
    from hall.campaign
    where id = $1`,
  values: [id],
});

/** Held until the transaction ends: of two acts on one campaign the second sees what the first has done. */
export const lockCampaign = (id: string): Statement => ({
  text: `
    select ${columns}
    from hall.campaign
    where id = $1
    for update`,
  values: [id],
});

export interface CampaignsRequest {
  /** null: all. */
  readonly services: readonly string[] | null;
  readonly state: 'draft' | 'running' | 'over' | undefined;
  readonly words: string;
  readonly today: string;
  readonly after: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

export const campaignsOf = ({
  services,
  state,
  words,
  today,
  after,
  limit,
}: CampaignsRequest): Statement => ({
  name: 'hall.campaigns-of',
  text: `
    select ${columns}, (
      select count(*)::int
      from hall.campaign_case as one
      where one.campaign_id = campaign.id and removed_at is null
    ) as cases
    from hall.campaign
    where ($1::text[] is null or service_id = any ($1))
      and ($2::text is null
        or ($2 = 'draft' and state = 'draft')
        or ($2 = 'running' and state in ('opening', 'open') and closes >= $3::date)
        or ($2 = 'over' and (state = 'closed' or (state <> 'draft' and closes < $3::date))))
      and ($4 = '' or position(lower($4) in lower(title)) > 0)
      and (created_at, id) < ($5, $6)
    order by created_at desc, id desc
    limit $7`,
  values: [
    services,
    state ?? null,
    today,
    words,
    after?.[0] ?? 'infinity',
    after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    limit,
  ],
});

export const settleCampaign = (
  id: string,
  to: { readonly state: CampaignRow['state']; readonly closes: string },
): Statement => ({
  text: 'update hall.campaign set state = $2, closes = $3 where id = $1',
  values: [id, to.state, to.closes],
});

export interface EventRow {
  readonly at: string;
  readonly person: string;
  readonly act: string;
  readonly details: {
    readonly count?: number;
    readonly day?: string;
    readonly reason?: string;
    /** Names of people or units, the first of them. */
    readonly people?: readonly string[];
    /** Of a request: what was asked, in short, and how many cases it left out. */
    readonly digest?: string;
    readonly left?: number;
  };
}

export const insertEvent = (id: string, campaign: string, event: EventRow): Statement => ({
  text: `
    insert into hall.campaign_event (id, campaign_id, at, person, act, details)
    values ($1, $2, $3, $4, $5, $6)`,
  values: [id, campaign, event.at, event.person, event.act, event.details],
});

export const eventById = (id: string): Statement => ({
  text: `
    select at, person, act, details
    from hall.campaign_event
    where id = $1`,
  values: [id],
});

export const eventsOf = (campaign: string): Statement => ({
  text: `
    select at, person, act, details
    from hall.campaign_event
    where campaign_id = $1
    order by at desc, id desc
    limit 100`,
  values: [campaign],
});

/** Campaigns whose last day is not past, for the reminders that go out by themselves. */
export const campaignsToRemind = (today: string): Statement => ({
  text: `
    select ${columns}
    from hall.campaign
    where state = 'open' and opens <= $1 and closes >= $1 and remind_days <> '{}'`,
  values: [today],
});

/** Answers a row to one of those who ask at once: he sends the reminder that was due on this day. */
export const takeReminder = (id: string, due: string, today: string): Statement => ({
  text: `
    update hall.campaign
    set reminded_on = $3
    where id = $1 and state = 'open' and (reminded_on is null or reminded_on < $2::date)
    returning id`,
  values: [id, due, today],
});

/** What has been made wholly is open. Rides campaign_running and campaign_case_to_make. */
export const finishOpenings = (): Statement => ({
  name: 'hall.finish-openings',
  text: `
    update hall.campaign
    set state = 'open'
    where state = 'opening' and not exists (
      select
      from hall.campaign_case as one
      where one.campaign_id = campaign.id and made_at is null and removed_at is null
    )`,
  values: [],
});
