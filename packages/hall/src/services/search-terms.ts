import type { SearchTerms } from '@yizhan/contract';
import { pinyin } from 'pinyin-pro';
import type { ServiceSettings } from './settings.ts';
import type { BilingualText } from './words.ts';

/** What a search finds a service by; name and synonyms also by pinyin and its initials. */
export function searchTerms({
  name,
  nameEn = '',
  synonyms = [],
  purpose,
  guide,
}: ServiceSettings): SearchTerms {
  const spoken = [name, ...synonyms].map(syllablesOf);
  const [nameRead = '', ...synonymsRead] = spoken.map((syllables) => syllables.join(''));
  return {
    names: folded([name, nameEn, nameRead]),
    synonyms: folded([...synonyms, ...synonymsRead]),
    initials: folded(spoken.map((syllables) => syllables.map((syllable) => syllable[0] ?? '').join(''))),
    guide: folded([purpose, ...guide.conditions.flatMap(languagesOf)]),
  };
}

const syllablesOf = (text: string): readonly string[] =>
  pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });

const languagesOf = (text: BilingualText): readonly string[] =>
  typeof text === 'string' ? [text] : [text.zh, text.en ?? ''];

const folded = (texts: readonly string[]): readonly string[] =>
  [...new Set(texts.map((text) => text.normalize('NFKC').toLowerCase()))].filter(Boolean);
