import type { Connection } from '@yizhan/database';
import { compileProcess, drawingOf, type Program } from '@yizhan/engine';
import { compileDmn, type Decision } from '@yizhan/feel';
import { type DefinitionRow, findDefinition } from './definitions.sql.ts';

export interface Definition {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly program: Program;
}

/** Compiled programs by definition id. A definition never changes, so what is compiled stays right for ever. */
export interface Definitions {
  /** Loads through `connection` what is not held yet: a transaction must not wait for a connection besides its own. */
  get(id: string, connection?: Connection): Promise<Definition>;
  /** Its picture, without what makes it run; undefined where the file has none. */
  drawing(id: string): Promise<string | undefined>;
}

export function openDefinitions(database: Connection): Definitions {
  const compiled = new Map<string, Promise<Definition>>();
  const drawings = new Map<string, Promise<string | undefined>>();
  return {
    get: (id, connection = database) => kept(compiled, id, () => load(connection, id)),
    drawing: (id) => kept(drawings, id, () => draw(database, id)),
  };
}

function kept<Value>(values: Map<string, Promise<Value>>, id: string, load: () => Promise<Value>) {
  const held = values.get(id);
  if (held !== undefined) return held;
  const value = load();
  values.set(id, value);
  // A failed load is forgotten: the database may have been away for a moment.
  value.catch(() => values.delete(id));
  return value;
}

async function draw(database: Connection, id: string): Promise<string | undefined> {
  const [row] = await database.query<DefinitionRow>(findDefinition(id));
  if (row === undefined) throw new Error(`there is no definition ${id}`);
  return drawingOf(row.xml);
}

async function load(database: Connection, id: string): Promise<Definition> {
  const [row] = await database.query<DefinitionRow>(findDefinition(id));
  if (row === undefined) throw new Error(`there is no definition ${id}`);
  // Only what keeps it from running counts here: doubts that a later version learns to have must not strand what runs.
  const compiled = await compileProcess(row.xml, {
    names: row.names,
    decisions: await decisionsOf(row),
    confirm: row.confirm === true,
  });
  if ('faults' in compiled) throw unusable(row, compiled.faults);
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    program: compiled.program,
  };
}

/** What the business rule tasks ask, by id. */
async function decisionsOf(row: DefinitionRow): Promise<ReadonlyMap<string, Decision>> {
  const compiled = await Promise.all((row.decisions ?? []).map(({ xml }) => compileDmn(xml)));
  return new Map(
    compiled.flatMap((file) => {
      if ('faults' in file) throw unusable(row, file.faults);
      return [...file.decisions];
    }),
  );
}

function unusable(
  { key, version }: DefinitionRow,
  faults: readonly { readonly element: string; readonly message: string }[],
): Error {
  const reasons = faults.map((fault) => `${fault.element}: ${fault.message}`).join('; ');
  return new Error(`definition ${key} version ${version} was published but does not compile: ${reasons}`);
}
