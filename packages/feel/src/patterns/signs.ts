/** Sets of characters: what `[a-z]`, `\d`, `\p{L}` and `.` stand for. */

export type SignSet = (code: number) => boolean;

export const anySign: SignSet = () => true;
export const notLineEnd: SignSet = (code) => code !== 10 && code !== 13;
export const isWordSign: SignSet = (code) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);

const isDigit: SignSet = (code) => code >= 48 && code <= 57;
/** As `\s` of JavaScript, which knows the ideographic space too. */
const isSpace: SignSet = (code) =>
  (code >= 9 && code <= 13) ||
  code === 32 ||
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000 ||
  code === 0xfeff;

export function oneSign(sign: number): SignSet {
  return (code) => code === sign;
}

export function signsBetween(from: number, to: number): SignSet {
  return (code) => code >= from && code <= to;
}

export function eitherOf(sets: readonly SignSet[]): SignSet {
  const [first, second] = sets;
  if (first !== undefined && sets.length === 1) return first;
  if (first !== undefined && second !== undefined && sets.length === 2) {
    return (code) => first(code) || second(code);
  }
  return (code) => sets.some((set) => set(code));
}

export function noneOf(set: SignSet): SignSet {
  return (code) => !set(code);
}

/** Upper and lower case alike. */
export function inAnyCase(set: SignSet): SignSet {
  return (code) => {
    if (set(code)) return true;
    const sign = String.fromCodePoint(code);
    return [sign.toLowerCase(), sign.toUpperCase()].some((other) => {
      const otherCode = other.codePointAt(0);
      return other !== sign && otherCode !== undefined && isAlone(other, otherCode) && set(otherCode);
    });
  };
}

function isAlone(text: string, code: number): boolean {
  return text.length === (code > 0xffff ? 2 : 1);
}

/** `\d`, `\w`, `\s` and their opposites; of ASCII, as in JavaScript and Java, not all of Unicode as XPath has it. */
export function shorthand(letter: string): SignSet | undefined {
  switch (letter) {
    case 'd':
      return isDigit;
    case 'D':
      return noneOf(isDigit);
    case 'w':
      return isWordSign;
    case 'W':
      return noneOf(isWordSign);
    case 's':
      return isSpace;
    case 'S':
      return noneOf(isSpace);
    default:
      return undefined;
  }
}

const categories = /^(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const scripts =
  /^(?:Arabic|Bopomofo|Cyrillic|Greek|Han|Hangul|Hiragana|Katakana|Latin|Mongolian|Thai|Tibetan|Yi)$/;

/** `\p{Lu}`, `\p{Han}`: the language's own tables, asked of one character at a time. */
export function unicodeSet(name: string): SignSet | undefined {
  const property = categories.test(name) ? name : scripts.test(name) ? `Script=${name}` : undefined;
  if (property === undefined) return undefined;
  const pattern = new RegExp(`^\\p{${property}}$`, 'u');
  return (code) => pattern.test(String.fromCodePoint(code));
}
