/** The server as `yizhan start` runs it, and people at browsers who submit a form of thirty fields with a table. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readServiceFolder, type ServiceFolder } from '@yizhan/hall';
import { type Contender, withClients } from '../rounds.ts';

const root = path.join(import.meta.dirname, '../..');
const password = 'bench-Pass-2026';

export interface Hall {
  readonly address: string;
  close(): Promise<void>;
}

/** A process of its own, as `yizhan start` is; it loads the demo campus into the empty database. */
export async function startHall(databaseUrl: string, data: string): Promise<Hall> {
  const env = {
    ...process.env,
    NODE_ENV: 'development',
    DATABASE_URL: databaseUrl,
    YIZHAN_DATA: data,
    YIZHAN_DEMO_PASSWORD: password,
    PORT: '0',
  };
  const server = spawn(process.execPath, ['apps/server/src/main.ts', 'start'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    address: await addressOf(server.stdout),
    async close() {
      server.kill('SIGTERM');
      await once(server, 'exit');
    },
  };
}

/** What it prints once it listens; what follows, the log, is read and dropped. */
async function addressOf(output: Readable): Promise<string> {
  const lines = createInterface({ input: output });
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = /地址：(http:\S+)/.exec(line)?.[1];
      if (address !== undefined) resolve(address);
    });
    lines.once('close', () => reject(new Error('the hall did not start')));
  });
}

/** The folder of the form of thirty fields, as it is published. */
export async function thirtyFields(): Promise<ServiceFolder> {
  const read = await readServiceFolder(path.join(import.meta.dirname, 'thirty-fields'), '');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.folder;
}

/** More people than clients: one person may ask six hundred times a minute, and a bench asks oftener. */
export async function submitting(
  name: string,
  { address }: Hall,
  persons: readonly string[],
  clients: number,
): Promise<Contender> {
  const sessions: Readonly<Record<string, string>>[] = [];
  for (const person of persons) sessions.push(await signIn(address, person));
  const body = JSON.stringify({ service: 'thirty-fields', data: form });
  let turn = 0;
  return {
    name,
    run: (seconds) =>
      withClients(clients, seconds, async () => {
        turn += 1;
        const response = await fetch(`${address}/api/v1/applications`, {
          method: 'POST',
          headers: {
            ...sessions[turn % sessions.length],
            'content-type': 'application/json',
            'idempotency-key': randomUUID(),
          },
          body,
        });
        const answer = await response.text();
        if (response.status !== 201) throw new Error(`${response.status} ${answer}`);
      }),
  };
}

async function signIn(address: string, number: string): Promise<Readonly<Record<string, string>>> {
  const response = await fetch(`${address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: number, password }),
  });
  if (!response.ok) throw new Error(`${number} cannot sign in: ${response.status}`);
  const { csrf } = (await response.json()) as { csrf: string };
  const cookie = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  return { cookie: cookie.join('; '), 'x-csrf-token': csrf };
}

const form = {
  phone: '19900001106',
  kind: '培训',
  period: { start: '2026-12-01', end: '2026-12-04' },
  reason: '赴外校参加学科评估与教学质量保障专题研修，期满提交书面总结。',
  abroad: true,
  country: '新加坡',
  text0: '由本单位承担费用',
  text1: '工作由同事代理',
  text2: '已与主办方确认',
  text3: '按期返校',
  amount0: 320000,
  amount1: 180000,
  amount2: 96000,
  date0: '2026-12-01',
  date1: '2026-12-04',
  mail0: 'someone@example.edu.cn',
  plan: [
    { day: '2026-12-01', place: '去程', cost: 160000 },
    { day: '2026-12-02', place: '主会场', cost: 20000 },
    { day: '2026-12-04', place: '返程', cost: 160000 },
  ],
};
