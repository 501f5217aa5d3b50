import { FeelFailure } from '../failure.ts';
import type { Node } from '../parse.ts';
import { type Run, spend } from '../run.ts';
import { seen } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import { CalendarDate, temporalSteps } from '../values/temporal.ts';
import { truthOf } from '../values/truth.ts';
import {
  bind,
  type Code,
  type Frame,
  nameOf,
  operandsOf,
  type Source,
  type Translate,
  weightOf,
} from './code.ts';

interface Iterator {
  readonly name: string;
  readonly items: (run: Run, frame: Frame | undefined) => Iterable<unknown> | null;
}

/** `for x in xs, y in x.ys return …`, with `partial` for what was returned so far. */
export function translateFor(source: Source, translate: Translate, node: Node): Code {
  const iterators = iteratorsOf(source, translate, node);
  const body = lastPart(node);
  const code = translate(body);
  const weight = weightOf(body);
  return (run, frame) => {
    const partial: unknown[] = [];
    const around = bind(frame, 'partial', partial);
    const isWhole = forEach(run, around, iterators, 0, (inner) => {
      spend(run, weight);
      partial.push(code(run, inner));
      return true;
    });
    return isWhole === null ? null : partial;
  };
}

/** `some` stops at the first that satisfies, `every` at the first that doesn't. */
export function translateQuantified(source: Source, translate: Translate, node: Node): Code {
  const iterators = iteratorsOf(source, translate, node);
  const body = lastPart(node);
  const condition = translate(body);
  const weight = weightOf(body);
  const decides = node.firstChild?.name === 'some';
  return (run, frame) => {
    let isUndecided = false;
    const isWhole = forEach(run, frame, iterators, 0, (inner) => {
      spend(run, weight);
      const truth = truthOf(condition(run, inner));
      if (truth === null) isUndecided = true;
      return truth !== decides;
    });
    if (isWhole === null) return null;
    if (!isWhole) return decides;
    return isUndecided ? null : !decides;
  };
}

/** True when all turns were made, false when `turn` stopped it, null when there is nothing to go through yet. */
function forEach(
  run: Run,
  frame: Frame | undefined,
  iterators: readonly Iterator[],
  index: number,
  turn: (frame: Frame | undefined) => boolean,
): boolean | null {
  const iterator = iterators[index];
  if (iterator === undefined) return turn(frame);
  const items = iterator.items(run, frame);
  if (items === null) return null;
  for (const item of items) {
    spend(run, 1);
    const result = forEach(run, bind(frame, iterator.name, seen(item)), iterators, index + 1, turn);
    if (result !== true) return result;
  }
  return true;
}

function iteratorsOf(source: Source, translate: Translate, node: Node): Iterator[] {
  const loops = node.getChild('InExpressions')?.getChildren('InExpression') ?? [];
  return loops.map((loop) => {
    const name = loop.getChild('Name');
    const over = loop.getChild('IterationContext');
    if (!name || !over) throw new Error('a loop without its parts');
    const [from, to] = operandsOf(over).map(translate);
    if (!from) throw new Error('a loop without a list');
    return { name: nameOf(source, name), items: to ? stepsOf(from, to) : itemsOf(from) };
  });
}

function itemsOf(list: Code): Iterator['items'] {
  return (run, frame) => {
    const value = list(run, frame);
    if (value instanceof Range) return entriesOfRange(run, value);
    return value === null || Array.isArray(value) ? value : [value];
  };
}

function stepsOf(from: Code, to: Code): Iterator['items'] {
  return (run, frame) => {
    const [start, end] = [from(run, frame), to(run, frame)];
    return start === null || end === null ? null : entriesBetween(run, start, end);
  };
}

/** Ends that are not included are left out. */
function entriesOfRange(run: Run, { start, end, startIncluded, endIncluded }: Range): Iterable<unknown> {
  const shift = (value: unknown, by: number) => (typeof value === 'number' ? value + by : value);
  const [from, to] = [startIncluded ? start : shift(start, 1), endIncluded ? end : shift(end, -1)];
  if (typeof from === 'number' && typeof to === 'number' && from > to) return [];
  return entriesBetween(run, from, to);
}

/** One by one, downwards too; never all at once, for a range costs its writer nothing and may be endless. */
function entriesBetween(run: Run, start: unknown, end: unknown): Iterable<unknown> {
  if (start instanceof CalendarDate && end instanceof CalendarDate) {
    return counted(start.day, end.day, (day) => {
      spend(run, temporalSteps);
      return new CalendarDate(day);
    });
  }
  if (Number.isSafeInteger(start) && Number.isSafeInteger(end)) {
    return counted(Number(start), Number(end), (number) => number);
  }
  throw new FeelFailure(
    '循环的范围应当从整数到整数，或从日期到日期',
    'A loop goes from a whole number to a whole number, or from a date to a date',
  );
}

function* counted(from: number, to: number, entryAt: (number: number) => unknown): Generator<unknown> {
  const step = from <= to ? 1 : -1;
  for (let number = from; number !== to; number += step) yield entryAt(number);
  yield entryAt(to);
}

function lastPart(node: Node): Node {
  const part = operandsOf(node).at(-1);
  if (part === undefined) throw new Error('a loop without a body');
  return part;
}
