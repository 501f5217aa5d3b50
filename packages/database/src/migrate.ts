/**
 * Numbered, forward-only SQL files. Each file is one transaction that first takes an advisory lock and then reads
 * the ledger again: of two processes that migrate at once one does a file while the other waits, and finds it done.
 */
import type { Database, Statement, Transaction } from './database.ts';
import { type MigrationFile, readMigrations } from './migration-files.ts';

export interface AppliedMigration {
  readonly number: number;
  readonly file: string;
  readonly sha256: string;
}

/** A file that was applied has changed or is missing, or a new one stands before it. Nothing was touched. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

const migrationLock: Statement = {
  text: `select pg_advisory_xact_lock(hashtextextended('yizhan migrations', 0))`,
};

const makeLedger: Statement = {
  text: `
    create schema if not exists database;
    create table if not exists database.migration (
      number integer primary key,
      file text not null,
      sha256 text not null,
      applied_at timestamptz not null default now(),
      milliseconds integer not null
    )`,
};

const readLedger: Statement = {
  text: `
    select number, file, sha256
    from database.migration
    order by number`,
};

const ledgerExists: Statement = {
  text: `select to_regclass('database.migration') is not null as "exists"`,
};

const record = (file: MigrationFile, milliseconds: number): Statement => ({
  text: `
    insert into database.migration (number, file, sha256, milliseconds)
    values ($1, $2, $3, $4)`,
  values: [file.number, file.name, file.sha256, milliseconds],
});

/** Applies what is not yet applied and answers the names of those files. */
export async function migrate(
  database: Database,
  log: (line: string) => void = () => undefined,
  files: readonly MigrationFile[] = readMigrations(),
): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const file = await database.transaction((transaction) => applyNext(transaction, files));
    if (!file) return done;
    done.push(file.name);
    log(`migrated ${file.name}`);
  }
}

/** The files that `migrate` would apply. Refuses as it does; takes no lock and writes nothing. */
export async function pendingMigrations(
  database: Database,
  files: readonly MigrationFile[] = readMigrations(),
): Promise<MigrationFile[]> {
  const [ledger] = await database.query<{ exists: boolean }>(ledgerExists);
  return pending(files, ledger?.exists ? await database.query<AppliedMigration>(readLedger) : []);
}

async function applyNext(
  transaction: Transaction,
  files: readonly MigrationFile[],
): Promise<MigrationFile | undefined> {
  await transaction.query(migrationLock);
  await transaction.query(makeLedger);
  const [file] = pending(files, await transaction.query<AppliedMigration>(readLedger));
  if (!file) return undefined;
  const started = Date.now();
  try {
    await transaction.query({ text: file.sql });
  } catch (cause) {
    throw new Error(`migration ${file.name} failed${placeOf(cause, file.sql)}: ${String(cause)}`, { cause });
  }
  await transaction.query(record(file, Date.now() - started));
  return file;
}

/** What is left to do, given what was done. Every applied file must still be there as it was. */
export function pending(
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationFile[] {
  const byNumber = new Map(files.map((file) => [file.number, file]));
  for (const earlier of applied) {
    const file = byNumber.get(earlier.number);
    if (!file) {
      throw new MigrationRefused(
        `migration ${earlier.file} was applied to this database, but this version of Yizhan does not have it: ` +
          'the database is newer. Start the newer version, or restore the backup made before the upgrade.',
      );
    }
    if (file.sha256 !== earlier.sha256) {
      throw new MigrationRefused(
        `migration ${file.name} has changed since it was applied to this database. Put the file back as it was ` +
          'and write the change as a new migration. (In development: delete the data directory and start again.)',
      );
    }
  }
  const last = applied.at(-1)?.number ?? -1;
  const done = new Set(applied.map((earlier) => earlier.number));
  const left = files.filter((file) => !done.has(file.number));
  const late = left.find((file) => file.number < last);
  if (late) {
    throw new MigrationRefused(
      `migration ${late.name} comes before ${applied.at(-1)?.file}, which is applied already. Give it the next ` +
        'free number. (In development: delete the data directory and start again.)',
    );
  }
  return left;
}

/** PostgreSQL tells the character; a person looks for the line. */
function placeOf(cause: unknown, sql: string): string {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : Number.NaN;
  if (!Number.isInteger(position)) return '';
  return ` at line ${sql.slice(0, position).split('\n').length}`;
}
