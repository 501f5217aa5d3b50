import { pinyin } from 'pinyin-pro';
import type { ServiceSettings } from './settings.ts';

/** What a search finds a service by: name, synonyms and purpose; pinyin and its initials of name and synonyms. */
export function searchTerms({ name, nameEn, synonyms = [], purpose }: ServiceSettings): readonly string[] {
  const spoken = [name, ...synonyms];
  return [...new Set([...spoken, nameEn ?? '', purpose, ...spoken.flatMap(readings)].map(folded))].filter(
    Boolean,
  );
}

function readings(text: string): readonly string[] {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });
  return [syllables.join(''), syllables.map((syllable) => syllable[0] ?? '').join('')];
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
