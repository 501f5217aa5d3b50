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
}

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

  return {
    async current(version) {
      const wanted = version ?? (await storedVersion(database));
      if (held && held.version >= wanted) return held;
      const loaded = await load();
      // A load already under way may have begun before the change; one begun from here on has it.
      return loaded.version >= wanted ? loaded : load();
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
