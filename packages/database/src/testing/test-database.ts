import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import { migrate } from '../migrate.ts';
import { fingerprint, readMigrations } from '../migration-files.ts';
import { openDatabase } from '../pool.ts';
import { type Admin, withAdmin } from './admin.ts';
import { copyName, dropLeftovers } from './leftovers.ts';
import { testServer } from './test-server.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes the database and removes it. */
  drop(): Promise<void>;
}

/** Something costly, such as the demo campus, that is loaded once and then copied for each test. */
export interface Preparation {
  /** Names what is loaded, in this version of it: a template of this name is not made again. */
  readonly name: string;
  run(database: Database, url: string): Promise<void>;
}

/** Once in each process. */
let sweeping: Promise<void> | undefined;

/** A database of the test's own: a copy of a template that all migrations (and the preparation) went into. */
export async function testDatabase(options: { prepare?: Preparation } = {}): Promise<TestDatabase> {
  const server = await testServer();
  const name = copyName();
  await withAdmin(server, async (admin) => {
    sweeping ??= admin.lock(() => dropLeftovers(admin));
    await sweeping;
    await copyTemplate(admin, options.prepare, name);
  });
  const url = withDatabase(server, name);
  const database = openDatabase(url, { max: 4 });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await withAdmin(server, (admin) => admin.run(`drop database if exists "${name}" with (force)`));
    },
  };
}

/**
 * Copying shares the lock and building takes it alone, so that a template is never removed or replaced while somebody
 * copies it, and is built once by however many processes need it at the same moment.
 */
async function copyTemplate(admin: Admin, prepare: Preparation | undefined, name: string): Promise<void> {
  const template = templateName(prepare);
  for (;;) {
    const copied = await admin.sharedLock(async () => {
      if (!(await admin.exists(template))) return false;
      await admin.run(`create database "${name}" template "${template}"`);
      return true;
    });
    if (copied) return;
    await admin.lock(async () => {
      if (await admin.exists(template)) return;
      await build(admin, template, prepare);
    });
  }
}

const base = 'yizhan_template_';

function templateName(prepare: Preparation | undefined): string {
  const name = base + fingerprint(readMigrations());
  return prepare ? `${name}_${createHash('sha256').update(prepare.name).digest('hex').slice(0, 12)}` : name;
}

/** Built under another name and renamed when it is complete: a killed build leaves no half template. */
async function build(admin: Admin, template: string, prepare: Preparation | undefined): Promise<void> {
  const building = `${template}_building`;
  await admin.run(`drop database if exists "${building}" with (force)`);
  await admin.run(`create database "${building}" template template0`);
  const url = withDatabase(admin.url, building);
  const database = openDatabase(url, { max: 4 });
  try {
    await migrate(database);
    await prepare?.run(database, url);
  } finally {
    await database.close();
  }
  await admin.run(`alter database "${building}" rename to "${template}"`);
}

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
