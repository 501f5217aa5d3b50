/**
 * What leaves the server of a form: nothing that the step may not see, neither values nor fields nor the rules
 * that mention them.
 */
import type { Expression } from '@yizhan/feel';
import { mayWrite } from './access.ts';
import {
  type CompiledField,
  type CompiledForm,
  type CompiledSection,
  compileForm,
  type FormAt,
} from './compile-form.ts';
import { pathsRead } from './dependencies.ts';
import type { Access, Field, FormData, FormDocument, RowRule, Section } from './document.ts';
import type { FormView } from './evaluate.ts';
import { maskValue } from './mask.ts';
import { rowAccessAt } from './row-access.ts';
import { type FormContext, settle } from './settle.ts';
import { isRecord, own } from './types/harmless.ts';

/**
 * The data that the step may see, without what the form's rules do not show, without rows that are not for `me`, and
 * with secrets masked. Computed values are as they are in `data`; they are not computed again.
 */
export function projectForm(
  form: CompiledForm,
  step: string,
  data: FormData,
  context: FormContext,
): FormData {
  const at = form.at(step);
  const { access } = at;
  const shown = settle(form, { ...at, isLive: () => false }, data, context).data;
  const rows = rowAccessAt(form, step, data, context);
  const seen: Record<string, unknown> = {};
  for (const { path, field, columns } of form.sections.flatMap((section) => section.fields)) {
    const value = own(shown, path) ?? undefined;
    if (value === undefined || field.type === 'note' || access(path) === 'hidden') continue;
    if (at.isMasked(path)) {
      seen[path] = maskValue(field, value);
    } else if (field.type === 'table' && Array.isArray(value)) {
      const visible = columns.filter((column) => access(column.path) !== 'hidden');
      const isRowSeen = (_: unknown, index: number) => rows.get(path)?.visible[index] !== false;
      seen[path] = value.filter(isRowSeen).map((row) => pick(row, visible, at));
    } else seen[path] = value;
  }
  return seen;
}

/** Which of the rows that `projectForm` gives may be written, for a browser that cannot tell: it knows no `me`. */
export function projectRows(
  form: CompiledForm,
  step: string,
  data: FormData,
  context: FormContext,
): NonNullable<FormContext['rows']> {
  return Object.fromEntries(
    [...rowAccessAt(form, step, data, context)]
      .filter(([path]) => form.at(step).access(path) !== 'hidden')
      .map(([path, { editable, visible }]) => [
        path,
        { editable: editable.filter((_, index) => visible[index]) },
      ]),
  );
}

/** Of the applicant and the parameters no more than the rules of the projected document read. */
export function projectSurroundings(
  document: FormDocument,
  context: FormContext,
): Pick<FormContext, 'applicant' | 'parameters'> {
  const { surroundings } = compileForm(document);
  const parts = (name: 'applicant' | 'parameters') => {
    const read = surroundings.get(name) ?? new Set<string>();
    const given = Object.entries(context[name] ?? {}).filter(([key]) => read.has(key) || read.has(''));
    return given.length === 0 ? {} : { [name]: Object.fromEntries(given) };
  };
  return { ...parts('applicant'), ...parts('parameters') };
}

function pick(row: unknown, columns: readonly CompiledField[], at: FormAt): unknown {
  // No row of cells: a wrong value that was sent for a draft, which its writer sees again.
  if (!isRecord(row)) return row;
  return Object.fromEntries(
    columns.flatMap(({ field, path }) => {
      const value = own(row, field.key) ?? undefined;
      if (value === undefined) return [];
      return [[field.key, at.isMasked(path) ? maskValue(field, value) : value]];
    }),
  );
}

/**
 * The document that the step may see. Rules that read what it does not see cannot be judged in the browser: a
 * computed field then becomes one that is only read, and a visibility, requirement or check is left to the
 * server. Give the `view` of the real data to leave out the fields that such a rule hides now; without it they
 * are shown.
 */
export function projectDocument(document: FormDocument, step: string, view?: FormView): FormDocument {
  const form = compileForm(document);
  const at = form.at(step);
  const unread = new Set<string>();
  const projection: Projection = { form, at, unread, gone: goneFrom(form, at, unread, view) };
  const sections = form.sections.flatMap((section) => projectSection(projection, section) ?? []);
  const { rows: _, ...rest } = document;
  const rows = rowsFor(sections, at);
  return {
    ...rest,
    sections,
    steps: { [step]: entriesFor(sections, projection) },
    ...(Object.keys(rows).length === 0 ? {} : { rows: { [step]: rows } }),
  };
}

