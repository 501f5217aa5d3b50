/** How a name is read (拼音), so that it is found by what fingers type: zhangxiaoming, zxm. */
import { pinyin } from 'pinyin-pro';

export interface NameReading {
  /** All syllables as one word, ü as v, for so it is typed. */
  readonly pinyin: string;
  readonly initials: string;
}

/**
 * `given`, syllables with blanks between, overrules the computed reading: 乐 is le in one name and yue in another.
 * Surnames with a reading of their own (单 shan, 仇 qiu, 解 xie) are known.
 */
export function readingOf(name: string, given?: string): NameReading {
  const syllables = given ? given.split(' ') : syllablesOf(name);
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable[0]).join(''),
  };
}

function syllablesOf(name: string): string[] {
  const read = pinyin(name, {
    type: 'array',
    toneType: 'none',
    surname: 'head',
    v: true,
    nonZh: 'consecutive',
  });
  return read.flatMap((part) =>
    part
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== ''),
  );
}
