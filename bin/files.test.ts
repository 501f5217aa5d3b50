/** Rules of the house that no other tool looks at. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { root } from './planted-tree.ts';
import { database, e2e, filesOf, pure } from './test-steps.ts';

const places = '{packages,apps,bin,bench,e2e}';
const find = (pattern: string) =>
  globSync(pattern, { cwd: root, exclude: ['**/node_modules/**', '**/dist/**'] }).sort();
const sources = find(`${places}/**/*.{ts,tsx,mjs,sql,css}`);
/** This file names what it forbids. */
const others = sources.filter((file) => file !== 'bin/files.test.ts');
const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');

test('no folder is a drawer: each is named for its subject', () => {
  assert.deepEqual(find(`${places}/**/{utils,util,common,helpers,misc,shared,lib}/`), []);
});

test('nothing is left to do later in a comment', () => {
  assert.deepEqual(
    others.filter((file) => /\b(TODO|FIXME)\b/.test(textOf(file))),
    [],
  );
});

test('every test file belongs to a step of npm test', () => {
  const run = [pure, database, e2e].flatMap((step) => filesOf(root, step));
  assert.deepEqual(find(`${places}/**/*.test.*`), run.sort());
});

test("a room's door lists names and holds no logic", () => {
  const exportsAlone = /^(\s*(\/\*\*[\s\S]*?\*\/|\/\/.*|export (type )?\{[^}]*\} from '[^']+';))*\s*$/;
  assert.deepEqual(
    find('packages/*/src/index.ts').filter((file) => !exportsAlone.test(textOf(file))),
    [],
  );
});

test('the environment is read as process.env, where the linter sees it', () => {
  const inDisguise =
    /import\s*\{[^}]*\benv\b[^}]*\}\s*from\s*'(node:)?process'|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/;
  assert.deepEqual(
    others.filter((file) => inDisguise.test(textOf(file))),
    [],
  );
});

test('versions of packages are exact', () => {
  const loose = find(`{package.json,{packages,apps}/*/package.json}`).flatMap((file) => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(textOf(file));
    return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file}: ${name}@${version}`);
  });
  assert.deepEqual(loose, []);
});
