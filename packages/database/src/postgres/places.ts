import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PostgresFailed } from './failure.ts';
import { canEnter } from './reach.ts';
import { chooseUser, type RunAs } from './run-as.ts';

/** Where one embedded server lives, and who runs it. */
export interface Place {
  readonly home: string;
  /** Not where it was asked for, since the run-as user cannot enter there. */
  readonly isElsewhere: boolean;
  readonly cluster: string;
  readonly dataDirectory: string;
  readonly passwordFile: string;
  readonly user: RunAs | undefined;
}

/** Under directories that only root can write nobody else can have laid a trap. */
const rootsPlace = process.platform === 'darwin' ? '/var/db/yizhan' : '/var/lib/yizhan';

/** The place of the server that is asked for in `directory`. Touches nothing. */
export function findPlace(directory: string): Place {
  const wanted = resolve(directory);
  const elsewhere = join(rootsPlace, createHash('sha256').update(wanted).digest('hex').slice(0, 12));
  const homes = process.getuid?.() === 0 ? [wanted, elsewhere] : [wanted];
  const known = homes.find((home) => existsSync(join(home, 'cluster')));
  const user = chooseUser(known && join(known, 'cluster'));
  const home = known ?? (user && !canEnter(wanted, user) ? elsewhere : wanted);
  if (user && !canEnter(home, user)) {
    throw new PostgresFailed(
      `the data in ${home} belongs to ${user.name}, who can no longer enter that directory. ` +
        `Let others pass through the directories above it (chmod o+x), or move it to ${elsewhere}.`,
    );
  }
  const cluster = join(home, 'cluster');
  return {
    home,
    isElsewhere: home === elsewhere,
    cluster,
    dataDirectory: join(cluster, 'data'),
    passwordFile: join(cluster, 'password'),
    user,
  };
}

/** Makes the directories of the place, down to its home. */
export function makePlace({ home, isElsewhere, user }: Place, log: (line: string) => void): void {
  if (isElsewhere) {
    makeRootsPlace();
    log(`${user?.name} may not enter the directory that was asked for: the database lives in ${home}`);
  }
  // A strict umask of root's must not shut the run-as user out of directories that we make ourselves.
  const first = mkdirSync(home, { recursive: true });
  if (first !== undefined && user) {
    for (let made = home; made.length >= first.length; made = dirname(made)) chmodSync(made, 0o755);
  }
  accessSync(home, constants.W_OK);
}

/** The directory for what only root may have written, checked, for a copy of the binaries too. */
export function makeRootsPlace(): string {
  mkdirSync(rootsPlace, { recursive: true, mode: 0o755 });
  refuseForeign(rootsPlace);
  chmodSync(rootsPlace, 0o755);
  return rootsPlace;
}

/** Ours, a real directory, and writable by nobody else. */
export function refuseForeign(path: string): void {
  const stats = lstatSync(path);
  const trusted = stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid);
  if (trusted && (process.platform === 'win32' || (stats.mode & 0o022) === 0)) return;
  throw new PostgresFailed(
    `${path} is not a directory that only its owner, the user who starts Yizhan, can write. Look who made it; ` +
      'remove it or correct its owner and mode, and start again.',
  );
}
