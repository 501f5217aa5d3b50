import type { Connection } from '@yizhan/database';
import { compileProcess, type Program } from '@yizhan/engine';
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
}

export function openDefinitions(database: Connection): Definitions {
  const compiled = new Map<string, Promise<Definition>>();
  return {
    get(id, connection = database) {
      let definition = compiled.get(id);
      if (definition === undefined) {
        definition = load(connection, id);
        compiled.set(id, definition);
        // A failed load is forgotten: the database may have been away for a moment.
        definition.catch(() => compiled.delete(id));
      }
      return definition;
    },
  };
}

async function load(database: Connection, id: string): Promise<Definition> {
  const [row] = await database.query<DefinitionRow>(findDefinition(id));
  if (row === undefined) throw new Error(`there is no definition ${id}`);
  // Only what keeps it from running counts here: doubts that a later version learns to have must not strand what runs.
  const compiled = await compileProcess(row.xml, { names: row.names });
  if ('faults' in compiled) {
    const reasons = compiled.faults.map((fault) => `${fault.element}: ${fault.message}`).join('; ');
    throw new Error(
      `definition ${row.key} version ${row.version} was published but does not compile: ${reasons}`,
    );
  }
  return {
    id: row.id,
    key: row.key,
    version: row.version,
    program: compiled.program,
  };
}
