import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from '@yizhan/hall';

/** Below the files, where no id begins so. */
const partsFolder = 'parts';
const beside = '.part';

/**
 * Attachments as files under random names outside of what the web server serves. Written beside and renamed when
 * they are on the disk, so that a crash leaves no half file under a name that a row points to. Parts of a file on its
 * way lie in a folder of their own, each under the place where it begins.
 */
export function openDiskFileStore(directory: string): FileStore {
  const place = (id: string) => path.join(directory, id.slice(0, 2), id);
  const partsPlace = (id: string) => path.join(directory, partsFolder, id);
  return {
    write: (id, content) => writeWhole(place(id), content),
    async read(id) {
      const target = place(id);
      const isThere = await stat(target).then(
        () => true,
        () => false,
      );
      return isThere ? createReadStream(target) : undefined;
    },
    remove: (id) => rm(place(id), { force: true }),
    writePart: (id, offset, content) => writeWhole(path.join(partsPlace(id), String(offset)), content),
    async partsOf(id) {
      const parts = await partsIn(partsPlace(id));
      const last = parts.at(-1);
      return last === undefined ? 0 : last.offset + last.size;
    },
    async readParts(id) {
      const parts = await partsIn(partsPlace(id));
      return Buffer.concat(await Promise.all(parts.map(({ file }) => readFile(file))));
    },
    removeParts: (id) => rm(partsPlace(id), { recursive: true, force: true }),
    async removeLeftovers(before) {
      const isOld = async (file: string) => (await stat(file)).mtimeMs < Date.parse(before);
      for (const folder of await namesIn(directory)) {
        const inside = path.join(directory, folder);
        for (const name of await namesIn(inside)) {
          const isLeft = folder === partsFolder || name.endsWith(beside);
          const file = path.join(inside, name);
          if (isLeft && (await isOld(file))) await rm(file, { recursive: true, force: true });
        }
      }
    },
  };
}

async function writeWhole(target: string, content: Uint8Array): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const half = `${target}${beside}`;
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, target);
}

interface Part {
  readonly file: string;
  readonly offset: number;
  readonly size: number;
}

/** From the beginning on, as far as there is no gap. */
async function partsIn(folder: string): Promise<readonly Part[]> {
  const names = (await namesIn(folder)).filter((name) => !name.endsWith(beside));
  const parts = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      return { file, offset: Number(name), size: (await stat(file)).size };
    }),
  );
  parts.sort((one, other) => one.offset - other.offset);
  let end = 0;
  return parts.filter(({ offset, size }) => {
    if (offset !== end) return false;
    end += size;
    return true;
  });
}

/** None where there is no such folder. */
const namesIn = (folder: string): Promise<readonly string[]> => readdir(folder).catch(() => []);
