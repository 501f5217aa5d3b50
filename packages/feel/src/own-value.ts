/**
 * What an expression may see of a value: own JSON content and FEEL's own kinds of values, nothing behind them.
 * `__proto__` as a key is left out, for the interpreter copies rows with Object.assign, which would take it for
 * the prototype.
 */
import { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime } from 'feelin';
import { FeelFailure } from './failure.ts';

/** Deeper nesting than any form or process has; a hostile document must not exhaust the stack. */
const deepest = 32;

export function ownValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || depth > deepest) return null;
  if (Array.isArray(value)) {
    const items = value.map((item) => ownValue(item, depth + 1));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return isFeelValue(value) ? value : null;
  return ownEntries(value, depth, prototype === null);
}

/** Most data are as they should be: no copy is made of them. */
function ownEntries(value: object, depth: number, mustCopy: boolean): object {
  const entries = Object.entries(value);
  const own = entries
    .filter(([key]) => key !== '__proto__')
    .map(([key, entry]) => [key, ownValue(entry, depth + 1)] as const);
  const isUnchanged =
    own.length === entries.length && own.every(([, entry], index) => entry === entries[index]?.[1]);
  return isUnchanged && !mustCopy ? value : Object.fromEntries(own);
}

function isFeelValue(value: object): boolean {
  return (
    value instanceof FeelDate ||
    value instanceof FeelTime ||
    value instanceof FeelDateTime ||
    value instanceof FeelDuration ||
    value instanceof FeelRange ||
    value instanceof FeelFunction
  );
}

/**
 * The result of an expression as JSON: FEEL's dates, times and durations become ISO text.
 * @throws FeelFailure when it is no JSON value
 */
export function plainValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof FeelDate || value instanceof FeelTime || value instanceof FeelDateTime) {
    return value.toString();
  }
  if (value instanceof FeelDuration) return value.toString();
  if (value instanceof FeelRange || value instanceof FeelFunction || typeof value === 'function') {
    throw new FeelFailure('结果是函数或区间，不是值', 'The result is a function or a range, not a value');
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new FeelFailure('结果不是有限的数', 'The result is not a finite number');
  }
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainValue(entry)]));
  }
  return value;
}
