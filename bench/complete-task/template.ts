import type { Connection } from '@yizhan/database';

/** What completing a step came to, taken from the rows that the product wrote: so the bare driver writes as much. */
export interface Template {
  readonly node: string;
  readonly nodeName: string;
  readonly nextNode: string;
  readonly nextNodeName: string;
  readonly nextPeople: readonly string[];
  readonly state: string;
  readonly events: string;
  readonly payload: string;
  readonly digest: string;
  readonly answer: string;
}

/** For each step that somebody has completed last in some application, by its id. */
export async function readTemplates(database: Connection): Promise<ReadonlyMap<string, Template>> {
  const rows = await database.query<Template>({
    text: `
      select distinct on (done.node) done.node, done.node_name as "nodeName", task.node as "nextNode",
        task.node_name as "nextNodeName",
        (select array_agg(person) from flow.task_assignee where task_id = task.id) as "nextPeople",
        instance.state::text as state, history.events::text as events, outbox.payload::text as payload,
        answered.digest, answered.answer::text as answer
      from flow.instance
      join flow.task on task.instance_id = instance.id
      join flow.history on history.instance_id = instance.id and history.seq = instance.revision
      join flow.done_task as done on done.instance_id = instance.id and done.at = history.at
      join flow.outbox on outbox.at = history.at and outbox.payload ->> 'instance' = instance.id::text
      join flow.answered on answered.at = history.at and answered.answer ->> 'instance' = instance.id::text
      order by done.node, instance.id`,
  });
  return new Map(rows.map((row) => [row.node, row]));
}
