/** What a service is found by, folded (NFKC, small letters). */
export interface SearchTerms {
  readonly names: readonly string[];
  readonly synonyms: readonly string[];
  /** Of the pinyin of both; too short for a slip to be told from another service. */
  readonly initials: readonly string[];
  readonly guide: readonly string[];
}

/**
 * The services that somebody's words mean, the likeliest first: every word occurs in the name, in a synonym (both also in
 * pinyin and its initials) or in the guide. Where nothing is found so, one slip of the keyboard in a word is forgiven.
 * The browser searches the list it has with the same rule as the server.
 */
export function searchServices<Service extends { readonly terms: SearchTerms }>(
  services: readonly Service[],
  query: string,
): Service[] {
  const words = query
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s'’]+/)
    .filter(Boolean);
  const exact = ranked(
    services,
    words.map((word) => ({ isIn: (term) => term.includes(word), word })),
  );
  return exact.length > 0 ? exact : ranked(services, words.map(forgiving));
}

interface Sought {
  readonly word: string;
  readonly isIn: (term: string) => boolean;
}

function ranked<Service extends { readonly terms: SearchTerms }>(
  services: readonly Service[],
  words: readonly Sought[],
): Service[] {
  return services
    .map((service) => ({ service, rank: rankOf(service.terms, words) }))
    .filter(({ rank }) => Number.isFinite(rank))
    .sort((one, other) => one.rank - other.rank)
    .map(({ service }) => service);
}

/** The lower the likelier; infinite where a word is nowhere. */
const rankOf = (terms: SearchTerms, words: readonly Sought[]): number =>
  words.reduce((sum, word) => sum + placeOf(terms, word), 0);

function placeOf({ names, synonyms, initials, guide }: SearchTerms, { word, isIn }: Sought): number {
  const called = synonyms.filter(isIn);
  // The whole of what people call it says more than a piece of another's name: qingjia is no 清缴 (qingjiao).
  if (called.includes(word) || names.some((name) => name.startsWith(word))) return 0;
  if (names.some(isIn)) return 1;
  if (called.length > 0 || initials.some((text) => text.includes(word))) return 2;
  // One character alone stands in every other guide and says nothing.
  return word.length > 1 && guide.some((text) => text.includes(word)) ? 3 : Number.POSITIVE_INFINITY;
}

const chinese = /^\p{Script=Han}+$/u;

/** One letter of four and more, or one character of three and more, may be wrong, missing, too much or out of turn. */
function forgiving(word: string): Sought {
  const letters = [...word];
  if (letters.length < (chinese.test(word) ? 3 : 4)) return { word, isIn: (term) => term.includes(word) };
  const slips = letters.flatMap((letter, at) => {
    const before = letters.slice(0, at);
    const after = letters.slice(at + 1);
    return [
      [...before, undefined, ...after],
      [...before, ...after],
      ...(at > 0 ? [[...before, undefined, letter, ...after]] : []),
      ...(at > 0 ? [[...before.slice(0, -1), letter, ...before.slice(-1), ...after]] : []),
    ];
  });
  const pattern = new RegExp(slips.map((slip) => slip.map(escaped).join('')).join('|'), 'u');
  return { word, isIn: (term) => pattern.test(term) };
}

const escaped = (letter: string | undefined): string =>
  letter === undefined ? '.' : letter.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
