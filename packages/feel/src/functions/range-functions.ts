/** How points and ranges lie to one another (DMN 1.5, table 78). */
import type { Run } from '../run.ts';
import { isWithin, order } from '../values/compare.ts';
import { isMissing, single } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import { define, refused, takes } from './define.ts';

export const rangeFunctions = define({
  before: between('a', 'b', isBefore),
  after: between('a', 'b', (run, a, b) => isBefore(run, b, a)),
  meets: ofRanges('range1', 'range2', meets),
  'met by': ofRanges('range1', 'range2', (run, a, b) => meets(run, b, a)),
  overlaps: ofRanges('range1', 'range2', (run, a, b) => !isBefore(run, a, b) && !isBefore(run, b, a)),
  'overlaps before': ofRanges('range1', 'range2', overlapsBefore),
  'overlaps after': ofRanges('range1', 'range2', (run, a, b) => overlapsBefore(run, b, a)),
  finishes: pointOrRange('point', 'range', finishes),
  'finished by': pointOrRange('range', 'point', (run, range, value) => finishes(run, value, range)),
  includes: pointOrRange(
    'range',
    'point',
    (run, range, value) => isWithin(run, asRange(range), value) === true,
  ),
  during: pointOrRange(
    'point',
    'range',
    (run, value, range) => isWithin(run, asRange(range), value) === true,
  ),
  starts: pointOrRange('point', 'range', starts),
  'started by': pointOrRange('range', 'point', (run, range, value) => starts(run, value, range)),
  coincides: between('a', 'b', coincides),
});

type Relation = (run: Run, a: unknown, b: unknown) => boolean;

function between(first: string, second: string, relation: Relation) {
  return takes({ [first]: 'any', [second]: 'any' }, (taken, run) => {
    const [a, b] = [single(taken[first]), single(taken[second])];
    return isMissing(a) || isMissing(b) ? null : relation(run, a, b);
  });
}

/** The standard names the parameters after what is passed: a point, or two ranges. */
function pointOrRange(first: string, second: string, relation: Relation) {
  return [between(first, second, relation), between('range1', 'range2', relation)];
}

function ofRanges(first: string, second: string, relation: (run: Run, a: Range, b: Range) => boolean) {
  return takes({ [first]: 'range', [second]: 'range' }, (taken, run) =>
    relation(run, asRange(taken[first]), asRange(taken[second])),
  );
}

function isBefore(run: Run, a: unknown, b: unknown): boolean {
  const [end, start] = [upperEnd(a), lowerEnd(b)];
  if (end.at === null || start.at === null) return false;
  const difference = orderOf(run, end.at, start.at);
  return difference < 0 || (difference === 0 && !(end.isIncluded && start.isIncluded));
}

function meets(run: Run, a: Range, b: Range): boolean {
  if (a.end === null || b.start === null) return false;
  return a.endIncluded && b.startIncluded && orderOf(run, a.end, b.start) === 0;
}

/** `a` begins before `b`, and ends in it. */
function overlapsBefore(run: Run, a: Range, b: Range): boolean {
  const starts = orderOf(run, a.start, b.start);
  const ends = orderOf(run, a.end, b.end);
  const beginsEarlier = starts < 0 || (starts === 0 && a.startIncluded && !b.startIncluded);
  const endsEarlier = ends < 0 || (ends === 0 && (!a.endIncluded || b.endIncluded));
  return beginsEarlier && endsEarlier && !isBefore(run, a, b);
}

function finishes(run: Run, value: unknown, range: unknown): boolean {
  const whole = asRange(range);
  if (!(value instanceof Range)) return whole.endIncluded && orderOf(run, value, whole.end) === 0;
  if (value.endIncluded !== whole.endIncluded || orderOf(run, value.end, whole.end) !== 0) return false;
  const begins = orderOf(run, value.start, whole.start);
  return begins > 0 || (begins === 0 && (!value.startIncluded || whole.startIncluded));
}

function starts(run: Run, value: unknown, range: unknown): boolean {
  const whole = asRange(range);
  if (!(value instanceof Range)) return whole.startIncluded && orderOf(run, value, whole.start) === 0;
  if (value.startIncluded !== whole.startIncluded || orderOf(run, value.start, whole.start) !== 0)
    return false;
  const ends = orderOf(run, value.end, whole.end);
  return ends < 0 || (ends === 0 && (!value.endIncluded || whole.endIncluded));
}

function coincides(run: Run, a: unknown, b: unknown): boolean {
  if (!(a instanceof Range) || !(b instanceof Range)) return orderOf(run, a, b) === 0;
  return (
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    orderOf(run, a.start, b.start) === 0 &&
    orderOf(run, a.end, b.end) === 0
  );
}

function upperEnd(value: unknown): { at: unknown; isIncluded: boolean } {
  return value instanceof Range
    ? { at: value.end, isIncluded: value.endIncluded }
    : { at: value, isIncluded: true };
}

function lowerEnd(value: unknown): { at: unknown; isIncluded: boolean } {
  return value instanceof Range
    ? { at: value.start, isIncluded: value.startIncluded }
    : { at: value, isIncluded: true };
}

/** An open end has no place among the others. */
function orderOf(run: Run, a: unknown, b: unknown): number {
  return order(run, a, b) ?? Number.NaN;
}

function asRange(value: unknown): Range {
  if (value instanceof Range) return value;
  throw refused('includes, starts, finishes …', '区间（如 [1..3]）', 'a range (like [1..3])');
}
