import { FeelFailure } from '../failure.ts';
import { type Run, spend } from '../run.ts';
import { isDuration } from './duration.ts';
import { type Context, entriesOf, kindOf, seen } from './kind.ts';
import { isTemporal } from './temporal.ts';

/** Deeper nesting than any form or process has. */
const deepest = 32;
/** Of all texts in a result together. */
const mostCharacters = 1_000_000;

/**
 * The result of an expression as JSON: FEEL's dates, times and durations become ISO text. It is a copy, paid for
 * like everything else: few values, each listed twice in the next, are a great many when written out.
 * @throws FeelFailure when it is no JSON value, or too large
 */
export function plainResult(run: Run, value: unknown): unknown {
  let characters = 0;
  return copied(value, 0);

  function copied(value: unknown, depth: number): unknown {
    if (typeof value === 'string') {
      characters += value.length;
      if (characters > mostCharacters) throw tooLarge();
      return value;
    }
    if (typeof value !== 'object' || value === null) return plainValue(value);
    if (depth > deepest) throw new FeelFailure('结果嵌套太深', 'The result is nested too deeply');
    spend(run, 1);
    if (Array.isArray(value)) {
      spend(run, value.length);
      return value.map((item) => copied(seen(item), depth + 1));
    }
    if (kindOf(value) !== 'context') return plainValue(value);
    const entries = entriesOf(value as Context);
    spend(run, entries.length);
    return Object.fromEntries(
      entries.map(([key, entry]) => {
        characters += key.length;
        return [key, copied(entry, depth + 1)];
      }),
    );
  }
}

/**
 * A single value as JSON.
 * @throws FeelFailure when it is no JSON value
 */
export function plainValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isTemporal(value) || isDuration(value)) return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new FeelFailure('结果不是有限的数', 'The result is not a finite number');
  }
  const kind = kindOf(value);
  if (kind === 'range' || kind === 'function') {
    throw new FeelFailure('结果是函数或区间，不是值', 'The result is a function or a range, not a value');
  }
  return value;
}

function tooLarge(): FeelFailure {
  return new FeelFailure(
    `结果的文字超过 ${mostCharacters} 个字符`,
    `The texts of the result are longer than ${mostCharacters} characters`,
  );
}
