/**
 * The directory as this server holds it. Whoever asks says which version they know of (a session brings it with
 * every request), so a change of head or grant counts from the next request on, on every server, without
 * messages between servers.
 */
import type { Connection } from '@yizhan/database';
import { type DirectoryRow, directoryVersion, wholeDirectory } from './directory.sql.ts';
import { type Directory, makeDirectory } from './directory.ts';
import type { Unit } from './unit.ts';

export interface DirectoryCache {
  /** At least as new as `version`; without one, as new as the database. */
  current(version?: number): Promise<Directory>;
  /**
   * As this server holds it: as new as the newest version that anybody has brought, and at most some seconds older than
   * the database. For names, and for what is asked again where it counts.
   */
  recent(): Promise<Directory>;
  /** What is held at this moment, if anything. */
  readonly held: Directory | undefined;
}

const recentMs = 10_000;

/** Loads with the first question. Questions that come while a load is under way wait for the same load. */
export function openDirectory(database: Connection): DirectoryCache {
  let held: Directory | undefined;
  let loading: Promise<Directory> | undefined;

  const load = () => {
    loading ??= loadDirectory(database)
      .then((loaded) => {
        if (!held || loaded.version > held.version) held = loaded;
        return held;
      })
      .finally(() => {
        loading = undefined;
      });
    return loading;
  };

  let askedAt = Number.NEGATIVE_INFINITY;
  const current = async (version?: number) => {
    const asks = performance.now();
    const wanted = version ?? (await storedVersion(database));
    if (version === undefined) askedAt = asks;
    if (held && held.version >= wanted) return held;
    const loaded = await load();
    // A load already under way may have begun before the change; one begun from here on has it.
    return loaded.version >= wanted ? loaded : load();
  };
  return {
    current,
    recent: async () => (held && performance.now() - askedAt < recentMs ? held : current()),
    get held() {
      return held;
    },
  };
}

async function storedVersion(database: Connection): Promise<number> {
  const [row] = await database.query<{ version: number }>(directoryVersion());
  return row!.version;
}

async function loadDirectory(database: Connection): Promise<Directory> {
  const [row] = await database.query<DirectoryRow>(wholeDirectory());
  return makeDirectory({ ...row!, units: row!.units.map(withoutEmptyName) });
}

function withoutEmptyName({ nameEn, ...unit }: DirectoryRow['units'][number]): Unit {
  return nameEn === null ? unit : { ...unit, nameEn };
}
