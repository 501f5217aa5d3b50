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

/** What somebody has in a box, or among his own: of the latest two thousand, so that it ends soon for whoever has done much. */
const sources = {
  open: `
    select instance.key
    from flow.task_assignee as assignee
    join flow.task on task.id = assignee.task_id
    join flow.instance on instance.id = task.instance_id
    where assignee.person = any ($1)
    limit 2000`,
  done: `
    select instance.key
    from (select instance_id from flow.done_task where person = any ($1) order by at desc limit 2000) as done
    join flow.instance on instance.id = done.instance_id`,
  cc: `
    select instance.key
    from (select instance_id from flow.copy where person = any ($1) order by at desc limit 2000) as copy
    join flow.instance on instance.id = copy.instance_id`,
  own: `
    (select key from flow.instance where initiator = any ($1) order by created_at desc limit 2000)
    union all
    (select key from flow.instance where applicant = any ($1) and applicant <> initiator
    order by created_at desc limit 2000)`,
} as const;

export type KeySource = keyof typeof sources;

export const keysIn = (source: KeySource, people: readonly string[]): Statement => ({
  name: `flow.keys-in-${source}`,
  text: `
    select distinct key
    from (${sources[source]}) as found`,
  values: [people],
});
