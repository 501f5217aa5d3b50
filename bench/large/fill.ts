import type { Database } from '@yizhan/database';

export interface Filling {
  readonly openTasks: number;
  readonly historyRows: number;
}

/** Each of them has so many open tasks. */
export const tasksEach = 500;

/** A clerk of the filled database, by number from 1. */
export const clerk = (number: number): string => `clerk-${number}`;

/**
 * Makes a database look like one after years: copies of an application that is there, each with its open task, and
 * old history over the months before this one and in it. Done set-based, and analysed.
 */
export async function fill(database: Database, { openTasks, historyRows }: Filling): Promise<void> {
  await database.query({ text: monthsBefore });
  const clerks = Math.max(1, Math.round(openTasks / tasksEach));
  await database.query({ text: manyInstances, values: [openTasks, clerks] });
  await database.query({ text: muchHistory, values: [historyRows] });
  await database.query({ text: 'vacuum analyze' });
  // What was filled in is written out now, and not while others are measured.
  await database.query({ text: 'checkpoint' });
}

const monthsBefore = `
  do $$
  declare
    month date;
  begin
    for n in 1..5 loop
      month := date_trunc('month', now() at time zone 'utc')::date - make_interval(months => n);
      execute format('create table if not exists flow.%I partition of flow.history for values from (%L) to (%L)',
        'history_' || to_char(month, 'YYYY_MM'),
        month::timestamp at time zone 'utc', (month + interval '1 month') at time zone 'utc');
    end loop;
  end $$`;

/** Their ids go up with time, as real ones (uuid v7) do. */
const manyInstances = `
  with template as (
    select instance.*, task.node, task.node_name, task.kind
    from flow.instance join flow.task on task.instance_id = instance.id
    order by instance.id
    limit 1
  ),
  numbers as (
    select n,
      ('01910000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as instance,
      ('01920000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as task,
      now() - make_interval(secs => ($1::integer - n) * 10) as at
    from generate_series(1, $1::integer) as n
  ),
  instances as (
    insert into flow.instance (id, definition_id, key, business_key, title, status, initiator, applicant, state, data,
      revision, created_at, submitted_at, updated_at)
    select numbers.instance, definition_id, key, 'OLD-' || n, title, status, initiator, applicant, state, data, revision,
      numbers.at, numbers.at, numbers.at
    from numbers, template
  ),
  tasks as (
    insert into flow.task (id, instance_id, node, node_name, kind, opened_at)
    select numbers.task, numbers.instance, node, node_name, kind, numbers.at
    from numbers, template
  )
  insert into flow.task_assignee (person, opened_at, task_id)
  select 'clerk-' || 1 + n % $2::integer, numbers.at, numbers.task
  from numbers`;

const muchHistory = `
  insert into flow.history (instance_id, seq, at, person, command, events)
  select ('01930000-0000-7000-8000-' || lpad(to_hex(n / 6), 12, '0'))::uuid, n % 6 + 1,
    now() - make_interval(days => 150) + make_interval(secs => n * (150 * 86400.0 / $1::integer)),
    history.person, history.command, history.events
  from generate_series(1, $1::integer) as n,
    (select person, command, events from flow.history order by instance_id, seq limit 1) as history`;
