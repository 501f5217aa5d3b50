/**
 * The whole server on the demo campus, for tests: a copy of a template into which site/demo was loaded once, the
 * rooms wired as `yizhan start` wires them, and HTTP on a real port. Its clock goes on from the real one and can be
 * put forward; sessions and the queue go by the database's clock and don't notice.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, migrate } from '@yizhan/database';
import { type Preparation, testDatabase } from '@yizhan/database/testing';
import { schoolDay } from '@yizhan/flow';
import { loadDemo } from '../cli/load-demo.ts';
import { type DemoPlatform, openDemoPlatform } from '../cli/sandbox-pay.ts';
import { type Config, root, type SmtpSettings } from '../config.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../http/server.ts';
import { type Wiring, wire } from '../wiring.ts';
import { startWorkers } from '../workers/start-workers.ts';
import { openClient, type Person, type Visitor } from './client.ts';
import { assertHistoryReplays } from './history.ts';
import { type ApiJudge, openApiJudge } from './openapi-judge.ts';

export const password = 'reeds along the lake';

export interface Campus {
  readonly wiring: Wiring;
  readonly database: Database;
  readonly app: App;
  readonly address: string;
  /** Of the database that the campus is on. */
  readonly databaseUrl: string;
  /** Everything that the server has logged so far. */
  readonly log: () => string;
  /** Of a campus that pays. */
  readonly paying: DemoPlatform | undefined;
  readonly visitor: Visitor;
  /** Signs a person in by number, once; asked again it gives the same session. */
  signIn(number: string): Promise<Person>;
  /** Several at once, in their order. */
  signInAll<const Numbers extends readonly string[]>(
    numbers: Numbers,
  ): Promise<{ -readonly [Index in keyof Numbers]: Person }>;
  now(): string;
  /** The date at the school, today or so many days ahead. */
  day(ahead?: number): string;
  putForward(days: number): void;
  /** Resolves when the workers have nothing left to do. */
  settle(): Promise<void>;
  /** Looks whether every history leads to its state, and takes everything down. */
  close(): Promise<void>;
}

export interface CampusOptions {
  readonly https?: boolean;
  /** Another server than that of the tests: one that a test may stop. See `loadCampus`. */
  readonly databaseUrl?: string;
  readonly workers?: boolean;
  readonly isThrottled?: boolean;
  /** Where mail goes; nowhere when absent. */
  readonly smtp?: SmtpSettings;
  /** With the sandbox platform to pay at. */
  readonly pays?: boolean;
  /** Adds to the server before it listens. */
  readonly furnish?: (app: App) => void;
}

const aDay = 86_400_000;

export async function openCampus({
  https = false,
  databaseUrl,
  workers: hasWorkers = true,
  isThrottled = true,
  furnish = () => undefined,
  smtp,
  pays = false,
}: CampusOptions = {}): Promise<Campus> {
  const copy = databaseUrl === undefined ? await testDatabase({ prepare: await demoCampus() }) : undefined;
  const url = databaseUrl ?? copy?.url ?? '';
  const data = await mkdtemp(path.join(tmpdir(), 'yizhan-campus-'));
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead).toISOString();
  const config = { ...configFor(data, https), ...(smtp && { smtp }) };
  const demoPlatform = pays ? await openDemoPlatform(config, now) : undefined;
  const wiring = await wire(config, url, now, undefined, demoPlatform?.platform);
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const app = await buildServer(wiring, { isThrottled, logger: { level: 'trace', stream } });
  furnish(app);
  const workers = hasWorkers ? startWorkers(wiring, app.log) : undefined;
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  demoPlatform?.listensAt(address);
  const judge: ApiJudge = openApiJudge(app.swagger());
  const signedIn = new Map<string, Promise<Person>>();
  const visitor = openClient(address, judge);
  const signIn = (number: string): Promise<Person> => {
    const person = signedIn.get(number) ?? visitor.signIn(number, password);
    signedIn.set(number, person);
    return person;
  };
  return {
    wiring,
    app,
    address,
    visitor,
    signIn,
    now,
    day: (days = 0) => schoolDay(new Date(Date.parse(now()) + days * aDay).toISOString()),
    database: wiring.database,
    paying: demoPlatform,
    databaseUrl: url,
    log: () => lines.join(''),
    signInAll: <const Numbers extends readonly string[]>(numbers: Numbers) =>
      Promise.all(numbers.map(signIn)) as Promise<{ -readonly [Index in keyof Numbers]: Person }>,
    putForward(days) {
      ahead += days * aDay;
    },
    async settle() {
      while ((await wiring.flow.outboxState()).waiting > 0) await pause(20);
    },
    async close() {
      await app.close();
      await workers?.stop();
      await demoPlatform?.sandbox.close();
      try {
        await assertHistoryReplays(wiring.database);
      } finally {
        await wiring.close();
        await copy?.drop();
        await rm(data, { recursive: true, force: true });
      }
    },
  };
}

export const configFor = (data: string, https = false): Config => ({
  host: '127.0.0.1',
  port: 0,
  publicUrl: https ? 'https://hall.example.edu.cn' : 'http://127.0.0.1',
  databaseUrl: undefined,
  data,
  site: path.join(root, 'site/demo'),
  demoPassword: password,
  isProduction: false,
  sandboxPayPort: 0,
});

async function demoCampus(): Promise<Preparation> {
  return {
    name: `demo campus ${await digestOf(path.join(root, 'site/demo'))} ${password}`,
    run: (_database, url) => loadCampus(url),
  };
}

/** Loads the demo campus into a database that has or has not been migrated yet. */
export async function loadCampus(url: string): Promise<void> {
  const data = await mkdtemp(path.join(tmpdir(), 'yizhan-campus-'));
  const wiring = await wire(configFor(data), url);
  try {
    await migrate(wiring.database);
    await loadDemo(wiring, () => undefined);
  } finally {
    await wiring.close();
    await rm(data, { recursive: true, force: true });
  }
}

async function digestOf(directory: string): Promise<string> {
  const hash = createHash('sha256');
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const places = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath, file.name));
  for (const place of places.sort()) hash.update(place).update(await readFile(place));
  return hash.digest('hex');
}
