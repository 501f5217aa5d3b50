/**
 * A completion with nothing around it: the rows that `flow.run` reads and the rows that it writes, as the one
 * statement that one would write by hand for a single task. What only thinking can find out (the next step and its
 * people, the new state, the events) is given.
 */

/** The values of the statement, in their order, and their types. */
export const parameterTypes = {
  instance: 'uuid',
  task: 'uuid',
  person: 'text',
  key: 'text',
  at: 'timestamptz',
  state: 'jsonb',
  nextTask: 'uuid',
  nextNode: 'text',
  nextNodeName: 'text',
  dueAt: 'timestamptz',
  nextPeople: 'text[]',
  node: 'text',
  nodeName: 'text',
  openedAt: 'timestamptz',
  payload: 'jsonb',
  digest: 'text',
  answer: 'jsonb',
  events: 'jsonb',
} as const;
export type ParameterName = keyof typeof parameterTypes;

/** `write` says how a value is written: `$7` for the driver, `:nextTask` for pgbench. */
export function completion(write: (name: ParameterName) => string): string {
  const value = (name: ParameterName) => `${write(name)}::${parameterTypes[name]}`;
  return `
  with locked as (
    select definition_id, business_key, title, revision, updated_at, state, data
    from flow.instance
    where id = ${value('instance')}
    for update
  ),
  place as (
    select instance_id, node
    from flow.task
    where id = ${value('task')}
  ),
  directory as (
    select version
    from identity.directory_version
  ),
  answered as (
    select digest, answer
    from flow.answered
    where person = ${value('person')} and key = ${value('key')}
  ),
  updated as (
    update flow.instance
    set title = locked.title,
      status = 'running',
      state = ${value('state')},
      revision = locked.revision + 1,
      updated_at = ${value('at')}
    from locked
    where instance.id = ${value('instance')}
  ),
  closed_assignee as (
    delete from flow.task_assignee
    where task_id = ${value('task')}
  ),
  closed_task as (
    delete from flow.task
    where id = ${value('task')}
  ),
  opened_task as (
    insert into flow.task (id, instance_id, node, node_name, kind, opened_at, due_at)
    values (${value('nextTask')}, ${value('instance')}, ${value('nextNode')}, ${value('nextNodeName')}, 'approval',
      ${value('at')}, ${value('dueAt')})
  ),
  opened_assignee as (
    insert into flow.task_assignee (person, opened_at, task_id)
    select person, ${value('at')}, ${value('nextTask')}
    from unnest(${value('nextPeople')}) as person
  ),
  done as (
    insert into flow.done_task (person, at, task_id, instance_id, node, node_name, outcome, opened_at)
    values (${value('person')}, ${value('at')}, ${value('task')}, ${value('instance')}, ${value('node')},
      ${value('nodeName')}, 'approve', ${value('openedAt')})
  ),
  message as (
    insert into flow.outbox (at, topic, payload, due_at)
    values (${value('at')}, 'instance-moved', ${value('payload')}, ${value('at')})
  ),
  answer as (
    insert into flow.answered (person, key, digest, answer, at)
    values (${value('person')}, ${value('key')}, ${value('digest')}, ${value('answer')}, ${value('at')})
  ),
  history as (
    insert into flow.history (instance_id, seq, at, person, command, events)
    select ${value('instance')}, locked.revision + 1, ${value('at')}, ${value('person')}, 'approve', ${value('events')}
    from locked
  )
  select locked.*, place.node, directory.version, answered.digest, answered.answer, ${value('nextTask')} as task
  from locked
  cross join directory
  left join place on true
  left join answered on true`;
}