/** Of the rules for rows no more than whether rows may be added and removed; which ones are his, the server says. */
function rowsFor(sections: readonly Section[], { rows, access }: FormAt): Record<string, RowRule> {
  const tables = sections
    .flatMap(({ fields }) => fields)
    .filter(({ key, type }) => type === 'table' && rows.has(key));
  return Object.fromEntries(
    tables.map(({ key }) => {
      const resizes = mayWrite(access(key));
      return [
        key,
        { add: resizes && rows.get(key)?.add === true, remove: resizes && rows.get(key)?.remove === true },
      ];
    }),
  );
}

interface Projection {
  readonly form: CompiledForm;
  readonly at: FormAt;
  /** Paths that the document is projected without. */
  readonly gone: ReadonlySet<string>;
  /** Paths that the browser cannot read as they are: gone, masked, or a table of which rows are left out. */
  readonly unread: ReadonlySet<string>;
}

/** In the order of dependencies: a field that goes takes those along that it hides. */
function goneFrom(
  form: CompiledForm,
  { access, isMasked, rows }: FormAt,
  unread: Set<string>,
  view: FormView | undefined,
): Set<string> {
  const gone = new Set<string>();
  for (const field of form.order) {
    const { path, visible, section, table } = field;
    const isHidden = access(path) === 'hidden' || (table !== undefined && gone.has(table.path));
    const isJudgedByServer =
      readsAny(form, unread, visible, field) || (!table && readsAny(form, unread, section.visible));
    if (isHidden || (isJudgedByServer && !table && view?.field(path).visible === false)) gone.add(path);
    if (gone.has(path) || isMasked(path) || rows.get(path)?.visible !== undefined) unread.add(path);
  }
  return gone;
}

function projectSection(
  projection: Projection,
  { section, visible, fields }: CompiledSection,
): Section | undefined {
  const kept = fields.flatMap((field) => projectField(projection, field, field.field) ?? []);
  if (kept.length === 0) return undefined;
  return withoutRule({ ...section, fields: kept }, 'visible', projection, visible);
}

function projectField<F extends Field>(
  projection: Projection,
  compiledField: CompiledField,
  field: F,
): F | undefined {
  const { form, gone, unread, at } = projection;
  const { path, visible, required, compute, checks, columns } = compiledField;
  if (gone.has(path)) return undefined;
  if (at.isMasked(path))
    return withoutRule(masked(field), 'visible', projection, visible, compiledField) as F;
  let copy: Record<string, unknown> = { ...field };
  copy = withoutRule(copy, 'visible', projection, visible, compiledField);
  copy = withoutRule(copy, 'required', projection, required, compiledField);
  copy = withoutRule(copy, 'compute', projection, compute, compiledField);
  const kept = checks.filter(({ rule }) => !readsAny(form, unread, rule, compiledField));
  if (kept.length < checks.length) copy.checks = kept.map(({ check }) => check);
  if (kept.length === 0) delete copy.checks;
  if (field.type === 'table') {
    copy.items = columns.flatMap((column) => projectField(projection, column, column.field) ?? []);
  }
  return copy as unknown as F;
}

function withoutRule<T extends object>(
  copy: T,
  key: 'visible' | 'required' | 'compute',
  { form, unread }: Projection,
  rule: Expression | undefined,
  field?: CompiledField,
): T {
  if (!readsAny(form, unread, rule, field)) return copy;
  const { [key]: _, ...rest } = copy as T & Record<typeof key, unknown>;
  return rest as unknown as T;
}

/** A secret as those see it who need not know it: a text, whatever it is. */
function masked(field: Field): Field {
  const { key, label, labelEn, help, span, visible } = field;
  return {
    key,
    type: 'text',
    label,
    ...(labelEn === undefined ? {} : { labelEn }),
    ...(help === undefined ? {} : { help }),
    ...(span === undefined ? {} : { span }),
    ...(visible === undefined ? {} : { visible }),
  };
}

function readsAny(
  form: CompiledForm,
  unread: ReadonlySet<string>,
  rule: Expression | undefined,
  field?: CompiledField,
): boolean {
  if (!rule) return false;
  for (const path of pathsRead(rule, form.fields, field?.table)) if (unread.has(path)) return true;
  // A name in a filter may be a column of whichever list it filters.
  return rule.filterNames.some((name) => [...unread].some((path) => path.endsWith(`.${name}`)));
}

/**
 * What the step may do with each field that it sees, one by one: `*` would say something of the others. A
 * computed field that the browser cannot compute is read; so are the others by their own access.
 */
function entriesFor(sections: readonly Section[], { at: { access } }: Projection): Record<string, Access> {
  const entries: Record<string, Access> = {};
  for (const field of sections.flatMap(({ fields }) => fields)) {
    entries[field.key] = access(field.key);
    for (const { key } of field.type === 'table' ? field.items : []) {
      entries[`${field.key}.${key}`] = access(`${field.key}.${key}`);
    }
  }
  return entries;
}
