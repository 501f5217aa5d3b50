import type { Campus } from './campus.ts';

export interface AnyRow {
  readonly table: string;
  /** The transaction that wrote it. */
  readonly xmin: string;
  readonly row: string;
}

/** The whole database as text: every row of every table of ours. */
export async function everyRow({ database }: Pick<Campus, 'database'>): Promise<readonly AnyRow[]> {
  const tables = await database.query<{ name: string }>({
    text: `
      select format('%I.%I', schemaname, tablename) as name
      from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`,
  });
  const rows = await Promise.all(
    tables.map(async ({ name }) =>
      (
        await database.query<{ xmin: string; row: string }>({
          text: `select each.xmin::text as xmin, each::text as row from ${name} as each`,
        })
      ).map((row) => ({ table: name, ...row })),
    ),
  );
  return rows.flat();
}
