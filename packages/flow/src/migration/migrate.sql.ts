import type { Statement } from '@yizhan/database';

export interface RenamedTask {
  readonly id: string;
  readonly node: string;
  readonly nodeName: string;
}

/**
 * The instance runs another definition from now on; its open tasks and what people have done there bear the names of
 * that version. Sent along with the command, behind the instance's lock.
 */
export const writeMigration = (
  instance: string,
  definition: string,
  tasks: readonly RenamedTask[],
  renamed: Readonly<Record<string, string>>,
): Statement => ({
  text: `
    with moved as (
      update flow.instance
      set definition_id = $2
      where id = $1
    ),
    renamed_task as (
      update flow.task
      set node = renamed.node, node_name = renamed.name
      from unnest($3::uuid[], $4::text[], $5::text[]) as renamed (id, node, name)
      where task.instance_id = $1 and task.id = renamed.id
    )
    update flow.done_task
    set node = renamed.now
    from unnest($6::text[], $7::text[]) as renamed (old, now)
    where done_task.instance_id = $1 and done_task.node = renamed.old`,
  values: [
    instance,
    definition,
    tasks.map((task) => task.id),
    tasks.map((task) => task.node),
    tasks.map((task) => task.nodeName),
    Object.keys(renamed),
    Object.values(renamed),
  ],
});

export interface RunningRow {
  readonly id: string;
  readonly business_key: string | null;
  readonly title: string;
}

/** Every instance of a definition that has not ended, drafts among them, the oldest first. Rides instance_definition. */
export const notEnded = (definition: string): Statement => ({
  text: `
    select id, business_key, title
    from flow.instance
    where definition_id = $1 and ended_at is null
    order by created_at, id`,
  values: [definition],
});
