import type { Connection } from '@yizhan/database';

export interface OpenTask {
  readonly instance: string;
  readonly task: string;
  readonly node: string;
  /** One of those who may act on it. */
  readonly person: string;
}

/** The tasks that are open now in these applications. */
export const openTasks = (database: Connection, instances: readonly string[]): Promise<OpenTask[]> =>
  database.query<OpenTask>({
    name: 'bench.open-tasks',
    text: `
      select task.instance_id as instance, task.id as task, task.node, min(assignee.person) as person
      from flow.task
      join flow.task_assignee as assignee on assignee.task_id = task.id
      where task.instance_id = any ($1::uuid[])
      group by task.id`,
    values: [instances],
  });

/** All applications, dealt out to so many clients: none ever waits for another's lock. */
export async function shares(database: Connection, clients: number): Promise<readonly (readonly string[])[]> {
  const rows = await database.query<{ id: string }>({ text: 'select id from flow.instance order by id' });
  return Array.from({ length: clients }, (_, client) =>
    rows.flatMap(({ id }, index) => (index % clients === client ? [id] : [])),
  );
}
