import type { Statement } from '@yizhan/database';
import type { State, Status } from '@yizhan/engine';
import type { InstanceRow } from '../reads/instances.sql.ts';

/** Which services an administrator looks after, by their definitions' keys; null: all. */
export type Keys = readonly string[] | null;
export type After = readonly [at: string, id: string] | undefined;

export interface AdministeredRow extends Omit<InstanceRow, 'data' | 'state' | 'revision'> {
  readonly tasks: State['tasks'];
  readonly suspended: boolean;
  /** Incidents that nobody has mended yet. */
  readonly incidents: number;
}

export interface InstanceFilter {
  readonly keys: Keys;
  readonly statuses: readonly Status[] | null;
  /** Part of the number, or concerning one of these people. */
  readonly number: string | undefined;
  readonly people: readonly string[];
  /** Running, and not moved since. */
  readonly stuckSince: string | undefined;
  readonly isSuspended: boolean | undefined;
  readonly hasIncident: boolean | undefined;
}

const columns = `
  instance.id, instance.definition_id, instance.key, instance.business_key, instance.title, instance.status,
  instance.initiator, instance.applicant, instance.created_at, instance.submitted_at, instance.ended_at,
  instance.updated_at, instance.state -> 'tasks' as tasks, instance.state ? 'suspended' as suspended`;

const openIncidentsOf = `
  (select count(*)::int
  from flow.incident
  where incident.instance_id = instance.id and incident.resolved_at is null) as incidents`;

/**
 * Newest first, without the data and without drafts, which are nobody's business yet. Rides instance_created, or
 * instance_key where one service is asked for; titles are not searched, for they may tell what the form hides.
 */
export const administeredInstances = (filter: InstanceFilter, after: After, limit: number): Statement => {
  const { keys, statuses, number, people, stuckSince, isSuspended, hasIncident } = filter;
  return {
    text: `
      select ${columns}, ${openIncidentsOf}
      from flow.instance
      where status <> 'draft'
        and not confidential
        and (created_at, id) < ($1, $2)
        and ${keys?.length === 1 ? 'key = ($3::text[])[1]' : '($3::text[] is null or key = any ($3))'}
        and ($4::text[] is null or status = any ($4))
        and ($5::text is null and $6::text[] = '{}'
          or business_key ilike $5
          or initiator = any ($6)
          or applicant = any ($6)
          or id in (
            select task.instance_id
            from flow.task_assignee as assignee
            join flow.task on task.id = assignee.task_id
            where assignee.person = any ($6)
          ))
        and ($7::timestamptz is null or status = 'running' and updated_at < $7)
        and ($8::boolean is null or (state ? 'suspended') = $8)
        and ($9::boolean is null or (id in (
          select instance_id from flow.incident where resolved_at is null and instance_id is not null
        )) = $9)
      order by created_at desc, id desc
      limit $10`,
    values: [
      after?.[0] ?? 'infinity',
      after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      keys,
      statuses,
      number === undefined ? null : `%${number.replace(/[\\%_]/g, '\\$&')}%`,
      people,
      stuckSince ?? null,
      isSuspended ?? null,
      hasIncident ?? null,
      limit,
    ],
  };
};

export interface JobRow {
  readonly id: string;
  readonly attempts: number;
  readonly due_at: string;
  readonly failed_at: string | null;
}

/** Rides job_instance. */
export const jobsOf = (instance: string): Statement => ({
  text: `
    select id, attempts, due_at, failed_at
    from flow.job
    where instance_id = $1`,
  values: [instance],
});

/** What a list tells of the instance that something belongs to. */
interface OfInstance {
  readonly definition_id: string;
  readonly key: string;
  readonly business_key: string | null;
  readonly applicant: string;
}
const ofInstance = 'instance.definition_id, instance.key, instance.business_key, instance.applicant';

export interface PendingRow extends OfInstance {
  readonly kind: 'timer' | 'task' | 'job';
  readonly id: string;
  readonly instance_id: string;
  readonly node: string;
  readonly work: string | null;
  readonly due_at: string;
  readonly attempts: number;
  readonly failed_at: string | null;
  /** Tells rows of one moment apart. */
  readonly place: string;
}

