/** What benches against PostgreSQL share: a server with the settings of production, and databases on it. */
import path from 'node:path';
import { type Database, openDatabase, startPostgres } from '@yizhan/database';

/** A line of a bench's answer: `ratio` is to the contender it is held against, and `bound` is what it should reach. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: number;
  readonly ratio?: number;
}

export interface BenchServer {
  urlOf(database: string): string;
  /** Of an earlier run nothing is kept, whatever became of it. */
  makeAnew(database: string, template: string): Promise<void>;
}

/** Runs `work` on a server of its own; the databases that it has made are dropped afterwards. */
export async function onServer<Answer>(work: (server: BenchServer) => Promise<Answer>): Promise<Answer> {
  const postgres = await startPostgres({ directory: path.join(dataDirectory(), 'bench'), log: say });
  const admin = openDatabase(postgres.url, { max: 1 });
  const made = new Set<string>();
  try {
    return await work({
      urlOf(database) {
        const url = new URL(postgres.url);
        url.pathname = `/${database}`;
        return url.href;
      },
      async makeAnew(database, template) {
        made.add(database);
        await drop(admin, database);
        await admin.query({ text: `create database ${database} template ${template}` });
      },
    });
  } finally {
    for (const database of made) await drop(admin, database);
    await admin.close();
    await postgres.stop();
  }
}

async function drop(admin: Database, name: string): Promise<void> {
  await admin.query({ text: `drop database if exists ${name} with (force)` });
}

/** A real disk: what `npm start` keeps its data on. (The temporary folder may be memory, where durability is free.) */
const dataDirectory = (): string =>
  path.resolve(import.meta.dirname, '..', process.env.YIZHAN_DATA || '.data');

/** Progress goes to standard error: the answer alone is for programs to read. */
export const say = (line: string): void => console.error(`  ${line}`);
