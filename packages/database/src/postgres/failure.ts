import { existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The embedded server cannot run here or did not start. The message says what to do. */
export class PostgresFailed extends Error {
  override readonly name = 'PostgresFailed';
}

interface Known {
  readonly when: RegExp;
  readonly say: (place: string) => string;
}

const known: readonly Known[] = [
  {
    // Before "No space left on device", which it also says.
    when: /could not (create|resize|open) shared memory segment/,
    say: () =>
      'the system gives PostgreSQL too little shared memory. In Docker: docker run --shm-size=256m; ' +
      'elsewhere: make room in /dev/shm.',
  },
  {
    when: /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT/,
    say: (place) =>
      `the disk that holds ${place} is full. Free some space there (see df -h ${place}), or set YIZHAN_DATA ` +
      'to a directory on another disk, and start again. Nothing that was saved is lost.',
  },
  {
    when: /Read-only file system|EROFS/,
    say: (place) => `${place} is on a read-only disk. Set YIZHAN_DATA to a directory that can be written.`,
  },
  {
    when: /has wrong ownership|must be started by the user that owns/,
    say: (place) =>
      `${place} belongs to another user. Start as the user who made it, or set YIZHAN_DATA to a new directory.`,
  },
  {
    when: /Permission denied|Operation not permitted|EACCES|EPERM/,
    say: (place) =>
      `${place} cannot be written or entered by the user who runs PostgreSQL. Start as the user who made it, ` +
      'or set YIZHAN_DATA to a directory of your own.',
  },
  {
    when: /lock file "postmaster\.pid" is empty/,
    say: (place) =>
      `a start was cut off and left an empty file ${place}/postmaster.pid. ` +
      'If no PostgreSQL is running on it (see ps), delete that file and start again.',
  },
  {
    when: /lock file "postmaster\.pid" already exists|pre-existing shared memory block/,
    say: (place) =>
      `another PostgreSQL still uses ${place} and did not answer. Look for it with ps, end it, and start again.`,
  },
  {
    when: /incompatible with server|database files are incompatible/,
    say: (place) =>
      `${place} was made by another major version of PostgreSQL. Restore a backup into a new one.`,
  },
  {
    when: /error while loading shared libraries|Library not loaded|GLIBC_|cannot execute binary|ENOEXEC/,
    say: () =>
      'the PostgreSQL that npm installed does not run on this system. ' +
      'Run npm install again, or set DATABASE_URL to a PostgreSQL server of yours (16 or later).',
  },
];

/** Words for a failure of the system or of PostgreSQL, with what it said itself behind them. */
export function explain(cause: unknown, place: string): PostgresFailed {
  if (cause instanceof PostgresFailed) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const match = known.find(({ when }) => when.test(isFull(place) ? `${said}\nENOSPC` : said));
  const lead = match ? match.say(place) : `PostgreSQL did not start on ${place}.`;
  return new PostgresFailed(`${lead}\n${lastLines(said)}`, { cause });
}

/** PostgreSQL's last words often cannot be written down either when its log is on the same full disk. */
function isFull(place: string): boolean {
  let directory = resolve(place);
  while (!existsSync(directory)) directory = dirname(directory);
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize < 1024 * 1024;
}

function lastLines(text: string): string {
  return text
    .trim()
    .split('\n')
    .slice(-12)
    .map((line) => `  | ${line}`)
    .join('\n');
}
