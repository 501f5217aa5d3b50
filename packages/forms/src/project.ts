/**
 * What leaves the server of a form: nothing that the step may not see, neither values nor fields nor the rules
 * that mention them.
 */
import type { Expression } from '@yizhan/feel';
import {
  type CompiledField,
  type CompiledForm,
  type CompiledSection,
  compileForm,
  type FormAt,
} from './compile-form.ts';
import { pathsRead } from './dependencies.ts';
import type { Access, Field, FormData, FormDocument, Section } from './document.ts';
import type { FormView } from './evaluate.ts';
import { type FormContext, settle } from './settle.ts';
import { isRecord, own } from './types/harmless.ts';

/**
 * The data that the step may see. With a context also without what the form's rules do not show. Computed values
 * are as they are in `data`; they are not computed again.
 */
export function projectForm(
  form: CompiledForm,
  step: string,
  data: FormData,
  context?: FormContext,
): FormData {
  const { access } = form.at(step);
  const shown = context ? settle(form, { access, isLive: () => false }, data, context).data : data;
  const seen: Record<string, unknown> = {};
  for (const { path, field, columns } of form.sections.flatMap((section) => section.fields)) {
    const value = own(shown, path) ?? undefined;
    if (value === undefined || field.type === 'note' || access(path) === 'hidden') continue;
    const visible = columns.filter((column) => access(column.path) !== 'hidden');
    seen[path] =
      field.type === 'table' && Array.isArray(value) ? value.map((row) => pick(row, visible)) : value;
  }
  return seen;
}

function pick(row: unknown, columns: readonly CompiledField[]): unknown {
  // No row of cells: a wrong value that was sent for a draft, which its writer sees again.
  if (!isRecord(row)) return row;
  return Object.fromEntries(
    columns.flatMap(({ field }) => {
      const value = own(row, field.key) ?? undefined;
      return value === undefined ? [] : [[field.key, value]];
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
  const { access } = form.at(step);
  const projection: Projection = { form, access, gone: goneFrom(form, access, view) };
  const sections = form.sections.flatMap((section) => projectSection(projection, section) ?? []);
  return { ...document, sections, steps: { [step]: entriesFor(sections, projection) } };
}

interface Projection {
  readonly form: CompiledForm;
  readonly access: FormAt['access'];
  /** Paths that the document is projected without. */
  readonly gone: ReadonlySet<string>;
}

/** In the order of dependencies: a field that goes takes those along that it hides. */
function goneFrom(form: CompiledForm, access: FormAt['access'], view: FormView | undefined): Set<string> {
  const gone = new Set<string>();
  for (const field of form.order) {
    const { path, visible, section, table } = field;
    const isHidden = access(path) === 'hidden' || (table !== undefined && gone.has(table.path));
    const isJudgedByServer =
      readsAny(form, gone, visible, field) || (!table && readsAny(form, gone, section.visible));
    if (isHidden || (isJudgedByServer && !table && view?.field(path).visible === false)) gone.add(path);
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
  const { form, gone } = projection;
  const { path, visible, required, compute, checks, columns } = compiledField;
  if (gone.has(path)) return undefined;
  let copy: Record<string, unknown> = { ...field };
  copy = withoutRule(copy, 'visible', projection, visible, compiledField);
  copy = withoutRule(copy, 'required', projection, required, compiledField);
  copy = withoutRule(copy, 'compute', projection, compute, compiledField);
  const kept = checks.filter(({ rule }) => !readsAny(form, gone, rule, compiledField));
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
  { form, gone }: Projection,
  rule: Expression | undefined,
  field?: CompiledField,
): T {
  if (!readsAny(form, gone, rule, field)) return copy;
  const { [key]: _, ...rest } = copy as T & Record<typeof key, unknown>;
  return rest as unknown as T;
}

function readsAny(
  form: CompiledForm,
  gone: ReadonlySet<string>,
  rule: Expression | undefined,
  field?: CompiledField,
): boolean {
  if (!rule) return false;
  for (const path of pathsRead(rule, form.fields, field?.table)) if (gone.has(path)) return true;
  // A name in a filter may be a column of whichever list it filters.
  return rule.filterNames.some((name) => [...gone].some((path) => path.endsWith(`.${name}`)));
}

/**
 * What the step may do with each field that it sees, one by one: `*` would say something of the others. A
 * computed field that the browser cannot compute is read; so are the others by their own access.
 */
function entriesFor(sections: readonly Section[], { access }: Projection): Record<string, Access> {
  const entries: Record<string, Access> = {};
  for (const field of sections.flatMap(({ fields }) => fields)) {
    entries[field.key] = access(field.key);
    for (const { key } of field.type === 'table' ? field.items : []) {
      entries[`${field.key}.${key}`] = access(`${field.key}.${key}`);
    }
  }
  return entries;
}
