import type { Node } from '../parse.ts';
import { type Run, spend, spendOnList } from '../run.ts';
import { isWithin } from '../values/compare.ts';
import { isContext, kindOf, seen } from '../values/kind.ts';
import type { Range } from '../values/range.ts';
import { truthOf } from '../values/truth.ts';
import { bind, type Code, type Frame, isPredicate, operandsOf, type Translate, weightOf } from './code.ts';

/**
 * `list[n]` takes the n-th entry, from the end when n is negative; `list[test]` those that pass. Which of the two
 * it is shows in the value of the filter: the standard asks for it in the light of the entries, `item` and their
 * own keys, so a name may mean a column there.
 */
export function translateFilter(translate: Translate, node: Node): Code {
  const [list, filter] = operandsOf(node);
  if (!list || !filter) throw new Error('a filter without its parts');
  const target = translate(list);
  const test = translate(filter);
  const weight = weightOf(filter);
  const isTest = isPredicate(filter) || filter.name === 'SimplePositiveUnaryTest';
  return (run, frame) => {
    const value = target(run, frame);
    if (value === null) return null;
    const items = Array.isArray(value) ? value : [value];
    if (items.length === 0)
      return isTest || typeof test(run, bind(frame, 'item', null)) !== 'number' ? [] : null;
    const first = test(run, itemFrame(frame, seen(items[0])));
    if (typeof first === 'number') return entryAt(items, first);
    spendOnList(run, items.length);
    return items.map(seen).filter((item, index) => {
      if (index === 0) return passes(run, item, first);
      spend(run, weight);
      return passes(run, item, test(run, itemFrame(frame, item)));
    });
  };
}

function entryAt(items: readonly unknown[], index: number): unknown {
  return seen(items[index < 0 ? items.length + index : index - 1]) ?? null;
}

/** An entry's own key `item` wins over the entry itself. */
function itemFrame(frame: Frame | undefined, item: unknown): Frame {
  const around = bind(frame, 'item', item);
  return isContext(item) ? { name: undefined, keys: item, around } : around;
}

function passes(run: Run, item: unknown, result: unknown): boolean {
  if (kindOf(result) === 'range') return isWithin(run, result as Range, item) === true;
  return truthOf(result) === true;
}
