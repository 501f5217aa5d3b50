import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** Stands in texts of a service for the name of the school, which the site's settings know. */
export const placeholder = '{{institution}}';

export interface FolderFile {
  /** Within the folder, with `/`. */
  readonly path: string;
  readonly content: Buffer;
}

/** What an editor or a system leaves behind (`.DS_Store`, `.git`) is no part of a service. */
export async function filesIn(directory: string): Promise<readonly FolderFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const places = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).split(path.sep))
    .filter((parts) => parts.every((part) => !part.startsWith('.')))
    .map((parts) => parts.join('/'))
    .sort();
  return Promise.all(
    places.map(async (place) => ({ path: place, content: await readFile(path.join(directory, place)) })),
  );
}

/**
 * Tells a folder from every other, without judging it: a folder of which this was published need not be read again.
 * `undefined` where its texts depend on the site's settings. As `publishedFolders` reckons it.
 */
export async function digestOfFolder(directory: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  for (const file of await filesIn(directory)) {
    if (file.content.includes(placeholder)) return undefined;
    hash.update(createHash('sha256').update(file.path).digest());
    hash.update(createHash('sha256').update(file.content).digest());
  }
  return hash.digest('hex');
}
