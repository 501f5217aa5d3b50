import pg from 'pg';

export interface BarePage {
  /** How many rows came. */
  read(person: string): Promise<number>;
  close(): Promise<void>;
}

/** The first page as one would write it by hand, with `pg` as it comes: its rows out of the index, and no more. */
const text = `
  select task.id, task.kind, task.node, task.node_name, task.opened_at, task.due_at, instance.id as instance_id,
    instance.key, instance.business_key, instance.title, instance.status, instance.applicant
  from flow.task_assignee as assignee
  join flow.task on task.id = assignee.task_id
  join flow.instance on instance.id = task.instance_id
  where assignee.person = $1
  order by assignee.opened_at, assignee.task_id
  limit 20`;

export function openBarePage(url: string, clients: number): BarePage {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  return {
    async read(person) {
      const { rows } = await pool.query({ name: 'page', text, values: [person] });
      return rows.length;
    },
    close: () => pool.end(),
  };
}
