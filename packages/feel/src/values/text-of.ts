import { FeelFailure } from '../failure.ts';
import { longestText, type Run, spend, spendOnText } from '../run.ts';
import { type Context, entriesOf, kindOf, seen } from './kind.ts';

const deepest = 64;

/** `string(x)`: texts as they are, everything else as it would be written in FEEL. */
export function textOf(run: Run, value: unknown): string {
  if (typeof value === 'string') return value;
  const text = written(run, value, 0);
  spendOnText(run, text.length);
  return text;
}

function written(run: Run, value: unknown, depth: number): string {
  spend(run, 1);
  if (depth > deepest) throw new FeelFailure('值嵌套太深', 'The value is nested too deeply');
  switch (kindOf(value)) {
    case 'text':
      spendOnText(run, String(value).length);
      return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
    case 'list':
      return `[${joined(run, (value as unknown[]).map(seen), (item) => written(run, item, depth + 1))}]`;
    case 'context':
      return `{${joined(
        run,
        entriesOf(value as Context),
        ([key, entry]) =>
          `${/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? key : JSON.stringify(key)}: ${written(run, entry, depth + 1)}`,
      )}}`;
    case 'range':
    case 'function':
      throw new FeelFailure('函数和区间不能变成文字', 'A function or a range has no text');
    default:
      return String(value);
  }
}

/** Stops as soon as the text is too long: what is joined may be the same large value over and over. */
function joined<Item>(run: Run, items: readonly Item[], write: (item: Item) => string): string {
  spend(run, items.length);
  let text = '';
  for (const item of items) {
    text += (text === '' ? '' : ', ') + write(item);
    if (text.length > longestText) spendOnText(run, text.length);
  }
  return text;
}
