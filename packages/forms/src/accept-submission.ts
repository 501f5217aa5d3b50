/**
 * What the server keeps of what a browser sent. Nothing in it is trusted:
 *  1. what the step may not write is dropped, and what is stored stands in its place,
 *  2. on these data visibility is judged and computed fields are computed, so that a forged read-only value
 *     opens no hidden field,
 *  3. what the rules hide is dropped; what the step may not write stays as it was stored, shown or not.
 */
import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm, FormAt } from './compile-form.ts';
import type { ColumnField, FormData } from './document.ts';
import { isSame } from './is-same.ts';
import { type FormContext, placeOf, type Settled, settle } from './settle.ts';
import { cleanText, harmless, isRecord, own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

export interface Accepted {
  /** Everything that is to be stored, hidden and computed fields included. */
  readonly data: FormData;
  /** Keys that the form does not know. */
  readonly ignored: string[];
  /** Paths where a value was sent for a field that is not written here, and not the one that it has. */
  readonly forged: string[];
}

/** Reported paths; a hostile body must not fill the log. */
const mostReported = 50;

/**
 * `submitted` is the whole form as the person left it at this step: a writable field that is absent (or null) is
 * cleared. A caller with a partial change lays it over what the person sees:
 * `{ ...projectForm(form, step, stored, context), ...change }`.
 *
 * Locked fields are taken from `stored`: put the profile's values (`lockedData`) in before.
 */
export function acceptSubmission(
  form: CompiledForm,
  step: string,
  stored: FormData,
  submitted: FormData,
  context: FormContext,
): Accepted {
  const at = form.at(step);
  const report: Report = { ignored: [], forged: [] };
  const fields = form.sections
    .flatMap((section) => section.fields)
    .filter(({ field }) => field.type !== 'note');
  noteUnknown(report.ignored, submitted, new Set(fields.map(({ path }) => path)));

  const cleaned: Record<string, unknown> = {};
  for (const compiledField of fields) {
    const { path, field } = compiledField;
    const kept = own(stored, path) ?? undefined;
    const given = own(submitted, path) ?? undefined;
    if (field.type === 'note') continue;
    const value =
      field.type === 'table'
        ? acceptTable({ at, report }, compiledField, kept, given)
        : acceptValue({ at, report }, compiledField, field, kept, given);
    if (value !== undefined) cleaned[path] = value;
  }

  const settled = settle(form, at, cleaned, context);
  const data: Record<string, unknown> = {};
  for (const compiledField of fields) {
    const value = valueToStore(settled, compiledField, cleaned);
    if (value !== undefined) data[compiledField.path] = value;
  }
  noteForgedComputations(settled, submitted, report);
  return {
    data,
    ignored: report.ignored.slice(0, mostReported),
    forged: report.forged.slice(0, mostReported),
  };
}

interface Report {
  readonly ignored: string[];
  readonly forged: string[];
}

interface Acceptance {
  readonly at: FormAt;
  readonly report: Report;
}

function acceptValue(
  { at, report }: Acceptance,
  compiledField: CompiledField,
  field: ColumnField,
  kept: unknown,
  given: unknown,
  row?: number,
): unknown {
  const access = at.access(compiledField.path);
  const value = given === undefined ? undefined : typeOf(field).clean(given, field);
  if (mayWrite(access)) return value;
  // Whether the value of a hidden field was guessed right must not be told, so naming it at all is forgery.
  const isForged =
    value !== undefined && (access === 'hidden' || !(isLive(at, compiledField) || isSame(value, kept)));
  if (isForged) report.forged.push(placeOf(compiledField, row));
  return kept;
}

function isLive(at: FormAt, { path, compute }: CompiledField): boolean {
  return compute !== undefined && at.isLive(path);
}

/**
 * Rows are matched by their place. A step that may not write the table itself can neither add nor remove rows;
 * one that may still cannot remove the rows up to the last that holds something it may not write: their values
 * would move to other rows.
 */
function acceptTable(acceptance: Acceptance, table: CompiledField, kept: unknown, given: unknown): unknown {
  const { at, report } = acceptance;
  const { field, path, columns } = table;
  if (field.type !== 'table') return undefined;
  const access = at.access(path);
  if (access === 'hidden') {
    if (given !== undefined && !isSame(given, [])) report.forged.push(path);
    return kept;
  }
  if (given !== undefined && !Array.isArray(given)) {
    if (!mayWrite(access) && !isSame(given, kept)) report.forged.push(path);
    return mayWrite(access) ? harmless(given) : kept;
  }
  const storedRows: readonly unknown[] = Array.isArray(kept) ? kept : [];
  // One row too many is kept, for `validateForm` to report.
  const givenRows: readonly unknown[] = (given ?? []).slice(0, field.max + 1);
  const mayResize = mayWrite(access);
  const protectedRows = mayResize ? protectedLength(at, columns, storedRows) : storedRows.length;
  const length = mayResize ? Math.max(givenRows.length, protectedRows) : storedRows.length;
  const isShortened = given !== undefined && givenRows.length < protectedRows;
  if (isShortened || givenRows.length > length) report.forged.push(path);

  const rows = Array.from({ length }, (_, index) => {
    const isGiven = index < givenRows.length;
    // A read-only table is often not sent at all; a row that was not sent is as it was.
    if (!isGiven && (!mayResize || index < protectedRows)) return storedRows[index];
    return acceptRow(acceptance, table, storedRows[index], givenRows[index], index);
  });
  return rows.length === 0 ? undefined : rows;
}

function acceptRow(
  acceptance: Acceptance,
  table: CompiledField,
  kept: unknown,
  given: unknown,
  index: number,
): unknown {
  if (given !== null && given !== undefined && !isRecord(given)) {
    if (mayWrite(acceptance.at.access(table.path))) return harmless(given) ?? {};
    if (!isSame(given, kept)) acceptance.report.forged.push(`${table.path}[${index}]`);
    return kept;
  }
  if (!isRecord(kept) && !mayWrite(acceptance.at.access(table.path))) return kept;
  const row: Record<string, unknown> = {};
  const keys = new Set<string>();
  for (const column of table.columns) {
    const { field } = column;
    if (field.type === 'note' || field.type === 'table') continue;
    keys.add(field.key);
    const before = own(kept, field.key) ?? undefined;
    const sent = own(given, field.key) ?? undefined;
    const value = acceptValue(acceptance, column, field, before, sent, index);
    if (value !== undefined) row[field.key] = value;
  }
  noteUnknown(acceptance.report.ignored, given, keys, `${table.path}[${index}].`);
  return row;
}

/** Rows up to the last that holds a value which this step may not write (and does not compute). */
function protectedLength(at: FormAt, columns: readonly CompiledField[], rows: readonly unknown[]): number {
  const fixed = columns.filter(({ path, compute }) => !compute && !mayWrite(at.access(path)));
  return rows.findLastIndex((row) => fixed.some(({ field }) => own(row, field.key) !== undefined)) + 1;
}

function valueToStore({ at, data }: Settled, compiledField: CompiledField, cleaned: FormData): unknown {
  const { path, field, columns } = compiledField;
  const isKept = (one: CompiledField) => !mayWrite(at.access(one.path)) && !isLive(at, one);
  if (field.type !== 'table') return isKept(compiledField) ? cleaned[path] : data[path];

  const before = cleaned[path];
  const after = data[path];
  if (!Array.isArray(before)) return after;
  if (after === undefined && mayWrite(at.access(path))) return undefined;
  const kept = columns.filter(isKept).map((column) => column.field.key);
  return before.map((source: unknown, index) => {
    if (!isRecord(source)) return source;
    const row: Record<string, unknown> = {};
    for (const { field } of columns) {
      const value = own(
        kept.includes(field.key) ? source : Array.isArray(after) ? after[index] : undefined,
        field.key,
      );
      if (value !== undefined) row[field.key] = value;
    }
    return row;
  });
}

/**
 * A computed value that was sent is compared with what it comes to, where the browser could compute it: not
 * where it is made of fields that the step does not see.
 */
function noteForgedComputations(settled: Settled, submitted: FormData, report: Report): void {
  const { form, at } = settled;
  for (const compiledField of form.order) {
    const { path, field, table } = compiledField;
    if (field.type === 'note' || field.type === 'table' || !compiledField.compute || !at.isLive(path))
      continue;
    if (at.access(path) === 'hidden' || isMadeOfHidden(form, path, at.access)) continue;
    const compare = (sent: unknown, computed: unknown, row?: number) => {
      const value = sent === undefined || sent === null ? undefined : typeOf(field).clean(sent, field);
      if (value !== undefined && !isSame(value, computed)) report.forged.push(placeOf(compiledField, row));
    };
    if (!table) compare(own(submitted, path), settled.data[path]);
    const sentRows = table ? own(submitted, table.path) : undefined;
    const rows = table ? settled.rows.get(table.path)?.raw : undefined;
    if (!Array.isArray(sentRows)) continue;
    for (const [index, row] of (rows ?? []).entries())
      compare(own(sentRows[index], field.key), own(row, field.key), index);
  }
}

/** Whether anything that the field is made of, however far back, is hidden from the step. */
function isMadeOfHidden(form: CompiledForm, path: string, access: FormAt['access']): boolean {
  const seen = new Set<string>([path]);
  for (const one of seen) for (const needed of form.dependencies.get(one) ?? []) seen.add(needed);
  return [...seen].some((needed) => access(needed) === 'hidden');
}

function noteUnknown(ignored: string[], record: unknown, known: ReadonlySet<string>, prefix = ''): void {
  if (!isRecord(record)) return;
  for (const key of Object.keys(record)) {
    if (ignored.length >= mostReported) return;
    if (!known.has(key)) ignored.push(cleanText(prefix + key).slice(0, 100));
  }
}
