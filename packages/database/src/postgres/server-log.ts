import { closeSync, constants, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const rotateAt = 10 * 1024 * 1024;

/** The file that the server writes to, and where this start's lines begin. */
export interface ServerLog {
  readonly path: string;
  readonly descriptor: number;
  readonly start: number;
}

/** Opens the log for a server about to start; one over 10 MB is put aside first, replacing the one before. */
export function openLog(home: string): ServerLog {
  const path = join(home, 'server.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > rotateAt) renameSync(path, `${path}.1`);
  // NOFOLLOW: root may be opening this in another user's directory. Windows has no such flag.
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  const descriptor = openSync(path, flags, 0o640);
  return { path, descriptor, start: fstatSync(descriptor).size };
}

/** What the server has said since then, at most the last 8 KB. */
export function saidSince({ path, start }: ServerLog): string {
  const descriptor = openSync(path, 'r');
  try {
    const end = fstatSync(descriptor).size;
    const from = Math.max(start, end - 8192);
    const buffer = Buffer.alloc(Math.max(end - from, 0));
    readSync(descriptor, buffer, 0, buffer.length, from);
    return buffer.toString();
  } finally {
    closeSync(descriptor);
  }
}