export interface PendingFilter {
  readonly keys: Keys;
  readonly kind: PendingRow['kind'] | undefined;
  /** Only what was due before. */
  readonly dueBefore: string | undefined;
}

/** Timers, deadlines and work, what is due first on top. Rides wait_due and job_due. */
export const pending = (
  { keys, kind, dueBefore }: PendingFilter,
  after: After,
  limit: number,
): Statement => ({
  text: `
    select pending.*, ${ofInstance}
    from (
      select kind, id, instance_id, node, null as work, due_at, 0 as attempts, null::timestamptz as failed_at,
        md5(instance_id::text || id)::uuid as place
      from flow.wait
      where due_at is not null
      union all
      select 'job', id::text, instance_id, node, work, due_at, attempts, failed_at, id as place
      from flow.job
    ) as pending
    join flow.instance on instance.id = pending.instance_id
    where pending.due_at >= $1
      and not instance.confidential
      and (pending.due_at, pending.place) > ($1, $2)
      and ($3::text[] is null or instance.key = any ($3))
      and ($4::text is null or pending.kind = $4)
      and ($5::timestamptz is null or pending.due_at < $5)
    order by pending.due_at, pending.place
    limit $6`,
  values: [
    after?.[0] ?? '-infinity',
    after?.[1] ?? '00000000-0000-0000-0000-000000000000',
    keys,
    kind ?? null,
    dueBefore ?? null,
    limit,
  ],
});

export interface TaskOfPersonRow extends OfInstance {
  readonly id: string;
  readonly instance_id: string;
  readonly node: string;
  readonly node_name: string;
  readonly opened_at: string;
  readonly due_at: string | null;
}

/**
 * Open approvals that wait for a person or will (依次), or that are lent to him (委派); the oldest first. Reads every
 * open task: those whose turn is still to come stand in no inbox. It is asked when somebody leaves.
 */
export const tasksOfPerson = (person: string, keys: Keys): Statement => ({
  text: `
    select task.id, task.instance_id, task.node, task.node_name, task.opened_at, task.due_at, ${ofInstance}
    from flow.task
    join flow.instance on instance.id = task.instance_id
    where task.kind = 'approval'
      and ($2::text[] is null or instance.key = any ($2))
      and exists (
        select
        from jsonb_array_elements(instance.state -> 'tasks') as open,
          jsonb_array_elements(open -> 'signers') as signer
        where open ->> 'id' = task.id::text
          and (signer ->> 'person' = $1 and not signer ? 'voice' or signer ->> 'delegate' = $1)
      )
    order by task.opened_at, task.id`,
  values: [person, keys],
});

export interface SummaryRow {
  readonly incidents: number;
  readonly failed_jobs: number;
  readonly overdue: number;
}

/** What wants an administrator. Rides the partial indexes of what is open. */
export const summary = (keys: Keys): Statement => ({
  text: `
    select
      (select count(*)::int
      from flow.incident
      left join flow.instance on instance.id = incident.instance_id
      where incident.resolved_at is null and ($1::text[] is null or instance.key = any ($1))) as incidents,
      (select count(*)::int
      from flow.job
      join flow.instance on instance.id = job.instance_id
      where job.failed_at is not null and ($1::text[] is null or instance.key = any ($1))) as failed_jobs,
      (select count(*)::int
      from flow.wait
      join flow.instance on instance.id = wait.instance_id
      where wait.due_at < now() - interval '5 minutes' and ($1::text[] is null or instance.key = any ($1))) as overdue`,
  values: [keys],
});

export interface RunningRow {
  readonly definition_id: string;
  readonly running: number;
}

/** How many of each definition have not ended; drafts are not counted. Rides instance_definition. */
export const runningOf = (definitions: readonly string[]): Statement => ({
  text: `
    select definition_id, count(*)::int as running
    from flow.instance
    where definition_id = any ($1::uuid[]) and ended_at is null and status <> 'draft'
    group by definition_id`,
  values: [definitions],
});
