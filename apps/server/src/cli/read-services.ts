import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import {
  lineOf,
  readServiceFolder,
  type ServiceFault,
  type ServiceFolder,
  serviceFolders,
} from '@yizhan/hall';
import { WrongUse } from './command.ts';

/** The site that a path belongs to: the nearest folder upwards with a site.json, else the configured one. */
export async function siteAround(place: string, configured: string): Promise<string> {
  for (let folder = path.resolve(place); ; folder = path.dirname(folder)) {
    if (await exists(path.join(folder, 'site.json'))) return folder;
    if (folder === path.dirname(folder)) return configured;
  }
}

/** The service folders at or below a path. @throws WrongUse */
export async function foldersAt(place: string): Promise<readonly string[]> {
  if (!(await exists(place))) throw new WrongUse(`没有“${place}”这个路径`);
  const folders = await serviceFolders(path.resolve(place));
  if (folders.length === 0) throw new WrongUse(`“${place}”下没有服务（含 service.json 的文件夹）`);
  return folders;
}

export interface JudgedFolder {
  readonly directory: string;
  readonly folder: ServiceFolder | undefined;
  readonly faults: readonly ServiceFault[];
}

/** Reads folders, and judges each by itself. */
export async function judgeFolders(
  folders: readonly string[],
  institution: string,
): Promise<readonly JudgedFolder[]> {
  return Promise.all(
    folders.map(async (directory) => {
      const answer = await readServiceFolder(directory, institution);
      return 'faults' in answer
        ? { directory, folder: undefined, faults: answer.faults }
        : { directory, folder: answer.folder, faults: [] };
    }),
  );
}

/** `…/form.json:12 [sections[0].fields[3]]: what is wrong`, as editors and terminals make links of it. */
export function showFault(directory: string, { file, where, message }: ServiceFault): string {
  const line = where === '' ? undefined : lineIn(path.join(directory, file), file, where);
  const place = path.join(path.relative(process.cwd(), directory), file);
  return `${place}${line === undefined ? '' : `:${line}`}${where && ` [${where}]`}: ${message}`;
}

function lineIn(place: string, file: string, where: string): number | undefined {
  try {
    return lineOf(file, readFileSync(place, 'utf8'), where);
  } catch {
    // A file that is not there, or no JSON, has been told of in its own words.
    return undefined;
  }
}

const exists = (place: string): Promise<boolean> =>
  stat(place).then(
    () => true,
    () => false,
  );
