/** Reads a pattern: the syntax of XPath and XQuery, as far as it can be matched in linear time. */
import { FeelFailure } from '../failure.ts';
import {
  anySign,
  eitherOf,
  inAnyCase,
  noneOf,
  notLineEnd,
  oneSign,
  type SignSet,
  shorthand,
  signsBetween,
  unicodeSet,
} from './signs.ts';

export type Piece =
  | { readonly kind: 'sign'; readonly set: SignSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Piece[] }
  | { readonly kind: 'choice'; readonly options: readonly Piece[] }
  | {
      readonly kind: 'repeat';
      readonly part: Piece;
      readonly least: number;
      /** Infinity where there is no limit. */
      readonly most: number;
      readonly isLazy: boolean;
    }
  | { readonly kind: 'group'; readonly part: Piece; readonly index: number }
  | { readonly kind: 'place'; readonly place: Place };

export type Place = 'start' | 'end' | 'word edge' | 'no word edge';

export interface Flags {
  readonly ignoresCase: boolean;
  readonly dotIsAny: boolean;
  readonly linewise: boolean;
}

interface Reader {
  readonly pattern: string;
  readonly flags: Flags;
  at: number;
  groups: number;
  depth: number;
}

const mostRepeats = 1000;
const deepestGroup = 50;

/** @throws FeelFailure when it is no pattern, or one that needs back-references or look-around */
export function readPattern(
  pattern: string,
  flags: Flags,
): { readonly piece: Piece; readonly groups: number } {
  const reader: Reader = { pattern, flags, at: 0, groups: 0, depth: 0 };
  const piece = readChoice(reader);
  if (reader.at < pattern.length) throw fault(reader, '多了一个 )', 'there is a ) too many');
  return { piece, groups: reader.groups };
}

function readChoice(reader: Reader): Piece {
  const options = [readSequence(reader)];
  while (take(reader, '|')) options.push(readSequence(reader));
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { kind: 'choice', options };
}

function readSequence(reader: Reader): Piece {
  const parts: Piece[] = [];
  while (reader.at < reader.pattern.length && !/[|)]/.test(reader.pattern[reader.at] ?? '')) {
    parts.push(readRepeats(reader, readPart(reader)));
  }
  return { kind: 'sequence', parts };
}

function readRepeats(reader: Reader, part: Piece): Piece {
  const counts = readCounts(reader);
  if (counts === undefined) return part;
  if (part.kind === 'place') throw fault(reader, '^、$、\\b 不能重复', '^, $ and \\b cannot be repeated');
  const isLazy = take(reader, '?');
  if (readCounts(reader) !== undefined)
    throw fault(reader, '两个重复记号连在一起', 'two repetition signs in a row');
  return { kind: 'repeat', part, ...counts, isLazy };
}

function readCounts(reader: Reader): { least: number; most: number } | undefined {
  if (take(reader, '*')) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (take(reader, '+')) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (take(reader, '?')) return { least: 0, most: 1 };
  if (reader.pattern[reader.at] !== '{') return undefined;
  const match = /^\{(\d{1,6})(,(\d{1,6})?)?\}/.exec(reader.pattern.slice(reader.at, reader.at + 20));
  if (match === null)
    throw fault(reader, '{ 后面应当是次数，如 {2,5}', 'after { a count is expected, like {2,5}');
  reader.at += match[0].length;
  const least = Number(match[1]);
  const most =
    match[2] === undefined ? least : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
  if (most < least) throw fault(reader, '次数前大后小', 'the counts are in the wrong order');
  if (least > mostRepeats || (most > mostRepeats && most !== Number.POSITIVE_INFINITY)) {
    throw fault(reader, `重复超过 ${mostRepeats} 次`, `more than ${mostRepeats} repetitions`);
  }
  return { least, most };
}

function readPart(reader: Reader): Piece {
  const sign = readSign(reader);
  switch (sign) {
    case '(':
      return readGroup(reader);
    case '[':
      return signPiece(reader, readClass(reader));
    case '.':
      return { kind: 'sign', set: reader.flags.dotIsAny ? anySign : notLineEnd };
    case '^':
      return { kind: 'place', place: 'start' };
    case '$':
      return { kind: 'place', place: 'end' };
    case '\\':
      return readEscape(reader);
    case '*':
    case '+':
    case '?':
    case '{':
      throw fault(reader, `${sign} 前面没有可以重复的`, `nothing to repeat before ${sign}`);
    case ']':
    case '}':
      throw fault(reader, `${sign} 前面要加 \\`, `${sign} needs a \\ before it`);
    default:
      return signPiece(reader, oneSign(codeOf(sign)));
  }
}

function readGroup(reader: Reader): Piece {
  reader.depth += 1;
  if (reader.depth > deepestGroup) throw fault(reader, '括号嵌套太深', 'brackets are nested too deeply');
  let index: number | undefined;
  if (!take(reader, '?')) {
    reader.groups += 1;
    index = reader.groups;
  } else if (!take(reader, ':')) {
    throw fault(
      reader,
      '不支持 (?=…)、(?!…)、(?<…) 等前后查看和命名',
      'look-around and named groups, (?=…), (?!…), (?<…), are not supported',
    );
  }
  const part = readChoice(reader);
  if (!take(reader, ')')) throw fault(reader, '缺少 )', 'a ) is missing');
  reader.depth -= 1;
  return index === undefined ? part : { kind: 'group', part, index };
}

