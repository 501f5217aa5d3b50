import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { completion, type ParameterName, parameterTypes } from './bare.sql.ts';
import type { OpenTask } from './open-tasks.ts';
import type { Template } from './template.ts';

export interface BareDriver {
  complete(task: OpenTask): Promise<void>;
  close(): Promise<void>;
}

const names = Object.keys(parameterTypes) as ParameterName[];
const text = completion((name) => `$${names.indexOf(name) + 1}`);

/** `pg` as it comes, with a connection for each client and the statement prepared. */
export function openBareDriver(
  url: string,
  clients: number,
  templates: ReadonlyMap<string, Template>,
): BareDriver {
  const pool = new pg.Pool({ connectionString: url, max: clients });
  return {
    async complete({ instance, task, node, person }) {
      const template = templates.get(node);
      if (template === undefined) throw new Error(`nobody has completed ${node} yet`);
      const now = new Date();
      const values: Record<ParameterName, unknown> = {
        ...template,
        instance,
        task,
        person,
        key: randomUUID(),
        at: now,
        nextTask: randomUUID(),
        dueAt: new Date(now.getTime() + 86_400_000),
        openedAt: now,
      };
      const { rowCount } = await pool.query({
        name: 'complete',
        text,
        values: names.map((name) => values[name]),
      });
      if (rowCount !== 1) throw new Error(`application ${instance} was not there`);
    },
    close: () => pool.end(),
  };
}
