import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';
import { instanceColumns as columnsOfInstance, type InstanceRow } from './instances.sql.ts';

export interface TaskRow {
  readonly id: string;
  /** Whose task it is. */
  readonly person: string;
  readonly kind: 'approval' | 'ballot' | 'resubmission' | 'copy';
  readonly node: string;
  readonly node_name: string;
  readonly opened_at: string;
  readonly due_at: string | null;
  readonly done_at: string | null;
  readonly outcome: 'approve' | 'reject' | 'sendBack' | null;
  /** Of a copy: who sent it, and when it was read. */
  readonly copied_by?: string | null;
  readonly read_at?: string | null;
  readonly instance_id: string;
  readonly definition_id: string;
  readonly key: string;
  readonly business_key: string | null;
  readonly title: string;
  readonly status: Status;
  readonly applicant: string;
}

export interface TaskFilter {
  readonly person: string;
  /** 代理: whose tasks he may do besides his own, and of which definitions (null: all). Only open ones are looked for. */
  readonly principals: readonly { readonly person: string; readonly keys: readonly string[] | null }[];
  readonly key: string | undefined;
  /** Part of the number or title, or one of these applicants. */
  readonly q: string | undefined;
  readonly applicants: readonly string[];
  /** From this moment on, and before that one: of the arrival, or of the act. */
  readonly from: string | undefined;
  readonly before: string | undefined;
  readonly after: readonly [at: string, task: string] | undefined;
  readonly limit: number;
}

const instanceColumns = `
  instance.id as instance_id, instance.definition_id, instance.key, instance.business_key, instance.title,
  instance.status, instance.applicant`;

const matches = `
  ($3::text is null or instance.key = $3)
  and ($4::text is null or instance.business_key ilike $4 or instance.title ilike $4 or instance.applicant = any ($5))`;

const within = (at: string) => `
  ($8::timestamptz is null or ${at} >= $8)
  and ($9::timestamptz is null or ${at} < $9)`;

/**
 * 待办, the longest waiting first. For each person (himself, and those for whom he is a proxy) one range of
 * task_assignee's primary key, no further than the page, then two primary keys a row.
 */
export const openTasksOf = (filter: TaskFilter): Statement => ({
  name: 'flow.open-tasks-of',
  text: `
    select asked.*
    from unnest($10::text[], $11::json[]) as whose (person, keys)
    cross join lateral (
      select task.id, assignee.person, task.kind, task.node, task.node_name, task.opened_at, task.due_at,
        null as done_at, null as outcome, ${instanceColumns}
      from flow.task_assignee as assignee
      join flow.task on task.id = assignee.task_id
      join flow.instance on instance.id = task.instance_id
      where assignee.person = whose.person
        and (assignee.opened_at, assignee.task_id) > ($6, $7)
        and (whose.keys is null or (task.kind = 'approval' and whose.keys::jsonb ? instance.key))
        and (whose.person = $1 or (task.kind = 'approval' and $1 not in (instance.applicant, instance.initiator)))
        and ${matches}
        and ${within('assignee.opened_at')}
      order by assignee.opened_at, assignee.task_id
      limit $2
    ) as asked
    order by asked.opened_at, asked.id
    limit $2`,
  values: [
    ...parameters(filter, ['-infinity', '00000000-0000-0000-0000-000000000000']),
    [filter.person, ...filter.principals.map(({ person }) => person)],
    [null, ...filter.principals.map(({ keys }) => keys && JSON.stringify(keys))],
  ],
});

/** 已办, the latest first. One range of done_task's primary key, read backwards. */
export const doneTasksOf = (filter: TaskFilter): Statement => ({
  name: 'flow.done-tasks-of',
  text: `
    select done.task_id as id, done.person, 'approval' as kind, done.node, done.node_name, done.opened_at, null as due_at,
      done.at as done_at, done.outcome, ${instanceColumns}
    from flow.done_task as done
    join flow.instance on instance.id = done.instance_id
    where done.person = $1
      and (done.at, done.task_id) < ($6, $7)
      and ${matches}
      and ${within('done.at')}
    order by done.at desc, done.task_id desc
    limit $2`,
  values: parameters(filter, ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
});

/** 抄送我的, the latest first; the application stands for the task. Rides copy_person. */
export const copiesTo = (filter: TaskFilter): Statement => ({
  name: 'flow.copies-to',
  text: `
    select copy.instance_id as id, copy.person, 'copy' as kind, '' as node, '' as node_name, copy.at as opened_at,
      null as due_at, null as done_at, null as outcome, copy.copied_by, copy.read_at, ${instanceColumns}
    from flow.copy
    join flow.instance on instance.id = copy.instance_id
    where copy.person = $1
      and (copy.at, copy.instance_id) < ($6, $7)
      and ${matches}
      and ${within('copy.at')}
    order by copy.at desc, copy.instance_id desc
    limit $2`,
  values: parameters(filter, ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
});

function parameters(
  { person, key, q, applicants, from, before, after, limit }: TaskFilter,
  beginning: readonly [string, string],
): readonly unknown[] {
  const pattern = q === undefined ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    person,
    limit,
    key ?? null,
    pattern,
    applicants,
    ...(after ?? beginning),
    from ?? null,
    before ?? null,
  ];
}

/** An instance with one of its tasks, and what a person did on that, if he did. */
export interface TaskInstanceRow extends InstanceRow {
  readonly node: string;
  readonly done_at: string | null;
  readonly opened_at: string | null;
  readonly outcome: 'approve' | 'reject' | 'sendBack' | null;
}

/** Whether the task is open or some person has done it. Rides primary keys and done_task_task. */
export const instanceOfTask = (task: string, person: string): Statement => ({
  name: 'flow.instance-of-task',
  text: `
    select ${columnsOfInstance}, place.node, done.at as done_at, done.opened_at, done.outcome
    from (
      select instance_id, node from flow.task where id = $1
      union all
      select instance_id, node from flow.done_task where task_id = $1
      limit 1
    ) as place
    join flow.instance on instance.id = place.instance_id
    left join lateral (
      select at, opened_at, outcome
      from flow.done_task
      where task_id = $1 and person = $2
    ) as done on true`,
  values: [task, person],
});
