/**
 * The real thing: `yizhan start` in a process of its own, with the demo campus in a database of its own (a copy on the
 * server that all tests share; whether the embedded one starts is tested elsewhere) and nothing stubbed.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Preparation, testDatabase } from '@yizhan/database/testing';
import { remove, temporaryFolder } from '../temporary-folder.ts';

export interface Campus {
  /** Without a slash at its end. */
  readonly address: string;
  /** Of everybody. */
  readonly password: string;
  /** Publishes a service folder, as an administrator would on the machine. */
  publish(folder: string): Promise<void>;
  /** Gives somebody a post, or takes a post from all who hold it: as the load of the staff system does. */
  appoint(person: string, unit: string, title: string): Promise<void>;
  dismiss(title: string): Promise<void>;
  /** Stops the server as an administrator would, and checks that it goes in peace. */
  stop(): Promise<void>;
}

const password = 'yanhu-e2e-2026';
const root = fileURLToPath(new URL('../..', import.meta.url));
/** A killed test takes its server along. */
const stopWithUs = new URL('../../bin/stop-with-launcher.mjs', import.meta.url).href;
const demo = path.join(root, 'site/demo');
const patience = 120_000;
const stopPatience = 20_000;

/**
 * `more`: a folder like a site's, whose services and lists the demo campus gets besides; `settings`: of the environment.
 */
export async function startCampus(
  more?: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Campus> {
  const data = await temporaryFolder();
  const site = more === undefined ? undefined : await siteWith(more, data);
  const { url, database, drop } = await testDatabase({ prepare: loaded(site ?? demo) });
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: url,
    YIZHAN_DATA: data,
    ...(site !== undefined && { YIZHAN_SITE: site }),
    YIZHAN_DEMO_PASSWORD: password,
    ...settings,
  };
  const server = spawn(process.execPath, ['--import', stopWithUs, 'apps/server/src/main.ts', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const said: string[] = [];
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk) => said.push(String(chunk)));
  const tidy = async () => {
    await drop();
    await remove(data);
  };
  try {
    const address = await addressOf(server, said);
    await ready(address);
    return {
      address,
      password,
      async publish(folder) {
        const command = ['apps/server/src/main.ts', 'import', folder];
        await promisify(execFile)(process.execPath, command, { cwd: root, env });
      },
      async appoint(person, unit, title) {
        const text = 'insert into identity.post values ($1, $2, $3, false, 99) on conflict do nothing';
        await database.query({ text, values: [unit, person, title] });
      },
      async dismiss(title) {
        await database.query({ text: 'delete from identity.post where title = $1', values: [title] });
      },
      async stop() {
        const end = await ended(server);
        const left = processesWith(data);
        await tidy();
        assert.equal(end, 0, `the server ended with ${end}:\n${said.join('')}`);
        assert.deepEqual(left, [], 'processes that the server left behind');
        assert.doesNotMatch(said.join(''), /"level":(?:50|60)/, 'the server logged a fault');
      },
    };
  } catch (error) {
    server.kill('SIGKILL');
    await tidy();
    throw error;
  }
}

/** What `start` would load first is loaded once for all: then it finds nothing new. */
const loaded = (site: string): Preparation => ({
  name: `${password} ${digestOf(site)}`,
  async run(_database, url) {
    const env = { ...process.env, DATABASE_URL: url, YIZHAN_SITE: site, YIZHAN_DEMO_PASSWORD: password };
    await promisify(execFile)(process.execPath, ['apps/server/src/main.ts', 'demo'], { cwd: root, env });
  },
});

function digestOf(site: string): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*.*', { cwd: site }).sort())
    hash.update(`${file}\0`).update(readFileSync(path.join(site, file)));
  return hash.digest('hex');
}

async function siteWith(more: string, data: string): Promise<string> {
  const site = path.join(data, 'site');
  await cp(demo, site, { recursive: true });
  await cp(path.join(root, more), site, { recursive: true });
  return site;
}

/** What it prints; with PORT=0 the system has chosen. */
function addressOf(server: ChildProcess, said: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The campus did not start: ${why}\n${said.join('')}`));
    const timer = setTimeout(() => fail(`no address within ${patience / 1000} s`), patience);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code, signal) => fail(`it ended with ${signal ?? code}`));
    server.stdout?.on('data', () => {
      const address = /地址：(http:\S+)/.exec(said.join(''))?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** The test server trades safety for speed, which the hall rightly finds; nothing else may be amiss. */
async function ready(address: string): Promise<void> {
  const response = await fetch(`${address}/health/ready`);
  const { failing } = (await response.json()) as { failing: string[] };
  assert.deepEqual(
    failing.filter((name) => name !== 'durable'),
    [],
  );
}

async function ended(server: ChildProcess): Promise<number | string> {
  const exit = new Promise<number | string>((resolve) => {
    if (server.exitCode !== null) return resolve(server.exitCode);
    server.once('exit', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  const timer = setTimeout(() => server.kill('SIGKILL'), stopPatience);
  server.kill('SIGTERM');
  const end = await exit;
  clearTimeout(timer);
  return end;
}

/** Whatever the server had started has this folder in its environment. */
function processesWith(data: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return globSync('/proc/[0-9]*/environ').filter((file) => {
    try {
      return readFileSync(file, 'utf8').includes(`YIZHAN_DATA=${data}`);
    } catch {
      return false; // another user's, or gone meanwhile
    }
  });
}
