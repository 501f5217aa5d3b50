import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MigrationFile {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const ownMigrations = join(import.meta.dirname, '..', 'migrations');
const namePattern = /^(\d{4})_[a-z0-9_]+\.sql$/;
const transactionWord = /^\s*(begin|start transaction|commit|rollback|end)\s*;/im;

/** The migrations in the order of their numbers; gaps are fine, a number used twice is not. */
export function readMigrations(directory: string = ownMigrations): MigrationFile[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readMigration(directory, name));
  for (const [index, file] of files.entries()) {
    const twin = files[index + 1];
    if (twin?.number === file.number) {
      throw new Error(`migrations ${file.name} and ${twin.name} have the same number`);
    }
  }
  return files;
}

function readMigration(directory: string, name: string): MigrationFile {
  const number = namePattern.exec(name)?.[1];
  if (number === undefined)
    throw new Error(`migration ${name} is not named like 0007_pdc_change_request.sql`);
  // A checkout on Windows has other line ends: the same file all the same.
  const sql = readFileSync(join(directory, name), 'utf8').replaceAll('\r\n', '\n');
  if (transactionWord.test(withoutBodies(sql))) {
    throw new Error(`migration ${name} ends its transaction itself; each file is one transaction already`);
  }
  return {
    number: Number(number),
    name,
    sql,
    sha256: createHash('sha256').update(sql).digest('hex'),
  };
}

/** Function bodies ($$ … $$) have their own `end;`. */
function withoutBodies(sql: string): string {
  return sql.replace(/(\$\w*\$).*?\1/gs, '');
}

/** One short name for this exact set of migrations: a test template of another set is of no use. */
export function fingerprint(files: readonly MigrationFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.name} ${file.sha256}\n`);
  return hash.digest('hex').slice(0, 12);
}
