/**
 * What earlier runs left behind. A copy carries its maker in its name: machine, process, time. It is dropped when that
 * process is gone, or after a day whoever made it (another machine's processes cannot be looked at from here).
 */
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { isAlive } from '../postgres/index.ts';
import type { Admin } from './admin.ts';

const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 6);
const pattern = /^yizhan_copy_([0-9a-f]{6})_(\d+)_([0-9a-z]+)_/;
const day = 24 * 60 * 60 * 1000;
const templatesKept = 6;

export function copyName(): string {
  const time = Date.now().toString(36);
  return `yizhan_copy_${machine}_${process.pid}_${time}_${randomBytes(3).toString('hex')}`;
}

export async function dropLeftovers(admin: Admin): Promise<void> {
  const copies = await admin.names(
    `select datname as name from pg_database where datname like 'yizhan\\_copy\\_%'`,
  );
  // A newer database has a larger oid: the newest templates stay, for branches that are worked on in turn.
  const oldTemplates = await admin.names(`
    select datname as name
    from pg_database
    where datname like 'yizhan\\_template\\_%'
    order by oid desc
    offset ${templatesKept}`);
  for (const name of [...copies.filter(isLeftover), ...oldTemplates]) {
    await admin.run(`drop database if exists "${name}" with (force)`);
  }
}

function isLeftover(name: string): boolean {
  const [, where, pid, time] = pattern.exec(name) ?? [];
  if (time === undefined) return false;
  const isGone = where === machine && !isAlive(Number(pid));
  return isGone || Date.now() - Number.parseInt(time, 36) > day;
}
