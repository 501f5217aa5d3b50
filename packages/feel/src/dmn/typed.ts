/** `typeRef`: what kind of value a column has. */
import { FeelFailure } from '../failure.ts';
import { type Run, spend } from '../run.ts';
import { isMissing, type Kind, kindOf, seen, single } from '../values/kind.ts';
import { readAs } from '../values/read-temporal.ts';
import { shown } from '../values/shown.ts';
import { temporalSteps } from '../values/temporal.ts';
import type { ItemDefinition } from './element.ts';

export interface ValueType {
  readonly name: string;
  /** undefined where anything goes. */
  readonly kind: Kind | undefined;
  readonly isList: boolean;
}

const anything: ValueType = { name: 'Any', kind: undefined, isList: false };

/** The names of the standard, and those that older files of other engines use. */
const kinds: Readonly<Record<string, Kind>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  dateTime: 'date and time',
  'date and time': 'date and time',
  dayTimeDuration: 'days and time duration',
  'days and time duration': 'days and time duration',
  yearMonthDuration: 'years and months duration',
  'years and months duration': 'years and months duration',
};

/** undefined when the file does not say what the type is. */
export function typeOf(
  typeRef: string | undefined,
  items: ReadonlyMap<string, ItemDefinition>,
  depth = 0,
): ValueType | undefined {
  const name = typeRef?.replace(/^feel:/, '').trim() ?? '';
  if (name === '' || name === 'Any') return anything;
  if (Object.hasOwn(kinds, name)) return { name, kind: kinds[name], isList: false };
  const item = items.get(name);
  if (item === undefined || depth > 20) return undefined;
  const inner = (item.itemComponent?.length ?? 0) > 0 ? { ...anything, kind: 'context' as const } : undefined;
  const type = inner ?? typeOf(item.typeRef, items, depth + 1);
  return type && { name, kind: type.kind, isList: type.isList || item.isCollection === true };
}

/**
 * The value as one of this type: ISO texts become dates. `column` is said when it is of another kind.
 * @throws FeelFailure
 */
export function typed(run: Run, type: ValueType, value: unknown, column: string): unknown {
  if (type.kind === undefined || isMissing(value)) return value === undefined ? null : value;
  if (type.isList) {
    const items = Array.isArray(value) ? value : [value];
    spend(run, items.length);
    return items.map((item) => typed(run, { ...type, isList: false }, seen(item), column));
  }
  const alone = single(value);
  const read = typeof alone === 'string' ? readText(run, type.kind, alone) : alone;
  if (kindOf(read) === type.kind) return read;
  throw new FeelFailure(
    `“${column}”应当是 ${type.name}，实际是 ${shown(value)}`,
    `"${column}" should be a ${type.name}, not ${shown(value)}`,
  );
}

function readText(run: Run, kind: Kind, text: string): unknown {
  if (kind === 'text') return text;
  spend(run, temporalSteps);
  return readAs(kind, text);
}
