import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gapsOf, type Lock } from './lock-gaps.ts';
import { root } from './planted-tree.ts';

const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

test('package-lock.json names every platform, so that `npm ci` takes it', () => {
  const missing = gapsOf(read('package-lock.json')).map((gap) => `${gap.place}@${gap.version}`);
  assert.deepEqual(missing, [], 'run: node bin/complete-lock.ts');
});

test('package-lock.json is in step with every package.json', () => {
  const { packages } = read('package-lock.json');
  const places = Object.keys(packages).filter((place) => !place.includes('node_modules/'));
  for (const place of places) {
    const { bin, dependencies, devDependencies, optionalDependencies } = read(
      path.join(place, 'package.json'),
    );
    const locked = packages[place];
    assert.deepEqual(
      [locked.bin, locked.dependencies, locked.devDependencies, locked.optionalDependencies],
      [bin, dependencies, devDependencies, optionalDependencies],
      `${place || 'the root'}: run npm install --package-lock-only && node bin/complete-lock.ts`,
    );
  }
});

test('a gap is an optional dependency that no node_modules on the way out places', () => {
  const lock: Lock = {
    packages: {
      '': {},
      'node_modules/tool': {
        dev: true,
        optionalDependencies: { 'tool-linux-x64': '1.0.0', 'tool-darwin-x64': '1.0.0' },
      },
      'node_modules/tool-linux-x64': { version: '1.0.0' },
      'node_modules/other': { optionalDependencies: { inner: '2.0.0' } },
      'node_modules/other/node_modules/inner': { version: '2.0.0' },
    },
  };
  assert.deepEqual(gapsOf(lock), [{ place: 'node_modules/tool-darwin-x64', version: '1.0.0', dev: true }]);
});
