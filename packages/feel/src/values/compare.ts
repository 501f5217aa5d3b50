/** Which of two values comes first, and whether a range holds one. */
import { FeelFailure } from '../failure.ts';
import { type Run, spend } from '../run.ts';
import { isDuration, sizeOf } from './duration.ts';
import { isMissing, kindOf, single } from './kind.ts';
import { Range } from './range.ts';
import { readAs } from './read-temporal.ts';
import { shown } from './shown.ts';
import { isTemporal, isZoned, placeOf, temporalSteps } from './temporal.ts';

/**
 * Negative, zero or positive; null while one of them is missing.
 * @throws FeelFailure when they are of kinds that have no order among them
 */
export function order(run: Run, left: unknown, right: unknown): number | null {
  const [a, b] = alike(run, single(left), single(right));
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  if (isMissing(a) || isMissing(b)) return null;
  const [from, to] = [placeInOrder(a), placeInOrder(b)];
  if (from === undefined || to === undefined || !isSameLine(a, b)) {
    throw new FeelFailure(
      `这两个值不能比较大小：${shown(left)} 和 ${shown(right)}`,
      `These values cannot be compared: ${shown(left)} and ${shown(right)}`,
    );
  }
  return from - to;
}

/**
 * Forms keep dates as ISO text. The standard makes comparing a text with a date null, which a service owner only
 * sees as a condition that never holds; here the text is read as what it is compared with.
 */
export function alike(run: Run, a: unknown, b: unknown): [unknown, unknown] {
  if (typeof a === 'string' && typeof b === 'object') return [readLike(run, a, b), b];
  if (typeof b === 'string' && typeof a === 'object') return [a, readLike(run, b, a)];
  return [a, b];
}

/** The text as a value of the other's kind; the text itself where it is none. */
function readLike(run: Run, text: string, other: unknown): unknown {
  if (!isTemporal(other) && !isDuration(other)) return text;
  spend(run, temporalSteps);
  return readAs(kindOf(other), text);
}

/** Null where nobody can say yet: the value or both ends are missing. */
export function isWithin(run: Run, range: Range, value: unknown): boolean | null {
  const { start, end } = range;
  if (start === null && end === null) return null;
  if (value instanceof Range) return isRangeWithin(run, range, value);
  const fromStart = start === null ? undefined : order(run, value, start);
  const toEnd = end === null ? undefined : order(run, value, end);
  if (fromStart === null || toEnd === null) return null;
  const isAfter = fromStart === undefined || (range.startIncluded ? fromStart >= 0 : fromStart > 0);
  const isBefore = toEnd === undefined || (range.endIncluded ? toEnd <= 0 : toEnd < 0);
  return isAfter && isBefore;
}

function isRangeWithin(run: Run, outer: Range, inner: Range): boolean | null {
  const starts = outer.start === null ? -1 : inner.start === null ? 1 : order(run, outer.start, inner.start);
  const ends = outer.end === null ? 1 : inner.end === null ? -1 : order(run, outer.end, inner.end);
  if (starts === null || ends === null) return null;
  const isAfter = starts < 0 || (starts === 0 && (outer.startIncluded || !inner.startIncluded));
  const isBefore = ends > 0 || (ends === 0 && (outer.endIncluded || !inner.endIncluded));
  return isAfter && isBefore;
}

function placeInOrder(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (isTemporal(value)) return placeOf(value);
  if (isDuration(value)) return sizeOf(value);
  return undefined;
}

function isSameLine(a: unknown, b: unknown): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  return !isTemporal(a) || !isTemporal(b) || isZoned(a) === isZoned(b);
}
