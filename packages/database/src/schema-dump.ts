/**
 * The shape of our schemas as text, for the committed `schema.sql`: a reviewer sees there what a migration changes.
 * It is to be read, not to be run (the migrations are), and pg_dump is not among the embedded binaries.
 */
import { join } from 'node:path';
import type { Database, Statement } from './database.ts';
import * as catalog from './schema-dump.sql.ts';

export const schemaFile = join(import.meta.dirname, '..', 'schema.sql');

const head = `-- The database after all migrations. Made by: node packages/database/src/testing/write-schema.ts
-- Monthly partitions are left out.`;

/** All schemas but PostgreSQL's own and `public`, which holds only extensions. The same for the same migrations. */
export async function dumpSchema(database: Database): Promise<string> {
  const named = (statement: Statement) => database.query<catalog.NamedText>(statement);
  const parts = [
    ...(await named(catalog.extensions)),
    ...(await named(catalog.schemas)),
    ...(await named(catalog.enumsAndDomains)),
    ...(await named(catalog.sequences)),
  ].map((row) => row.definition);
  const tables = await dumpTables(database);
  const rest = [...(await named(catalog.views)), ...(await named(catalog.functions))].map(
    (row) => row.definition,
  );
  return `${[head, ...[...parts, ...tables, ...rest].map((text) => `${text};`)].join('\n\n')}\n`;
}

/** Each table with all that hangs on it. */
async function dumpTables(database: Database): Promise<string[]> {
  const tables = await database.query<catalog.TableRow>(catalog.tables);
  const columns = await partsByTable(database, catalog.columns);
  const constraints = await partsByTable(database, catalog.constraints);
  const indexes = await partsByTable(database, catalog.indexes);
  const triggers = await partsByTable(database, catalog.triggers);
  const comments = await partsByTable(database, catalog.comments);
  return tables.map((table) => {
    const of = (parts: Map<number, string[]>) => parts.get(table.oid) ?? [];
    const body = table.parent ? '' : bodyOf([...of(columns), ...of(constraints)]);
    return [createTable(table, body), ...of(indexes), ...of(triggers), ...of(comments)].join(';\n');
  });
}

function createTable(
  { name, parent, bound, partitionKey, isUnlogged }: catalog.TableRow,
  body: string,
): string {
  const create = `create ${isUnlogged ? 'unlogged ' : ''}table ${name}`;
  const shape = parent ? ` partition of ${parent} ${bound}` : body;
  return create + shape + (partitionKey ? ` partition by ${partitionKey}` : '');
}

function bodyOf(lines: readonly string[]): string {
  return ` (\n${lines.map((line) => `  ${line}`).join(',\n')}\n)`;
}

async function partsByTable(database: Database, statement: Statement): Promise<Map<number, string[]>> {
  const rows = await database.query<catalog.PartRow>(statement);
  const byTable = new Map<number, string[]>();
  for (const { table, definition } of rows) byTable.set(table, [...(byTable.get(table) ?? []), definition]);
  return byTable;
}
