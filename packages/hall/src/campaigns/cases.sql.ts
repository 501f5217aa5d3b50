import type { Statement, Transaction } from '@yizhan/database';
import type { CampaignRow } from './campaigns.sql.ts';

export interface CaseRow {
  readonly application_id: string;
  readonly campaign_id: string;
  readonly subject: string;
  readonly person: string;
  readonly unit: string;
  readonly made_at: string | null;
  readonly reminded_on: string | null;
}

export type NewCase = Pick<CaseRow, 'application_id' | 'subject' | 'person' | 'unit'>;

const columns =
  'application_id, campaign_id, subject, person, unit, made_at, reminded_on::text as reminded_on';

/** One statement for thousands; of subjects that are in already, nothing. */
export const insertCases = (campaign: string, cases: readonly NewCase[]): Statement => ({
  text: `
    insert into hall.campaign_case (application_id, campaign_id, subject, person, unit)
    select application, $1, subject, person, unit
    from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as new (application, subject, person, unit)
    on conflict (campaign_id, subject) where removed_at is null do nothing`,
  values: [
    campaign,
    cases.map((each) => each.application_id),
    cases.map((each) => each.subject),
    cases.map((each) => each.person),
    cases.map((each) => each.unit),
  ],
});

/** All of a campaign, by unit and subject. */
export const casesOf = (campaign: string): Statement => ({
  text: `
    select ${columns}
    from hall.campaign_case
    where campaign_id = $1 and removed_at is null
    order by unit, subject`,
  values: [campaign],
});

/** Of one campaign, whichever has some. Rides campaign_case_to_make. */
export const casesToMake = (limit: number): Statement => ({
  name: 'hall.cases-to-make',
  text: `
    select ${columns}
    from hall.campaign_case
    where made_at is null and removed_at is null and campaign_id = (
      select campaign_id
      from hall.campaign_case
      where made_at is null and removed_at is null
      limit 1
    )
    limit $1`,
  values: [limit],
});

/** Answers those that nobody else makes: of two workers the second waits here, and finds them made. */
export const claimCases = (applications: readonly string[], at: string): Statement => ({
  text: `
    update hall.campaign_case
    set made_at = $2
    where application_id = any ($1::uuid[]) and made_at is null and removed_at is null
    returning application_id`,
  values: [applications, at],
});

/** The same, as the case is in no campaign any more. */
export const removeCase = (application: string, at: string): Statement => ({
  text: `
    update hall.campaign_case
    set removed_at = $2
    where application_id = $1 and removed_at is null`,
  values: [application, at],
});

export const forgetCases = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.campaign_case where application_id = any ($1::uuid[])',
  values: [applications],
});

/** Of those who were not reminded today already. */
export const markReminded = (applications: readonly string[], today: string): Statement => ({
  text: `
    update hall.campaign_case
    set reminded_on = $2
    where application_id = any ($1::uuid[]) and removed_at is null and (reminded_on is null or reminded_on < $2::date)
    returning application_id, person`,
  values: [applications, today],
});

export interface CaseOfRow
  extends Pick<CampaignRow, 'id' | 'service_id' | 'title' | 'opens' | 'closes' | 'state'> {
  readonly application_id: string;
  readonly subject: string;
  readonly unit: string;
}

const ofCase = `
  application_id, subject, unit, campaign.id, service_id, title, opens::text as opens, closes::text as closes, state`;

export const caseOf = (application: string): Statement => ({
  name: 'hall.case-of',
  text: `
    select ${ofCase}
    from hall.campaign_case
    join hall.campaign on campaign.id = campaign_id
    where application_id = $1 and removed_at is null`,
  values: [application],
});

/** Neither does the campaign close nor is the case taken out until the transaction ends. */
const caseHeld = (application: string): Statement => ({
  name: 'hall.case-held',
  text: `${caseOf(application).text}
    for share`,
  values: [application],
});

export const holdCase = async (
  application: string,
  transaction: Transaction,
): Promise<CaseOfRow | undefined> => (await transaction.query<CaseOfRow>(caseHeld(application)))[0];

/** What somebody has been asked for by campaigns that still take it. Rides campaign_case_person. */
export const casesOfPerson = (person: string, today: string): Statement => ({
  name: 'hall.cases-of-person',
  text: `
    select ${ofCase}
    from hall.campaign_case
    join hall.campaign on campaign.id = campaign_id
    where person = $1 and removed_at is null and made_at is not null
      and state in ('opening', 'open') and closes >= $2::date
    order by closes, application_id
    limit 50`,
  values: [person, today],
});

/** Services that campaigns have asked somebody for. Rides campaign_case_person. */
export const servicesAskedOf = (person: string): Statement => ({
  name: 'hall.services-asked-of',
  text: `
    select distinct service_id
    from hall.campaign_case
    join hall.campaign on campaign.id = campaign_id
    where person = $1 and removed_at is null`,
  values: [person],
});

/** The campaigns that some applications belong to, for lists. */
export const casesOfApplications = (applications: readonly string[]): Statement => ({
  name: 'hall.cases-of-applications',
  text: `
    select ${ofCase}
    from hall.campaign_case
    join hall.campaign on campaign.id = campaign_id
    where application_id = any ($1::uuid[]) and removed_at is null`,
  values: [applications],
});

/** How many take part: in all, or in the name of one unit. */
export const rosterCount = (campaign: string, unit: string | undefined): Statement => ({
  name: 'hall.roster-count',
  text: `
    select count(*)::int as count
    from hall.campaign_case
    where campaign_id = $1 and removed_at is null and ($2::text is null or unit = $2)`,
  values: [campaign, unit ?? null],
});
