import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const rulesOfTheHouse = [
  '.dependency-cruiser.mjs',
  '.gitignore',
  'biome.json',
  'bin/no-clock.grit',
  'tsconfig.json',
  'tsconfig.pure.json',
];

/**
 * A checkout with our rules and our rooms, each with an empty door, and the given files in it: what the rules say to
 * them does not depend on how the real rooms are today. Lies in the system's temporary folder until the test ends.
 */
export function plantedTree(test: { after(work: () => void): void }, files: Record<string, string>): string {
  const tree = mkdtempSync(path.join(tmpdir(), 'yizhan-planted-'));
  test.after(() => rmSync(tree, { recursive: true, force: true }));
  const workspaces = globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root });
  for (const file of [...rulesOfTheHouse, 'package.json', ...workspaces])
    cpSync(path.join(root, file), path.join(tree, file));
  const doors = workspaces.map(
    (file) => [path.join(path.dirname(file), 'src/index.ts'), 'export {};\n'] as const,
  );
  for (const [file, text] of [...doors, ...Object.entries(files)]) {
    mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
    writeFileSync(path.join(tree, file), text);
  }
  mkdirSync(path.join(tree, 'node_modules/@yizhan'), { recursive: true });
  for (const place of workspaces.map((file) => path.dirname(file)))
    symlinkSync(path.join(tree, place), path.join(tree, 'node_modules/@yizhan', path.basename(place)));
  for (const name of ['.bin', '@types', 'fast-check'])
    symlinkSync(path.join(root, 'node_modules', name), path.join(tree, 'node_modules', name));
  return tree;
}
