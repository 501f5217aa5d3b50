import type { Statement } from '@yizhan/database';
import type { State, Status } from '@yizhan/engine';
import { isUuid } from './cursor.ts';

export interface InstanceRow {
  readonly id: string;
  readonly definition_id: string;
  readonly key: string;
  readonly business_key: string | null;
  readonly title: string;
  readonly status: Status;
  readonly initiator: string;
  readonly applicant: string;
  readonly state: Omit<State, 'data'>;
  readonly data: State['data'];
  readonly revision: number;
  readonly created_at: string;
  readonly submitted_at: string | null;
  readonly ended_at: string | null;
  readonly updated_at: string;
}

export const instanceColumns = `
  id, definition_id, key, business_key, title, status, initiator, applicant, state, data, revision, created_at,
  submitted_at, ended_at, updated_at`;

export const instanceById = (id: string): Statement => ({
  name: 'flow.instance-by-id',
  text: `
    select ${instanceColumns}
    from flow.instance
    where id = $1`,
  values: [id],
});

export const instancesById = (ids: readonly string[]): Statement => ({
  name: 'flow.instances-by-id',
  text: `
    select ${instanceColumns}
    from flow.instance
    where id = any ($1::uuid[])`,
  values: [ids],
});

export interface InstanceStatusRow {
  readonly id: string;
  readonly status: Status;
}

export const statusesOf = (ids: readonly string[]): Statement => ({
  name: 'flow.statuses-of',
  text: `
    select id, status
    from flow.instance
    where id = any ($1::uuid[])`,
  values: [ids],
});

export interface InstanceStanding extends InstanceStatusRow {
  readonly business_key: string | null;
  readonly revision: number;
  readonly submitted_at: string | null;
}

export const standingsOf = (ids: readonly string[]): Statement => ({
  name: 'flow.standings-of',
  text: `
    select id, status, business_key, revision, submitted_at
    from flow.instance
    where id = any ($1::uuid[])`,
  values: [ids],
});

export interface OwnFilter {
  readonly statuses: readonly Status[];
  readonly key: string | undefined;
  /** In the title or the number; or one of these definitions. */
  readonly words: string | undefined;
  readonly keys: readonly string[];
}

/**
 * A person's own applications, newest first. Rides instance_initiator and instance_applicant, each read backwards
 * from the cursor and no further than the page.
 */
export const instancesOf = (
  person: string,
  { statuses, key, words, keys }: OwnFilter,
  after: readonly [createdAt: string, id: string] | undefined,
  limit: number,
): Statement => ({
  name: 'flow.instances-of',
  text: `
    select ${instanceColumns}
    from (
      (select *
      from flow.instance
      where initiator = $1
        and ${isWanted}
      order by created_at desc, id desc
      limit $5)
      union all
      (select *
      from flow.instance
      where applicant = $1
        and applicant <> initiator
        and ${isWanted}
      order by created_at desc, id desc
      limit $5)
    ) as mine
    order by created_at desc, id desc
    limit $5`,
  values: [
    person,
    statuses,
    after?.[0] ?? 'infinity',
    after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    limit,
    key ?? null,
    words ?? null,
    keys,
  ],
});

const isWanted = `
  status = any ($2)
  and (created_at, id) < ($3, $4)
  and ($6::text is null or key = $6)
  and ($7::text is null or key = any ($8)
    or position(lower($7) in lower(title || ' ' || coalesce(business_key, ''))) > 0)`;

export interface ForApplicant {
  readonly applicant: string;
  /** Of the process: the service. */
  readonly key: string;
  readonly statuses: readonly Status[];
  /** Some of them; all when absent. */
  readonly ids?: readonly string[];
  /** In the title or the number. */
  readonly words?: string;
}

/** What was submitted for a person to one service, the newest first, with the data. Rides instance_applicant. */
export const instancesFor = (
  { applicant, key, statuses, ids, words = '' }: ForApplicant,
  after: readonly [createdAt: string, id: string] | undefined,
  limit: number,
): Statement => ({
  name: 'flow.instances-for',
  text: `
    select ${instanceColumns}
    from flow.instance
    where applicant = $1
      and key = $2
      and status = any ($3)
      and ($4::uuid[] is null or id = any ($4))
      and ($5 = '' or position(lower($5) in lower(title || ' ' || coalesce(business_key, ''))) > 0)
      and (created_at, id) < ($6, $7)
    order by created_at desc, id desc
    limit $8`,
  values: [
    applicant,
    key,
    statuses,
    ids?.filter(isUuid) ?? null,
    words,
    after?.[0] ?? 'infinity',
    after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    limit,
  ],
});

export interface CountsRow {
  readonly open: number;
  /** At most 1000. */
  readonly done: number;
  readonly running: number;
  readonly returned: number;
  /** Copies (抄送) not read yet. */
  readonly copies: number;
}

export const countsOf = (
  person: string,
  principals: readonly { readonly person: string; readonly keys: readonly string[] | null }[],
): Statement => ({
  name: 'flow.counts-of',
  text: `
    select
      (select count(*)::int from flow.task_assignee where person = $1)
        + (
          select count(*)::int
          from unnest($2::text[], $3::json[]) as whose (person, keys)
          join flow.task_assignee as assignee using (person)
          join flow.task on task.id = assignee.task_id
          join flow.instance on instance.id = task.instance_id
          where task.kind = 'approval'
            and (whose.keys is null or whose.keys::jsonb ? instance.key)
            and $1 not in (instance.applicant, instance.initiator)
        ) as open,
      (select count(*)::int from (select from flow.done_task where person = $1 limit 1000) as lately) as done,
      (select count(*)::int from flow.instance where initiator = $1 and status = 'running') as running,
      (select count(*)::int from flow.instance where initiator = $1 and status in ('returned', 'withdrawn')) as returned,
      (select count(*)::int from flow.copy where person = $1 and read_at is null) as copies`,
  values: [
    person,
    principals.map((principal) => principal.person),
    principals.map(({ keys }) => keys && JSON.stringify(keys)),
  ],
});

export interface StandingRow {
  readonly node: string;
}

/** The steps at which a person has acted on an instance, the last first. Rides done_task_instance. */
export const stepsDoneBy = (person: string, instance: string): Statement => ({
  name: 'flow.steps-done-by',
  text: `
    select node
    from flow.done_task
    where instance_id = $2 and person = $1
    order by at desc`,
  values: [person, instance],
});

/** Deletes what was never submitted; a submitted application stays for good. */
export const deleteDraft = (id: string, initiator: string): Statement => ({
  text: `
    with deleted as (
      delete from flow.instance
      where id = $1 and initiator = $2 and status = 'draft'
      returning id
    ), forgotten as (
      delete from flow.history
      where instance_id in (select id from deleted)
    )
    select id from deleted`,
  values: [id, initiator],
});