function readEscape(reader: Reader): Piece {
  const sign = readSign(reader);
  if (sign === 'b') return { kind: 'place', place: 'word edge' };
  if (sign === 'B') return { kind: 'place', place: 'no word edge' };
  if (/[0-9]/.test(sign)) throw fault(reader, '不支持回指（\\1）', 'back-references (\\1) are not supported');
  return signPiece(reader, escaped(reader, sign));
}

function escaped(reader: Reader, sign: string): SignSet {
  const known = shorthand(sign) ?? controls[sign];
  if (known !== undefined) return known;
  if (sign === 'p' || sign === 'P') {
    const match = /^\{([A-Za-z]{1,20})\}/.exec(reader.pattern.slice(reader.at, reader.at + 22));
    const set = match?.[1] === undefined ? undefined : unicodeSet(match[1]);
    if (match === null || set === undefined) {
      throw fault(
        reader,
        '不认识的字符类别，可用如 \\p{L}、\\p{Han}',
        'unknown category; use \\p{L}, \\p{Han} …',
      );
    }
    reader.at += match[0].length;
    return sign === 'p' ? set : noneOf(set);
  }
  if (/[\p{L}\p{N}]/u.test(sign) || sign === '') {
    throw fault(reader, `不支持 \\${sign}`, `\\${sign} is not supported`);
  }
  return oneSign(codeOf(sign));
}

const controls: Readonly<Record<string, SignSet>> = { n: oneSign(10), r: oneSign(13), t: oneSign(9) };

/** After `[`: `[a-z]`, `[^a-z]`, `[a-z-[aeiou]]`. */
function readClass(reader: Reader): SignSet {
  const isNegated = take(reader, '^');
  const sets: SignSet[] = [];
  let without: SignSet | undefined;
  while (!take(reader, ']')) {
    if (without !== undefined)
      throw fault(reader, '减去的字符只能写在最后', 'the subtracted characters come last');
    if (sets.length > 0 && take(reader, '-[')) {
      reader.depth += 1;
      if (reader.depth > deepestGroup) throw fault(reader, '括号嵌套太深', 'brackets are nested too deeply');
      without = readClass(reader);
      reader.depth -= 1;
    } else sets.push(readClassPart(reader));
  }
  if (sets.length === 0) throw fault(reader, '[ ] 里没有字符', 'there is nothing in [ ]');
  const chosen = inCase(reader, eitherOf(sets));
  const positive = isNegated ? noneOf(chosen) : chosen;
  if (without === undefined) return positive;
  const excluded = without;
  return (code) => positive(code) && !excluded(code);
}

function readClassPart(reader: Reader): SignSet {
  const first = readSign(reader);
  if (first === '') throw fault(reader, '缺少 ]', 'a ] is missing');
  if (first === '[') throw fault(reader, '[ ] 里的 [ 前面要加 \\', 'a [ inside [ ] needs a \\ before it');
  const from = first === '\\' ? classEscape(reader) : codeOf(first);
  const isRange = /^-[^\][]/.test(reader.pattern.slice(reader.at, reader.at + 2));
  if (typeof from !== 'number') return from;
  if (!isRange) return oneSign(from);
  reader.at += 1;
  const last = readSign(reader);
  const to = last === '\\' ? classEscape(reader) : codeOf(last);
  if (typeof to !== 'number' || to < from)
    throw fault(reader, '字符范围前大后小', 'a range of characters is reversed');
  return signsBetween(from, to);
}

/** A character, or the set that an escape stands for. */
function classEscape(reader: Reader): number | SignSet {
  const sign = readSign(reader);
  const control = { n: 10, r: 13, t: 9 }[sign];
  if (control !== undefined) return control;
  const set = escaped(reader, sign);
  return /[\p{L}\p{N}]/u.test(sign) ? set : codeOf(sign);
}

function signPiece(reader: Reader, set: SignSet): Piece {
  return { kind: 'sign', set: inCase(reader, set) };
}

function inCase({ flags }: Reader, set: SignSet): SignSet {
  return flags.ignoresCase ? inAnyCase(set) : set;
}

/** The next character, whole, also beyond the first plane; empty at the end. */
function readSign(reader: Reader): string {
  const code = reader.pattern.codePointAt(reader.at);
  if (code === undefined) return '';
  const sign = String.fromCodePoint(code);
  reader.at += sign.length;
  return sign;
}

function take(reader: Reader, text: string): boolean {
  if (!reader.pattern.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}

function fault({ pattern, at }: Reader, why: string, whyEn: string): FeelFailure {
  return new FeelFailure(
    `不能用作匹配模式（第 ${at} 个字符附近${why}）：${pattern}`,
    `Not a pattern (${whyEn}, near character ${at}): ${pattern}`,
  );
}
