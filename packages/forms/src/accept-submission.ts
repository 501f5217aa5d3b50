/**
 * What the server keeps of what a browser sent. Nothing in it is trusted:
 *  1. what the step may not write is dropped, and what is stored stands in its place,
 *  2. on these data visibility is judged and computed fields are computed, so that a forged read-only value
 *     opens no hidden field,
 *  3. what the rules hide is dropped; what the step may not write stays as it was stored, shown or not.
 */
import { acceptTable, mostReported, noteUnknown } from './accept-table.ts';
import { type Acceptance, acceptValue, isLive } from './accept-value.ts';
import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm, FormAt } from './compile-form.ts';
import { pathsRead } from './dependencies.ts';
import type { FormData } from './document.ts';
import { isSame } from './is-same.ts';
import { rowAccessAt } from './row-access.ts';
import { type FormContext, isRowWritten, placeOf, type RowStates, type Settled, settle } from './settle.ts';
import { isRecord, own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

export interface Accepted {
  /** Everything that is to be stored, hidden and computed fields included. */
  readonly data: FormData;
  /** Keys that the form does not know. */
  readonly ignored: string[];
  /** Paths where a value was sent for a field that is not written here, and not the one that it has. */
  readonly forged: string[];
  /** Which rows of `data` were the step's to write, where it has a rule for them: for `validateForm`. */
  readonly rows: NonNullable<FormContext['rows']>;
}

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
  const report: Acceptance['report'] = { ignored: [], forged: [] };
  const rowAccess = rowAccessAt(form, step, stored, context);
  const acceptance: Acceptance = { form, at, rowAccess, report };
  const fields = form.sections
    .flatMap((section) => section.fields)
    .filter(({ field }) => field.type !== 'note');
  noteUnknown(report.ignored, submitted, new Set(fields.map(({ path }) => path)));

  const cleaned: Record<string, unknown> = {};
  const rows: Record<string, RowStates> = {};
  for (const compiledField of fields) {
    const { path, field } = compiledField;
    const kept = own(stored, path) ?? undefined;
    const given = own(submitted, path) ?? undefined;
    if (field.type === 'note') continue;
    if (field.type === 'table') {
      const accepted = acceptTable(acceptance, compiledField, kept, given);
      if (accepted.value !== undefined) cleaned[path] = accepted.value;
      if (rowAccess.has(path)) rows[path] = accepted.rows;
      continue;
    }
    const value = acceptValue(acceptance, compiledField, field, kept, given);
    if (value !== undefined) cleaned[path] = value;
  }

  const settled = settle(form, at, cleaned, { ...context, rows });
  const data: Record<string, unknown> = {};
  for (const compiledField of fields) {
    const value = valueToStore(settled, compiledField, cleaned);
    if (value !== undefined) data[compiledField.path] = value;
  }
  noteForgedComputations(settled, submitted, acceptance);
  return {
    data,
    rows,
    ignored: report.ignored.slice(0, mostReported),
    forged: report.forged.slice(0, mostReported),
  };
}

function valueToStore(settled: Settled, compiledField: CompiledField, cleaned: FormData): unknown {
  const { at, data } = settled;
  const { path, field, columns } = compiledField;
  const isKept = (one: CompiledField) => !mayWrite(at.access(one.path)) && !isLive(at, one);
  if (field.type !== 'table') return isKept(compiledField) ? cleaned[path] : data[path];

  const before = cleaned[path];
  const after = data[path];
  if (!Array.isArray(before)) return after;
  if (after === undefined && mayWrite(at.access(path)) && !at.rows.has(path)) return undefined;
  const kept = columns.filter(isKept).map((column) => column.field.key);
  return before.map((source: unknown, index) => {
    if (!isRecord(source) || !isRowWritten(settled, path, index)) return source;
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
function noteForgedComputations(
  settled: Settled,
  submitted: FormData,
  { form, at, report }: Acceptance,
): void {
  for (const compiledField of form.order) {
    const { path, field, table } = compiledField;
    if (field.type === 'note' || field.type === 'table' || !compiledField.compute || !at.isLive(path))
      continue;
    if (at.access(path) === 'hidden' || isMadeOfHidden(form, path, at)) continue;
    const compare = (sent: unknown, computed: unknown, row?: number) => {
      const value = sent === undefined || sent === null ? undefined : typeOf(field).clean(sent, field);
      if (value !== undefined && !isSame(value, computed)) report.forged.push(placeOf(compiledField, row));
    };
    if (!table) compare(own(submitted, path), settled.data[path]);
    const sentRows = table ? own(submitted, table.path) : undefined;
    const rows = table ? settled.rows.get(table.path)?.raw : undefined;
    if (!table || !Array.isArray(sentRows)) continue;
    const { visible } = settled.context.rows?.[table.path] ?? {};
    const seen = (rows ?? []).filter((_, index) => visible?.[index] !== false);
    for (const [place, row] of seen.entries())
      compare(own(sentRows[place], field.key), own(row, field.key), place);
  }
}

/**
 * Whether anything that the field is made of, however far back, is not seen by the step as it is: hidden, masked, or
 * a table of which it may not see all rows.
 */
function isMadeOfHidden(form: CompiledForm, path: string, at: FormAt): boolean {
  const seen = new Set<string>([path]);
  for (const one of seen) for (const needed of form.dependencies.get(one) ?? []) seen.add(needed);
  return [...seen].some(
    (needed) =>
      at.access(needed) === 'hidden' || at.isMasked(needed) || readsPartOf(form, form.fields.get(needed), at),
  );
}

function readsPartOf(form: CompiledForm, field: CompiledField | undefined, { rows }: FormAt): boolean {
  if (rows.size === 0 || !field) return false;
  const rules = [field.compute, field.visible, field.table ? undefined : field.section.visible];
  return rules.some((rule) => {
    const read = rule ? pathsRead(rule, form.fields, field.table) : new Set<string>();
    return [...read].some((path) => rows.get(path)?.visible !== undefined);
  });
}
