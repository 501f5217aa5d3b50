/**
 * The cluster appears complete or not at all: initdb runs beside it, and one rename moves it into place together
 * with its password. Of two starts at once the second finds the place taken and throws its own away.
 */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { PostgresFailed } from './failure.ts';
import type { Settings } from './launch.ts';
import type { Place } from './places.ts';
import { isAlive } from './postmaster.ts';
import { run } from './run.ts';
import { type RunAs, refuseNamelessUser } from './run-as.ts';

export const superuser = 'yizhan';

/**
 * With ctype C, pg_trgm finds nothing in Chinese and says nothing. glibc has C.UTF-8 everywhere; the other systems
 * name a UTF-8 ctype otherwise. Order and case come from PostgreSQL's builtin C.UTF-8, the same on all.
 */
const ctype = { darwin: 'en_US.UTF-8', win32: 'en-US' }[process.platform as string] ?? 'C.UTF-8';

/** Makes the cluster when there is none, and refuses one of another major version. */
export async function initialise(
  place: Place,
  binaries: Binaries,
  settings: Settings,
  log: (line: string) => void,
): Promise<void> {
  await discardLeftovers(place);
  if (!existsSync(place.cluster)) {
    log(`initialising a database in ${place.home}`);
    await make(place, binaries, settings.fsync === 'off' ? ['--no-sync'] : []);
  }
  const major = readFileSync(join(place.dataDirectory, 'PG_VERSION'), 'utf8').trim();
  if (major === binaries.major) return;
  throw new PostgresFailed(
    `${place.dataDirectory} was made by PostgreSQL ${major}; this version of Yizhan brings ${binaries.major}. ` +
      'Start the Yizhan that made it, take a backup (yizhan backup), and restore it into a new YIZHAN_DATA.',
  );
}

async function make(place: Place, binaries: Binaries, more: readonly string[]): Promise<void> {
  if (!place.user) refuseNamelessUser();
  const making = mkdtempSync(join(place.home, `initialising-${process.pid}-`));
  try {
    chmodSync(making, 0o700);
    const password = join(making, 'password');
    writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (place.user) {
      chownSync(password, place.user.uid, place.user.gid);
      chownSync(making, place.user.uid, place.user.gid);
    }
    await run(binaries.initdb, [...initdbOptions(making, password), ...more], making, place.user);
    renameSync(making, place.cluster);
  } catch (error) {
    await discard(making, place.user);
    if (!existsSync(place.cluster)) throw error; // else another start was faster
  }
}

function initdbOptions(directory: string, passwordFile: string): string[] {
  return [
    `--pgdata=${join(directory, 'data')}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${ctype}`,
    '--data-checksums',
    '--no-instructions',
  ];
}

/** What a start that was killed half-way left behind. */
async function discardLeftovers(place: Place): Promise<void> {
  for (const name of readdirSync(place.home)) {
    const pid = /^initialising-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await discard(join(place.home, name), place.user);
  }
}

/** Root lets the owner do the deleting: it must not follow that user's paths with root's power. */
async function discard(directory: string, user: RunAs | undefined): Promise<void> {
  if (!user) return rmSync(directory, { recursive: true, force: true });
  const inside = ['data', 'password'].map((name) => join(directory, name));
  await run('/bin/rm', ['-rf', ...inside], '/', user);
  rmdirSync(directory);
}
