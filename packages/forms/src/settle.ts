/**
 * One pass over the form in the order of dependencies settles everything: a field's visibility is judged when
 * all that it reads is settled, and a field that is not shown is null to all that read it. No repetition is
 * needed, for `checkDocument` refuses fields that depend on each other in a circle.
 */
import {
  builtins,
  type Calendar,
  clock,
  condition,
  type Expression,
  FeelFailure,
  type Scope,
} from '@yizhan/feel';
import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm, CompiledSection, FormAt } from './compile-form.ts';
import type { ColumnField, FormData } from './document.ts';
import { isRecord, own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

export interface FormContext {
  /** `YYYY-MM-DD`, the school's date. */
  readonly today: string;
  readonly calendar: Calendar;
  /** What expressions read as `applicant`: `{id, name, number, unit, unitName, category, level …}`. */
  readonly applicant?: Readonly<Record<string, unknown>>;
  /** What they read as `parameters`: the service's own figures (标准、限额), as its version has them. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** The one who looks, for the rules of rows; only the server knows him. */
  readonly me?: Me;
  /** Which rows of the given data may be written, where the step has a rule for them; those after the last may. */
  readonly rows?: Readonly<Record<string, RowStates>>;
}

export interface RowStates {
  readonly editable: readonly boolean[];
  /** Where rows are left out of what he sees: which ones he does see. */
  readonly visible?: readonly boolean[];
}

export interface Me {
  readonly id: string;
  readonly unit: string;
  /** His own and all above it. */
  readonly units: readonly string[];
  readonly groups: readonly string[];
  readonly posts: readonly string[];
}

/** An expression that could not be computed: a mistake of the form, not of the person. */
export interface FormFailure {
  /** `days`, `docs[1].sum`, or `sections.<key>`. */
  readonly path: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface Settled {
  readonly form: CompiledForm;
  readonly at: FormAt;
  readonly context: FormContext;
  /** Raw values as given; computed ones put in, those of fields that are not shown left out. */
  readonly data: Row;
  /** Cleaned and well-shaped values, as expressions see them. */
  readonly scope: Row;
  /** Of tables that are shown: the rows in `data` and in `scope`. */
  readonly rows: Map<string, { readonly raw: readonly unknown[]; readonly seen: readonly Row[] }>;
  /** By the rules of fields and sections, whatever the step may see; of a column, for each row. */
  readonly shown: Map<string, boolean | readonly boolean[]>;
  /** Where the step may write it. */
  readonly required: Map<string, boolean | readonly boolean[]>;
  readonly sections: Map<CompiledSection, boolean>;
  readonly failures: FormFailure[];
}

type Row = Record<string, unknown>;

export function settle(form: CompiledForm, at: FormAt, data: FormData, context: FormContext): Settled {
  const settled: Settled = {
    form,
    at,
    context,
    data: {},
    scope: {
      ...builtins(context.calendar),
      ...clock(context.today),
      applicant: context.applicant ?? null,
      parameters: context.parameters ?? null,
    },
    rows: new Map(),
    shown: new Map(),
    required: new Map(),
    sections: new Map(),
    failures: [],
  };
  for (const field of form.order) {
    if (field.table) settleColumn(settled, field, field.table);
    else settleField(settled, field, own(data, field.path) ?? undefined);
  }
  for (const field of form.order) settled.required.set(field.path, requiredOf(settled, field));
  return settled;
}

/** What an expression of the field reads from; `rule` given, no more than it needs. */
export function scopeAt(
  settled: Settled,
  { table }: CompiledField,
  row: number | undefined,
  rule: Expression,
): Scope {
  const seen = table && row !== undefined ? settled.rows.get(table.path)?.seen[row] : undefined;
  if (!seen) return settled.scope;
  const scope: Row = {};
  for (const name of [...rule.names, ...rule.calls]) {
    if (Object.hasOwn(seen, name)) scope[name] = seen[name];
    else if (Object.hasOwn(settled.scope, name)) scope[name] = settled.scope[name];
  }
  return scope;
}

/** `days`, or `docs[1].title`. */
export function placeOf({ path, table, field }: CompiledField, row?: number): string {
  return table && row !== undefined ? `${table.path}[${row}].${field.key}` : path;
}

function settleField(settled: Settled, compiledField: CompiledField, given: unknown): void {
  const { path, field } = compiledField;
  const isShown = isSectionShown(settled, compiledField.section) && isShownByRule(settled, compiledField);
  settled.shown.set(path, isShown);
  settled.scope[path] = null;
  if (!isShown || field.type === 'note') return;

  if (field.type === 'table') {
    if (given === undefined) return;
    settled.data[path] = given;
    if (!Array.isArray(given)) return;
    const raw: unknown[] = given.map((row: unknown) => (isRecord(row) ? { ...row } : row));
    const seen: Row[] = raw.map(() => ({}));
    settled.data[path] = raw;
    settled.scope[path] = seen;
    settled.rows.set(path, { raw, seen });
    return;
  }
  const value = isComputedNow(settled, compiledField) ? computed(settled, compiledField, field) : given;
  if (value !== undefined) settled.data[path] = value;
  settled.scope[path] = seenValue(field, value);
}

function settleColumn(settled: Settled, compiledField: CompiledField, table: CompiledField): void {
  const { path, field } = compiledField;
  const rows = settled.rows.get(table.path);
  if (!rows || field.type === 'note' || field.type === 'table') return;
  const isComputed = isComputedNow(settled, compiledField);
  const shown = rows.raw.map((row, index) => {
    if (!isRecord(row)) return false;
    const isShown = isShownByRule(settled, compiledField, index);
    let value: unknown = isShown ? (own(row, field.key) ?? undefined) : undefined;
    if (isShown && isComputed && isRowWritten(settled, table.path, index))
      value = computed(settled, compiledField, field, index);
    if (value === undefined) delete row[field.key];
    else row[field.key] = value;
    const seen = rows.seen[index];
    if (seen) seen[field.key] = seenValue(field, value);
    return isShown;
  });
  settled.shown.set(path, shown);
}

/** Whether the rules for rows leave this one to the step. */
export function isRowWritten({ context }: Settled, table: string, row: number): boolean {
  return context.rows?.[table]?.editable[row] ?? true;
}

/** The place of a row among those that the person sees. */
export function seenPlace({ context }: Settled, table: string, row: number): number {
  const visible = context.rows?.[table]?.visible;
  return visible ? row - visible.slice(0, row).filter((isVisible) => !isVisible).length : row;
}

function isSectionShown(settled: Settled, section: CompiledSection): boolean {
  let isShown = settled.sections.get(section);
  if (isShown === undefined) {
    const place = `sections.${section.section.key}`;
    isShown = !section.visible || holds(settled, section.visible, settled.scope, place);
    settled.sections.set(section, isShown);
  }
  return isShown;
}

function isShownByRule(settled: Settled, field: CompiledField, row?: number): boolean {
  const rule = field.visible;
  return !rule || holds(settled, rule, scopeAt(settled, field, row, rule), placeOf(field, row));
}

function isComputedNow({ at }: Settled, { path, compute }: CompiledField): boolean {
  return compute !== undefined && at.isLive(path);
}

function computed(settled: Settled, compiledField: CompiledField, field: ColumnField, row?: number): unknown {
  const rule = compiledField.compute;
  if (!rule) return undefined;
  try {
    const result = rule.evaluate(scopeAt(settled, compiledField, row, rule));
    if (result === null) return undefined;
    const value = typeOf(field).computed?.(result, field);
    if (value !== undefined) return value;
    throw new FeelFailure(
      `算出的结果 ${JSON.stringify(result)} 不是这个字段的值`,
      `The result ${JSON.stringify(result)} is no value of this field`,
      rule.text,
    );
  } catch (error) {
    settled.failures.push(failureAt(placeOf(compiledField, row), error));
    return undefined;
  }
}

/** A rule that fails counts as not met: what it would have shown stays hidden. */
function holds(settled: Settled, rule: Expression, scope: Scope, place: string): boolean {
  try {
    return condition(rule, scope);
  } catch (error) {
    settled.failures.push(failureAt(place, error));
    return false;
  }
}

export function failureAt(path: string, error: unknown): FormFailure {
  if (!(error instanceof FeelFailure)) throw error;
  return { path, message: error.message, messageEn: error.messageEn };
}

function requiredOf(settled: Settled, compiledField: CompiledField): boolean | readonly boolean[] {
  const { path, field, required: rule, table } = compiledField;
  const access = settled.at.access(path);
  if (field.type === 'note' || !mayWrite(access)) return false;
  if (access === 'required' || field.required === true) return true;
  if (!rule) return false;
  const shown = settled.shown.get(path);
  if (!table) {
    return shown === true && holds(settled, rule, settled.scope, path);
  }
  if (!Array.isArray(shown)) return false;
  return shown.map((isShown: boolean, row) => {
    return (
      isShown &&
      isRowWritten(settled, table.path, row) &&
      holds(settled, rule, scopeAt(settled, compiledField, row, rule), placeOf(compiledField, row))
    );
  });
}

/** What cannot be a value of the field is null to expressions, so that nothing sent by anybody makes them fail. */
export function seenValue(field: ColumnField, raw: unknown): unknown {
  if (raw === undefined) return null;
  const type = typeOf(field);
  const value = type.clean(raw, field);
  return value !== undefined && type.isShaped(value, field) ? value : null;
}
