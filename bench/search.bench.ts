/**
 * How long a key in the hall's search takes: the browser ranks the list that it has with every key (searchServices),
 * by name, pinyin, initials and guide, and forgives a slip. Against the least that any search must do: looking for the
 * words in every name. One picture of a screen lasts 16 ms.
 */
import { globSync } from 'node:fs';
import path from 'node:path';
import { type SearchTerms, searchServices } from '@yizhan/contract';
import { readServiceFolder, searchTerms } from '@yizhan/hall';
import { median } from './rounds.ts';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: number;
  readonly ratio?: number;
}

interface Found {
  readonly id: string;
  readonly terms: SearchTerms;
}

const rounds = 40;
const queries = [
  ['a name', '请假'],
  ['initials', 'qxj'],
  ['pinyin with a slip', 'qingjai'],
  ['a word of the guide', '佐证材料'],
  ['nothing', '火星旅行'],
] as const;
/** In milliseconds: without a stutter at the size of a hall, and without a wait at thirty times that. */
const wanted = new Map([
  [160, 16],
  [5000, 100],
]);

/** @public Called by `yizhan bench`. */
export async function run(): Promise<readonly Row[]> {
  const demo = await demoServices();
  return [...wanted].flatMap(([count, bound]) => {
    const services = severalOf(demo, count);
    return queries.map(([what, words]) => {
      const bare = milliseconds(() => services.filter(({ terms }) => terms.names[0]?.includes(words)));
      const value = milliseconds(() => searchServices(services, words));
      return {
        what: `${count} services, ${what} (${words})`,
        value: Number(value.toFixed(2)),
        unit: 'ms a key',
        bound,
        ratio: Number((value / bare).toFixed(1)),
      };
    });
  });
}

async function demoServices(): Promise<readonly Found[]> {
  const folders = globSync('site/demo/services/*/*', { cwd: path.join(import.meta.dirname, '..') });
  return Promise.all(
    folders.sort().map(async (folder) => {
      const read = await readServiceFolder(path.join(import.meta.dirname, '..', folder), '砚湖大学');
      if ('faults' in read) throw new Error(`${folder}: ${JSON.stringify(read.faults)}`);
      const { settings } = read.folder;
      return { id: settings.id, terms: searchTerms(settings) };
    }),
  );
}

/** No two alike: each copy has a name of its own. */
const severalOf = (services: readonly Found[], count: number): readonly Found[] =>
  Array.from({ length: count }, (_, index) => {
    const { id, terms } = services[index % services.length] as Found;
    const copy = Math.floor(index / services.length);
    return { id: `${id}-${copy}`, terms: { ...terms, names: terms.names.map((name) => `${name}${copy}`) } };
  });

function milliseconds(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(times);
}
