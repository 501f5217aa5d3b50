import type { Statement } from '@yizhan/database';

/** What of a quota is asked for, and by which name it is counted. */
export interface QuotaPlace {
  readonly service: string;
  readonly rule: string;
  readonly holder: string;
  readonly period: string;
}

const placeOf = ({ service, rule, holder, period }: QuotaPlace): readonly string[] => [
  service,
  rule,
  holder,
  period,
];

/** Until the transaction ends, nobody else counts or takes in this place. */
export const lockQuota = (place: QuotaPlace): Statement => ({
  name: 'hall.lock-quota',
  text: `select pg_advisory_xact_lock(hashtextextended($1, 11))`,
  values: [JSON.stringify(placeOf(place))],
});

export interface QuotaUseRow {
  readonly application_id: string;
  readonly amount: number;
}

/** Rides the primary key. */
export const quotaUses = (place: QuotaPlace): Statement => ({
  name: 'hall.quota-uses',
  text: `
    select application_id, amount::float8 as amount
    from hall.quota_use
    where service_id = $1 and rule = $2 and holder = $3 and period = $4`,
  values: placeOf(place),
});

/** An application that comes by again takes anew what it takes now of these. */
export const giveBack = (application: string, rules: readonly string[]): Statement => ({
  text: 'delete from hall.quota_use where application_id = $1 and rule = any ($2)',
  values: [application, rules],
});

export const takeQuota = (place: QuotaPlace, application: string, amount: number): Statement => ({
  text: `
    insert into hall.quota_use (service_id, rule, holder, period, application_id, amount)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (service_id, rule, holder, period, application_id)
      do update set amount = quota_use.amount + excluded.amount`,
  values: [...placeOf(place), application, amount],
});
