import { type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { RunAs } from './run-as.ts';

/**
 * May this user walk down to the path (as far as it exists)? By the permission bits; access lists are not looked
 * at, so a wrong "yes" shows as "Permission denied" when the server starts.
 */
export function canEnter(path: string, user: RunAs): boolean {
  for (let directory = resolve(path); ; directory = dirname(directory)) {
    const stats = statSync(directory, { throwIfNoEntry: false });
    if (stats?.isDirectory() && !may(user, stats, 0o1)) return false;
    if (directory === dirname(directory)) return true;
  }
}

/** May this user read (and run) the file, given that the way there is open? */
export function canRead(path: string, user: RunAs): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && may(user, stats, stats.mode & 0o100 ? 0o5 : 0o4) && canEnter(path, user);
}

function may(user: RunAs, stats: Stats, bits: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0;
  return ((stats.mode >> shift) & bits) === bits;
}
