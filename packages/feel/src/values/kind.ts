/**
 * The kinds of FEEL's values. An expression sees JSON content, FEEL's own kinds of values, and nothing behind
 * them: whatever comes out of the data passes through `seen`.
 */
import { Callable } from './callable.ts';
import { isDuration, Months, Span } from './duration.ts';
import { Range } from './range.ts';
import { CalendarDate, ClockTime, DateTime, isTemporal } from './temporal.ts';

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'text'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function';

export type Context = Readonly<Record<string, unknown>>;

/** A value out of the data, or null when it is none that an expression may see. */
export function seen(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'object':
      return value === null || Array.isArray(value) || isRecord(value) || isFeelValue(value) ? value : null;
    default:
      return null;
  }
}

/** The entry of a context, null where it has none. `__proto__` is no name: copying it could change a prototype. */
export function entryOf(context: Context, name: string): unknown {
  return name !== '__proto__' && Object.hasOwn(context, name) ? seen(context[name]) : null;
}

export function entriesOf(context: Context): [string, unknown][] {
  const keys = Object.keys(context).filter((key) => key !== '__proto__');
  return keys.map((key) => [key, seen(context[key])]);
}

/** `value` was seen. */
export function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
  }
  if (Array.isArray(value)) return 'list';
  if (value instanceof CalendarDate) return 'date';
  if (value instanceof DateTime) return 'date and time';
  if (value instanceof ClockTime) return 'time';
  if (value instanceof Months) return 'years and months duration';
  if (value instanceof Span) return 'days and time duration';
  if (value instanceof Range) return 'range';
  return value instanceof Callable ? 'function' : 'context';
}

export function isContext(value: unknown): value is Context {
  return kindOf(value) === 'context';
}

/** Not filled in yet, as forms leave it. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** `[x]` where x is wanted. */
export function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? seen(value[0]) : value;
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isFeelValue(value: object): boolean {
  return isTemporal(value) || isDuration(value) || value instanceof Range || value instanceof Callable;
}
