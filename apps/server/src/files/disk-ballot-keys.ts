import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { type BallotKeys, newBallotKey } from '@yizhan/hall';

const anHour = 3_600_000;

/**
 * Keys of ballot boxes as files of their own, outside of the database. They belong in no backup that is kept: whoever has
 * an old state of the database and the key of that time can tell the papers of a vote apart by when they came.
 */
export function openDiskBallotKeys(directory: string): BallotKeys {
  const place = (box: string) => path.join(directory, encodeURIComponent(box));
  const read = (box: string) =>
    readFile(place(box)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  return {
    async make(box) {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Written beside and linked when it is on the disk: a crash leaves no half key under the box's name.
      const beside = path.join(directory, `${newPart}${randomUUID()}`);
      const file = await open(beside, 'wx', 0o600);
      try {
        await file.writeFile(newBallotKey());
        await file.sync();
      } finally {
        await file.close();
      }
      await link(beside, place(box)).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        // Left behind by a vote that did not come about: it is in use from now on.
        await utimes(place(box), new Date(), new Date());
      });
      await rm(beside);
      return readFile(place(box));
    },
    read,
    destroy: (box) => rm(place(box), { force: true }),
    async listOld() {
      const names = await readdir(directory).catch((): string[] => []);
      const old: string[] = [];
      for (const name of names) {
        const known = await stat(path.join(directory, name)).catch(() => undefined);
        if (known !== undefined && Date.now() - known.mtimeMs > anHour) old.push(decodeURIComponent(name));
      }
      return old;
    },
  };
}

/** No box has such a name. */
const newPart = '.new-';
