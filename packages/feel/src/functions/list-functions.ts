import { FeelFailure } from '../failure.ts';
import { type Run, spend, spendOnList } from '../run.ts';
import { type Callable, call } from '../values/callable.ts';
import { order } from '../values/compare.ts';
import { equal, holds } from '../values/equal.ts';
import { seen } from '../values/kind.ts';
import { truthOf } from '../values/truth.ts';
import { define, listed, refused, takes } from './define.ts';

export const listFunctions = define({
  'list contains': takes({ list: 'list', element: 'any' }, ({ list, element }, run) =>
    holds(run, list, element),
  ),
  count: takes({ list: 'list' }, ({ list }) => list.length),
  sublist: takes(
    { list: 'list', 'start position': 'number', length: 'number?' },
    ({ list, 'start position': start, length }, run) => {
      spendOnList(run, list.length);
      const from = placeIn(list, start);
      if (from === undefined || (length !== undefined && length < 1)) return null;
      return list.slice(from, length === undefined ? undefined : from + length);
    },
  ),
  append: takes({ list: 'list', item: 'rest' }, ({ list, item }, run) => {
    spendOnList(run, list.length + item.length);
    return [...list, ...item];
  }),
  concatenate: takes({ list: 'rest' }, ({ list }, run) => joined(run, list)),
  union: takes({ list: 'rest' }, ({ list }, run) => distinct(run, joined(run, list))),
  'insert before': takes(
    { list: 'list', position: 'number', newItem: 'any' },
    ({ list, position, newItem }, run) => {
      spendOnList(run, list.length + 1);
      const at = placeIn(list, position);
      return at === undefined ? null : [...list.slice(0, at), newItem, ...list.slice(at)];
    },
  ),
  remove: takes({ list: 'list', position: 'number' }, ({ list, position }, run) => {
    spendOnList(run, list.length);
    const at = placeIn(list, position);
    return at === undefined ? null : [...list.slice(0, at), ...list.slice(at + 1)];
  }),
  reverse: takes({ list: 'list' }, ({ list }, run) => {
    spendOnList(run, list.length);
    return [...list].reverse();
  }),
  'index of': takes({ list: 'list', match: 'any' }, ({ list, match }, run) => {
    spendOnList(run, list.length);
    return list.flatMap((item, index) => (equal(run, seen(item), match) === true ? [index + 1] : []));
  }),
  'distinct values': takes({ list: 'list' }, ({ list }, run) => distinct(run, list)),
  flatten: takes({ list: 'list' }, ({ list }, run) => {
    const flat: unknown[] = [];
    flattenInto(run, flat, list, 0);
    return flat;
  }),
  'list replace': [
    takes({ list: 'list', position: 'any', newItem: 'any' }, ({ list, position, newItem }, run) =>
      replaced(run, list, position, newItem),
    ),
    takes({ list: 'list', match: 'function', newItem: 'any' }, ({ list, match, newItem }, run) =>
      replaced(run, list, match, newItem),
    ),
  ],
  sort: takes({ list: 'list', precedes: 'function?' }, ({ list, precedes }, run) => {
    spendOnList(run, list.length);
    const isBefore =
      precedes === undefined
        ? (a: unknown, b: unknown) => naturally(run, a, b)
        : (a: unknown, b: unknown) => asked(run, precedes, a, b);
    return list.map(seen).sort((a, b) => {
      spend(run, 1);
      return isBefore(a, b) ? -1 : Number(isBefore(b, a));
    });
  }),
  all: takes({ list: 'rest' }, ({ list }, run) => decided(run, list, false)),
  any: takes({ list: 'rest' }, ({ list }, run) => decided(run, list, true)),
});

/** Where the standard's position points, from 1 or from the end; undefined when there is nothing. */
function placeIn(list: readonly unknown[], position: number): number | undefined {
  const at = position < 0 ? list.length + position : position - 1;
  return Number.isInteger(at) && at >= 0 && at < list.length ? at : undefined;
}

function joined(run: Run, lists: readonly unknown[]): unknown[] {
  spendOnList(
    run,
    lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 1), 0),
  );
  return lists.flat();
}

/** What is simple is found by its text; only what is not is compared one by one. */
function distinct(run: Run, list: readonly unknown[]): unknown[] {
  spendOnList(run, list.length);
  const known = new Set<unknown>();
  const others: unknown[] = [];
  return list.map(seen).filter((item) => {
    if (typeof item !== 'object' || item === null) {
      const isNew = !known.has(item);
      known.add(item);
      return isNew;
    }
    if (holds(run, others, item)) return false;
    others.push(item);
    return true;
  });
}

const deepest = 64;

function flattenInto(run: Run, flat: unknown[], list: readonly unknown[], depth: number): void {
  if (depth > deepest) throw new FeelFailure('列表嵌套太深', 'The list is nested too deeply');
  spendOnList(run, list.length);
  for (const item of list) {
    if (Array.isArray(item)) flattenInto(run, flat, item, depth + 1);
    else flat.push(seen(item));
  }
}

function replaced(run: Run, list: readonly unknown[], which: unknown, newItem: unknown): unknown {
  spendOnList(run, list.length);
  if (typeof which === 'number') {
    const at = placeIn(list, which);
    return at === undefined ? null : list.map((item, index) => (index === at ? newItem : item));
  }
  if (which === null) return null;
  if (typeof which !== 'object' || !('overloads' in which)) {
    throw refused('list replace', '位置或函数', 'a position or a function');
  }
  const match = which as Callable;
  return list.map(seen).map((item) => (asked(run, match, item, newItem) ? newItem : item));
}

function asked(run: Run, question: Callable, a: unknown, b: unknown): boolean {
  return truthOf(call(run, question, [a, b], 'function(a, b)')) === true;
}

function naturally(run: Run, a: unknown, b: unknown): boolean {
  return (order(run, a, b) ?? 0) < 0;
}

/** `all` and `any`: one that decides is enough; otherwise what is missing leaves it open. */
function decided(run: Run, rest: readonly unknown[], decides: boolean): boolean | null {
  const truths = listed(run, rest).map((item) => truthOf(seen(item)));
  if (truths.includes(decides)) return decides;
  return truths.includes(null) ? null : !decides;
}
