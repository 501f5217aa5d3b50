/**
 * What each place of the hall loads before its first use, in compressed script, from the manifest of the last build:
 * `node apps/web/measure-bundle.ts` prints it, and fails when the home page is over its budget.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** KB of gzip for the home page (DESIGN section 10). */
export const budget = 150;

export interface Chunk {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  isEntry?: boolean;
}
export type Manifest = Readonly<Record<string, Chunk>>;

export const dist = path.join(import.meta.dirname, 'dist');

/** Modules that a place loads besides the entry. */
const places: Readonly<Record<string, readonly string[]>> = {
  home: [],
  'home in English': ['src/texts/en.ts'],
  guide: ['src/screens/service/service.tsx'],
  'application form': ['src/screens/apply/apply.tsx'],
  'my applications': ['src/screens/applications/applications.tsx'],
  application: ['src/screens/application/application.tsx'],
  'to do': ['src/screens/tasks/tasks.tsx'],
  task: ['src/screens/task/task.tsx'],
  'task that fills in': ['src/screens/task/task.tsx', 'src/screens/task/fill-form.tsx'],
  'flow chart': ['src/diagram/open-picture.ts'],
  messages: ['src/screens/messages/messages.tsx'],
  instances: ['src/screens/admin/instances.tsx'],
  'hand over': ['src/screens/admin/hand-over.tsx'],
};

/** Files that are loaded for some modules: what they import, and what that imports. */
export function filesFor(manifest: Manifest, modules: readonly string[]): ReadonlySet<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (!chunk) throw new Error(`the build has no ${name}: its name in measure-bundle.ts is old`);
    files.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const name of modules) visit(name);
  return files;
}

export function measure(
  manifest: Manifest,
  sizeOf: (file: string) => number,
): { place: string; kilobytes: number }[] {
  return Object.entries(places).map(([place, modules]) => {
    const files = filesFor(manifest, ['index.html', ...modules]);
    const bytes = [...files]
      .filter((file) => file.endsWith('.js'))
      .reduce((sum, file) => sum + sizeOf(file), 0);
    return { place, kilobytes: Math.round(bytes / 102.4) / 10 };
  });
}

export const builtManifest = (): Manifest | undefined => {
  const file = path.join(dist, '.vite/manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : undefined;
};

export const gzipSize = (file: string): number => gzipSync(readFileSync(path.join(dist, file))).length;

if (import.meta.main) {
  const manifest = builtManifest();
  if (!manifest) {
    process.stderr.write('apps/web/dist is not built: run `vite build apps/web` first\n');
    process.exit(2);
  }
  const rows = measure(manifest, gzipSize);
  for (const { place, kilobytes } of rows)
    process.stdout.write(`${place.padEnd(22)} ${kilobytes.toFixed(1).padStart(7)} KB gz\n`);
  const home = rows.find(({ place }) => place === 'home')?.kilobytes ?? 0;
  if (home > budget) {
    process.stderr.write(`home is over its budget of ${budget} KB\n`);
    process.exit(1);
  }
}
