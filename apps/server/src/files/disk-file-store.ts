import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from '@yizhan/hall';

/**
 * Attachments as files under random names outside of what the web server serves. Written beside and renamed when
 * they are on the disk, so that a crash leaves no half file under a name that a row points to.
 */
export function openDiskFileStore(directory: string): FileStore {
  const place = (id: string) => path.join(directory, id.slice(0, 2), id);
  return {
    async write(id, content) {
      const target = place(id);
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const beside = `${target}.part`;
      const file = await open(beside, 'w', 0o600);
      try {
        await file.writeFile(content);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, target);
    },
    async read(id) {
      const target = place(id);
      const isThere = await stat(target).then(
        () => true,
        () => false,
      );
      return isThere ? createReadStream(target) : undefined;
    },
    remove: (id) => rm(place(id), { force: true }),
  };
}
