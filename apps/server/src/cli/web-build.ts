import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { root } from '../config.ts';

const web = path.join(root, 'apps/web');
const target = path.join(web, 'dist');

/**
 * The folder of the built pages, built when their sources have changed since. Built beside and renamed, so that a
 * start that is killed, or two at once, never serve half of it.
 */
export async function builtWeb(log: (line: string) => void): Promise<string> {
  const sources = await digestOfSources();
  const built = await readFile(path.join(target, '.sources'), 'utf8').catch(() => '');
  if (built === sources) return target;
  log('构建网页 …');
  const { build } = await import('vite');
  const beside = `${target}.${process.pid}`;
  await build({ root: web, logLevel: 'warn', build: { outDir: beside, emptyOutDir: true } });
  await compressAssets(path.join(beside, 'assets'));
  await writeFile(path.join(beside, '.sources'), sources);
  // Moved aside before it is removed: a rename is whole or not at all, the removal of a folder is not.
  const aside = `${beside}.old`;
  await rename(target, aside).catch(ignoreAbsence);
  await rename(beside, target).catch(() => rm(beside, { recursive: true, force: true })); // Another was quicker, with the same sources.
  await rm(aside, { recursive: true, force: true });
  return target;
}

function ignoreAbsence(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

const compress = promisify(brotliCompress);

async function compressAssets(directory: string): Promise<void> {
  const files = (await readdir(directory)).filter((file) => /\.(js|css|svg)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const content = await readFile(path.join(directory, file));
      await writeFile(
        path.join(directory, `${file}.br`),
        await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      );
    }),
  );
}

/** Of everything that the pages are built from: their own sources, the rooms that they know, and the versions of libraries. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const places = [
    'apps/web',
    'packages/contract/src',
    'packages/feel/src',
    'packages/forms/src',
    'package-lock.json',
  ];
  for (const place of places) {
    for (const file of await filesBelow(path.join(root, place))) {
      hash
        .update(path.relative(root, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesBelow(place: string): Promise<readonly string[]> {
  const entries = await readdir(place, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [place];
  const kept = entries.filter(
    ({ name }) => !name.startsWith('dist') && name !== 'node_modules' && !/\.test\.tsx?$/.test(name),
  );
  return (await Promise.all(kept.map((entry) => filesBelow(path.join(place, entry.name))))).flat().sort();
}
