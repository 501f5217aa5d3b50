import type { Statement } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import type { Answers } from './paper.ts';

export interface RoundRow {
  readonly id: string;
  readonly service_id: string;
  readonly definition_id: string;
  readonly opens: string;
  readonly closes: string;
  readonly closed_at: string | null;
  readonly reminded: string | null;
}

export interface BoxRow extends RoundRow {
  readonly sealed: Buffer | null;
  readonly contacts: Buffer | null;
}

const columns = `
  id, service_id, definition_id, opens::text as opens, closes::text as closes, closed_at, reminded::text as reminded`;

/** The newest first. */
export const roundsOf = (services: readonly string[]): Statement => ({
  text: `
    select ${columns}
    from hall.survey_round
    where service_id = any ($1::text[])
    order by opens desc`,
  values: [services],
});

export const openRounds = (): Statement => ({
  text: `select ${columns} from hall.survey_round where closed_at is null`,
});

/** Keeps others out of the box. Not `for update`, which would wait for everybody who is being noted as asked. */
export const lockRound = (id: string): Statement => ({
  text: `
    select ${columns}, sealed, contacts
    from hall.survey_round
    where id = $1
    for no key update`,
  values: [id],
});

export interface NewRound {
  readonly id: string;
  readonly service: string;
  readonly definition: string;
  readonly opens: string;
  readonly closes: string;
}

/** Of two who begin the same round, one does; the other gets no row. */
export const insertRound = ({ id, service, definition, opens, closes }: NewRound): Statement => ({
  text: `
    insert into hall.survey_round (id, service_id, definition_id, opens, closes)
    values ($1, $2, $3, $4, $5)
    on conflict (service_id, opens) do nothing
    returning id`,
  values: [id, service, definition, opens, closes],
});

/** A window that was made longer, or shorter, while it is open. */
export const moveEnd = (id: string, closes: string): Statement => ({
  text: 'update hall.survey_round set closes = $2 where id = $1 and closed_at is null',
  values: [id, closes],
});

export const askPeople = (round: string, people: readonly string[]): Statement => ({
  text: `
    insert into hall.survey_asked (round_id, person)
    select $1, person
    from unnest($2::text[]) as new (person)
    on conflict do nothing`,
  values: [round, people],
});

/** Notes that somebody has answered; no row comes back where he had already. */
export const noteAnswered = (round: string, person: string, day: string, key: string): Statement => ({
  text: `
    insert into hall.survey_asked as asked (round_id, person, answered_on, key)
    values ($1, $2, $3, $4)
    on conflict (round_id, person) do update set answered_on = excluded.answered_on, key = excluded.key
    where asked.answered_on is null
    returning person`,
  values: [round, person, day, key],
});

export const putSealed = (round: string, sealed: Buffer | null, contacts: Buffer | null): Statement => ({
  text: `
    update hall.survey_round
    set sealed = $2, contacts = coalesce($3, contacts)
    where id = $1`,
  values: [round, sealed, contacts],
});

/** Papers that leave the box, in the order of their ids, which are dice. */
export const writeAnswers = (
  round: string,
  papers: readonly (Answers & { readonly id: string })[],
): Statement => ({
  text: `
    insert into hall.survey_answer (id, round_id, "group", answers)
    select id, $1, "group", answers
    from jsonb_to_recordset($2) as paper (id uuid, "group" text, answers jsonb)
    order by id`,
  values: [round, JSON.stringify(papers)],
});

export const closeRound = (round: string, at: string): Statement => ({
  text: 'update hall.survey_round set closed_at = $2, sealed = null where id = $1',
  values: [round, at],
});

export const answersIn = (round: string): Statement => ({
  text: `
    select "group", answers
    from hall.survey_answer
    where round_id = $1
    order by id`,
  values: [round],
});

/** The ways to reach people of rounds that have been over since before a day. */
export const forgetContacts = (day: string): Statement => ({
  text: 'update hall.survey_round set contacts = null where contacts is not null and closed_at < $1::date',
  values: [day],
});

/** Whose keys are still needed. */
export const roundsWithBoxes = (): Statement => ({
  text: `
    select id, sealed is not null as sealed, contacts is not null as contacts
    from hall.survey_round
    where sealed is not null or contacts is not null`,
});

export const contactsIn = (round: string): Statement => ({
  text: 'select contacts from hall.survey_round where id = $1',
  values: [round],
});

/** What the round has of one person: whether he was asked and whether he has answered. */
export const standingIn = (round: string, person: string): Statement => ({
  text: `
    select answered_on::text as answered_on, key
    from hall.survey_asked
    where round_id = $1 and person = $2`,
  values: [round, person],
});

export const countsOf = (rounds: readonly string[]): Statement => ({
  text: `
    select round_id, count(*)::int as asked, count(answered_on)::int as answered
    from hall.survey_asked
    where round_id = any ($1::uuid[])
    group by round_id`,
  values: [rounds],
});

/** Rides survey_asked_owed. */
export const roundsOwedBy = (person: string, today: string): Statement => ({
  text: `
    select ${columns}
    from hall.survey_round
    join hall.survey_asked on round_id = id
    where person = $1 and answered_on is null and closed_at is null and $2 between opens and closes
    order by closes, id`,
  values: [person, today],
});

/** Marks a reminder of that day as sent; no row comes back where another has done so. */
export const takeReminder = (round: string, due: string): Statement => ({
  text: `
    update hall.survey_round
    set reminded = $2
    where id = $1 and (reminded is null or reminded < $2)
    returning id`,
  values: [round, due],
});

/** Those who have not answered and were not reminded on that day: they are now. */
export const markReminded = (round: string, today: string): Statement => ({
  text: `
    update hall.survey_asked
    set reminded_on = $2
    where round_id = $1 and answered_on is null and (reminded_on is null or reminded_on < $2)
    returning person`,
  values: [round, today],
});

/** One message for each of many people; of a round that is begun or closed, only once. */
export const tellPeople = (
  round: string,
  people: readonly string[],
  kind: 'survey-opened' | 'survey-reminded' | 'survey-closed',
  {
    link,
    ...words
  }: {
    readonly link: string;
    readonly service: { readonly zh: string; readonly en?: string };
    readonly closes: string;
  },
  at: string,
): Statement => ({
  text: `
    insert into hall.notification (id, person, at, kind, application_id, link, parameters)
    select id, person, $1, $2, $3, $4, $5
    from unnest($6::uuid[], $7::text[]) as new (id, person)`,
  values: [
    at,
    kind,
    round,
    link,
    { ...words, title: '', number: null, applicant: '' },
    people.map(() => newId()),
    people,
  ],
});
