import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import {
  budget,
  builtManifest,
  dist,
  filesFor,
  gzipSize,
  type Manifest,
  measure,
} from '../measure-bundle.ts';

const manifest = builtManifest();

describe('the built hall', { skip: manifest ? false : 'apps/web/dist is not built' }, () => {
  const built = manifest as Manifest;
  const home = () => [...filesFor(built, ['index.html'])].filter((file) => file.endsWith('.js'));

  test(`home loads at most ${budget} KB of compressed script`, () => {
    const row = measure(built, gzipSize).find(({ place }) => place === 'home');
    assert.ok(row && row.kilobytes <= budget, `${row?.kilobytes} KB`);
  });

  test('home and sign-in load neither antd nor FEEL nor the schemas of the contract', () => {
    const script = home()
      .map((file) => readFileSync(path.join(dist, file), 'utf8'))
      .join('\n');
    for (const mark of ['ant-select', 'ant-picker', 'lezer', '~kind', 'additionalProperties']) {
      assert.ok(!script.includes(mark), mark);
    }
  });
});

test('files of a place are those of its modules and of all that they import', () => {
  const manifest: Manifest = {
    'index.html': { file: 'a.js', imports: ['shared'] },
    shared: { file: 'b.js', imports: ['index.html'] },
    page: { file: 'c.js', imports: ['shared'] },
    other: { file: 'd.js' },
  };
  assert.deepEqual([...filesFor(manifest, ['index.html', 'page'])], ['a.js', 'b.js', 'c.js']);
  assert.throws(() => filesFor(manifest, ['gone.tsx']), /gone\.tsx/);
});
