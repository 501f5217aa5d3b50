import { ownerOfData, setData } from '../data.ts';
import type { Run } from '../run.ts';
import type { Data } from '../state.ts';

/**
 * Keeps the form's new data as what changed against the old: the history shows it, and stays small. In a frame it is
 * the data of the process there; names of an item's own stay with the item.
 */
export function keepData(run: Run, data: Data | undefined, frame?: string): void {
  if (data === undefined) return;
  const owner = ownerOfData(run, frame);
  const old = run.frame(owner)?.data ?? run.state.data;
  const set = Object.fromEntries(
    Object.entries(data).filter(
      ([key, value]) => value !== undefined && !(Object.hasOwn(old, key) && isSame(value, old[key])),
    ),
  );
  // A field that is undefined is gone: kept as undefined it would be lost in the history's JSON.
  const unset = Object.keys(old).filter((key) => !Object.hasOwn(data, key) || data[key] === undefined);
  if (Object.keys(set).length === 0 && unset.length === 0) return;
  if (frame !== undefined) setData(run, frame, set);
  else if (unset.length === 0) run.emit({ type: 'data-changed', set });
  if (unset.length > 0) {
    run.emit({
      type: 'data-changed',
      set: frame === undefined ? set : {},
      unset,
      ...(owner !== undefined && { in: owner }),
    });
  }
}

/** Compares as JSON without the order of keys: PostgreSQL's jsonb gives a period back as `{end, start}`. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null)
    return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const mine = Object.entries(one);
  const theirs = new Map(Object.entries(other));
  return mine.length === theirs.size && mine.every(([key, value]) => isSame(value, theirs.get(key)));
}
