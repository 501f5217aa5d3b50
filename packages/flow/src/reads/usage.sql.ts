import type { Statement } from '@yizhan/database';

export interface UsedRow {
  readonly key: string;
}

/** What a person has begun lately, each definition once, the latest first. Rides instance_initiator, no further than some pages. */
export const usedLately = (person: string, limit: number): Statement => ({
  name: 'flow.used-lately',
  text: `
    select key
    from (
      select key, created_at
      from flow.instance
      where initiator = $1
      order by created_at desc, id desc
      limit 200
    ) as lately
    group by key
    order by max(created_at) desc
    limit $2`,
  values: [person, limit],
});

export interface UsageRow {
  readonly key: string;
  readonly people: number;
}

/** For how many different people something was submitted since then. Rides instance_created; for answers that are kept a while. */
export const usageSince = (since: string): Statement => ({
  text: `
    select key, count(distinct applicant)::int as people
    from flow.instance
    where created_at >= $1 and submitted_at is not null
    group by key
    order by people desc, key`,
  values: [since],
});
