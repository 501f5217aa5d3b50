/**
 * A package like biome comes in one binary package per platform, all of them its optionalDependencies. A lock file
 * made against a registry that lacks some (a mirror, an offline cache) silently leaves those out, and from then on
 * `npm ci` refuses it everywhere: "Missing: @biomejs/cli-darwin-arm64@ from lock file".
 */
export interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dev?: boolean;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

/** An optional dependency that the lock file does not place. */
export interface Gap {
  readonly place: string;
  readonly version: string;
  readonly dev: boolean;
}

export function gapsOf(lock: Lock): Gap[] {
  return Object.entries(lock.packages).flatMap(([place, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name]) => placeOf(lock, place, name) === undefined)
      .map(([name, version]) => ({ place: `node_modules/${name}`, version, dev: locked.dev === true })),
  );
}

/** Where Node, and npm, would find a package: in the nearest node_modules, going outwards. */
function placeOf(lock: Lock, from: string, name: string): string | undefined {
  const parts = from === '' ? [] : from.split('/');
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const place = [...parts.slice(0, depth), 'node_modules', name].join('/');
    if (place in lock.packages) return place;
  }
  return undefined;
}
