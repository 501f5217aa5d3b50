/** How FEEL's own functions are written down: what they take, and what they make of it. */
import { FeelFailure } from '../failure.ts';
import { type Run, spend, spendOnList } from '../run.ts';
import { Callable, isByName, type Overload, type Passed } from '../values/callable.ts';
import { type Duration, isDuration, readDuration } from '../values/duration.ts';
import { type Context, isContext, isMissing, single } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import { readDate, readDateTime } from '../values/read-temporal.ts';
import { shown } from '../values/shown.ts';
import { CalendarDate, ClockTime, DateTime, temporalSteps } from '../values/temporal.ts';

/** What a parameter may be declared as, and the value that the function then gets. */
interface Kinds {
  text: string;
  number: number;
  list: readonly unknown[];
  context: Context;
  function: Callable;
  range: Range;
  date: CalendarDate;
  moment: CalendarDate | DateTime;
  time: ClockTime;
  duration: Duration;
  any: unknown;
}

type KindName = keyof Kinds;
/** `number?` may be left out; `rest`, the last one, takes all that follow. */
type Declared = KindName | `${KindName}?` | 'rest';

type Taken<Parameters extends Readonly<Record<string, Declared>>> = {
  readonly [Name in keyof Parameters]: Parameters[Name] extends `${infer Kind extends KindName}?`
    ? Kinds[Kind] | undefined
    : Parameters[Name] extends KindName
      ? Kinds[Parameters[Name]]
      : readonly unknown[];
};

/** A function that is still without its name. */
export type Defined = (name: string) => Overload;

/** null for a parameter that is not of kind `any` makes the result null: something is still missing. */
export function takes<const Parameters extends Readonly<Record<string, Declared>>>(
  parameters: Parameters,
  body: (taken: Taken<Parameters>, run: Run) => unknown,
): Defined {
  const names = Object.keys(parameters);
  const declared = names.map((name): Declared => parameters[name] ?? 'any');
  const hasRest = declared.at(-1) === 'rest';
  return (functionName) => ({
    names,
    least: declared.filter((kind) => !kind.endsWith('?') && kind !== 'rest').length,
    most: hasRest ? Number.POSITIVE_INFINITY : names.length,
    call(run, passed) {
      spend(run, names.length);
      const taken: Record<string, unknown> = {};
      for (const [index, name] of names.entries()) {
        const value = valueAt(passed, name, index, declared[index] === 'rest');
        const converted = convert(declared[index] ?? 'any', value);
        if (converted === nothing) return null;
        if (converted === wrong) throw mismatch(functionName, name, declared[index] ?? 'any', value);
        // A date that was given as text had to be read.
        if (typeof value === 'string' && converted !== value) spend(run, temporalSteps);
        taken[name] = converted;
      }
      return body(taken as Taken<Parameters>, run);
    },
  });
}

export function define(
  functions: Readonly<Record<string, Defined | readonly Defined[]>>,
): [string, Callable][] {
  return Object.entries(functions).map(([name, defined]) => [
    name,
    new Callable([defined].flat().map((overload) => overload(name))),
  ]);
}

/** `sum(1, 2)` and `sum([1, 2])` alike. */
export function listed(run: Run, rest: readonly unknown[]): readonly unknown[] {
  const list = rest.length === 1 && Array.isArray(rest[0]) ? rest[0] : rest;
  spendOnList(run, list.length);
  return list;
}

export function refused(name: string, wanted: string, wantedEn: string): FeelFailure {
  return new FeelFailure(`${name}(…) 的参数应当是${wanted}`, `${name}(…) takes ${wantedEn}`);
}

const nothing = Symbol('nothing');
const wrong = Symbol('wrong');

function valueAt(passed: Passed, name: string, index: number, isRest: boolean): unknown {
  if (!isByName(passed)) return isRest ? passed.slice(index) : passed[index];
  const value = passed.get(name);
  return isRest ? (Array.isArray(value) ? value : [value ?? null]) : value;
}

function convert(declared: Declared, value: unknown): unknown {
  if (declared === 'rest') return value;
  const isOptional = declared.endsWith('?');
  const kind = (isOptional ? declared.slice(0, -1) : declared) as KindName;
  if (kind === 'any') return value === undefined && !isOptional ? null : value;
  if (value === undefined || value === null) return isOptional ? undefined : nothing;
  const converted = kind === 'list' ? (Array.isArray(value) ? value : [value]) : asKind[kind](single(value));
  if (converted !== undefined) return converted;
  return isMissing(value) ? nothing : wrong;
}

/** undefined when it is of another kind. Dates may be given as the ISO texts that forms hold. */
const asKind: { readonly [Kind in Exclude<KindName, 'list' | 'any'>]: (value: unknown) => unknown } = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (typeof value === 'number' ? value : undefined),
  context: (value) => (isContext(value) ? value : undefined),
  function: (value) => (value instanceof Callable ? value : undefined),
  range: (value) => (value instanceof Range ? value : undefined),
  date: (value) => dateOf(momentOf(value)),
  moment: momentOf,
  time: (value) => (value instanceof ClockTime ? value : undefined),
  duration(value) {
    const duration = typeof value === 'string' ? readDuration(value) : value;
    return isDuration(duration) ? duration : undefined;
  },
};

function momentOf(value: unknown): CalendarDate | DateTime | undefined {
  const moment = typeof value === 'string' ? (readDate(value) ?? readDateTime(value)) : value;
  return moment instanceof CalendarDate || moment instanceof DateTime ? moment : undefined;
}

export function dateOf(value: unknown): CalendarDate | undefined {
  if (value instanceof CalendarDate) return value;
  return value instanceof DateTime ? new CalendarDate(value.day) : undefined;
}

function mismatch(functionName: string, parameter: string, declared: Declared, value: unknown): FeelFailure {
  const kind = declared.replace('?', '') as KindName;
  const [wanted, wantedEn] = kindTexts[kind];
  return new FeelFailure(
    `${functionName}(…) 的参数 ${parameter} 应当是${wanted}，实际是 ${shown(value)}`,
    `${functionName}(…) takes ${wantedEn} as ${parameter}, not ${shown(value)}`,
  );
}

const kindTexts: Readonly<Record<KindName, readonly [string, string]>> = {
  text: ['文字', 'a text'],
  number: ['数', 'a number'],
  list: ['一列值', 'a list'],
  context: ['一组值 {…}', 'a context {…}'],
  function: ['函数', 'a function'],
  range: ['区间', 'a range'],
  date: ['日期（如 2026-03-01）', 'a date (like 2026-03-01)'],
  moment: ['日期或日期时间', 'a date or a date and time'],
  time: ['时间（如 09:00:00）', 'a time (like 09:00:00)'],
  duration: ['时长（如 P1D）', 'a duration (like P1D)'],
  any: ['值', 'a value'],
};
