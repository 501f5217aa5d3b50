import { type Run, spend, spendOnList } from '../run.ts';
import { type Context, entriesOf, entryOf, isContext, seen } from '../values/kind.ts';
import { safeKey } from '../values/safe-key.ts';
import { define, refused, takes } from './define.ts';

export const contextFunctions = define({
  'get value': takes({ m: 'context', key: 'text' }, ({ m, key }) => entryOf(m, key)),
  'get entries': takes({ m: 'context' }, ({ m }, run) => {
    const entries = entriesOf(m);
    spendOnList(run, entries.length * 2);
    return entries.map(([key, value]) => ({ key, value }));
  }),
  context: takes({ entries: 'list' }, ({ entries }, run) => {
    spendOnList(run, entries.length);
    const result: Record<string, unknown> = {};
    for (const entry of entries.map(seen)) {
      const key = isContext(entry) ? entryOf(entry, 'key') : undefined;
      if (!isContext(entry) || typeof key !== 'string' || Object.hasOwn(result, key)) {
        throw refused('context', '一列 {key, value}，键不重复', 'a list of {key, value} without a key twice');
      }
      result[safeKey(key)] = entryOf(entry, 'value');
    }
    return result;
  }),
  'context put': [
    takes({ context: 'context', key: 'any', value: 'any' }, ({ context, key, value }, run) =>
      withEntry(run, context, Array.isArray(key) ? key : [key], value),
    ),
    takes({ context: 'context', keys: 'list', value: 'any' }, ({ context, keys, value }, run) =>
      withEntry(run, context, keys, value),
    ),
  ],
  'context merge': takes({ contexts: 'list' }, ({ contexts }, run) => {
    const result: Record<string, unknown> = {};
    for (const context of contexts.map(seen)) {
      if (!isContext(context)) throw refused('context merge', '一列 {…}', 'a list of contexts');
      const entries = entriesOf(context);
      spend(run, entries.length + 1);
      for (const [key, value] of entries) result[key] = value;
    }
    return result;
  }),
});

/** The path of keys leads through contexts that are there; null where it does not. */
function withEntry(run: Run, context: Context, keys: readonly unknown[], value: unknown): unknown {
  const [key, ...rest] = keys;
  if (typeof key !== 'string') throw refused('context put', '文字的键', 'texts as keys');
  const entries = entriesOf(context);
  spend(run, entries.length + keys.length);
  const copy: Record<string, unknown> = Object.fromEntries(entries);
  if (rest.length === 0) {
    copy[safeKey(key)] = value;
    return copy;
  }
  const inner = entryOf(context, key);
  if (!isContext(inner)) return null;
  copy[safeKey(key)] = withEntry(run, inner, rest, value);
  return copy;
}
