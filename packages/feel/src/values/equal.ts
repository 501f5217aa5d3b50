import { FeelFailure } from '../failure.ts';
import { type Run, spend } from '../run.ts';
import { alike, order } from './compare.ts';
import { type Context, entriesOf, entryOf, kindOf, seen, single } from './kind.ts';
import type { Range } from './range.ts';
import { CalendarDate, isTemporal, isZoned, type Temporal } from './temporal.ts';

const deepest = 64;

/** Null where the kinds differ, as the standard has it; a missing value equals only another. */
export function equal(run: Run, left: unknown, right: unknown, depth = 0): boolean | null {
  spend(run, 1);
  if (depth > deepest)
    throw new FeelFailure('要比较的值嵌套太深', 'The values to compare are nested too deeply');
  const bothLists = Array.isArray(left) && Array.isArray(right);
  const [a, b] = bothLists ? [left, right] : alike(run, single(left), single(right));
  const [kind, other] = [kindOf(a), kindOf(b)];
  if (kind === 'null' || other === 'null') return kind === other;
  if (kind !== other) return null;
  switch (kind) {
    case 'list':
      return equalLists(run, a as unknown[], b as unknown[], depth);
    case 'context':
      return equalContexts(run, a as Context, b as Context, depth);
    case 'range':
      return equalRanges(run, a as Range, b as Range, depth);
    case 'boolean':
    case 'number':
    case 'text':
    case 'function':
      return a === b;
    default:
      if (isTemporal(a) && isTemporal(b) && isZoned(a) !== isZoned(b)) return false;
      return order(run, a, b) === 0;
  }
}

/** Whether the list has it; only what is equal counts, not what cannot be compared. */
export function holds(run: Run, list: readonly unknown[], value: unknown): boolean {
  return list.some((item) => equal(run, seen(item), value) === true);
}

/** `is(a, b)`: the same value of the same kind, in the same zone. */
export function isSame(run: Run, a: unknown, b: unknown): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (isTemporal(a) && isTemporal(b) && zoneOf(a) !== zoneOf(b)) return false;
  return equal(run, a, b) === true;
}

function zoneOf(value: Temporal): string | undefined {
  return value instanceof CalendarDate ? undefined : value.zone;
}

function equalLists(run: Run, a: readonly unknown[], b: readonly unknown[], depth: number): boolean {
  if (a.length !== b.length) return false;
  return a.every((item, index) => equal(run, seen(item), seen(b[index]), depth + 1) === true);
}

function equalContexts(run: Run, a: Context, b: Context, depth: number): boolean {
  const entries = entriesOf(a);
  spend(run, entries.length);
  if (entries.length !== entriesOf(b).length) return false;
  return entries.every(
    ([key, value]) => Object.hasOwn(b, key) && equal(run, value, entryOf(b, key), depth + 1) === true,
  );
}

function equalRanges(run: Run, a: Range, b: Range, depth: number): boolean {
  return (
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(run, a.start, b.start, depth + 1) === true &&
    equal(run, a.end, b.end, depth + 1) === true
  );
}
