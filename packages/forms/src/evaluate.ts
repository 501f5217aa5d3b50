import { mayWrite } from './access.ts';
import type { CompiledForm } from './compile-form.ts';
import type { Access, FormData } from './document.ts';
import { type FormContext, type FormFailure, isRowWritten, type Settled, settle } from './settle.ts';

/** The form with its data at a step: what is shown, what must be filled, what the computed fields come to. */
export interface FormView {
  /** The given data with computed values put in and values of fields that are not shown left out. */
  readonly data: FormData;
  /**
   * A field by its path. A column with a row is that cell; without one the column as a whole, which is shown or
   * required where any row has it so.
   */
  field(path: string, row?: number): FieldView;
  /** Whether a section has anything to show. */
  sectionVisible(key: string): boolean;
  /** Expressions that could not be computed; what they would have shown or given is left out. */
  readonly failures: readonly FormFailure[];
}

export interface FieldView {
  /** Whether the step may see it and the form shows it now. */
  readonly visible: boolean;
  readonly access: Access;
  /** Whether it must be filled here and now. */
  readonly required: boolean;
}

export function evaluateForm(
  form: CompiledForm,
  step: string,
  data: FormData,
  context: FormContext,
): FormView {
  return viewOf(settle(form, form.at(step), data, context));
}

export function viewOf(settled: Settled): FormView {
  const field = (path: string, row?: number) => fieldView(settled, path, row);
  return {
    data: settled.data,
    field,
    sectionVisible: (key) =>
      settled.form.sections.some(
        ({ section, fields }) => section.key === key && fields.some(({ path }) => field(path).visible),
      ),
    failures: settled.failures,
  };
}

function fieldView(settled: Settled, path: string, row: number | undefined): FieldView {
  const { form, at, shown, required } = settled;
  const compiledField = form.fields.get(path);
  const access = at.access(path);
  if (!compiledField || access === 'hidden') return { visible: false, access: 'hidden', required: false };
  const isTableShown = !compiledField.table || shown.get(compiledField.table.path) === true;
  // A column of a table without rows has nothing that could hide it.
  const visible = isTableShown && inRow(shown.get(path), row, row === undefined);
  const { table } = compiledField;
  if (table && row !== undefined && mayWrite(access) && !isRowWritten(settled, table.path, row))
    return { visible, access: 'read', required: false };
  return { visible, access, required: visible && inRow(required.get(path), row, false) };
}

function inRow(
  state: boolean | readonly boolean[] | undefined,
  row: number | undefined,
  withoutRows: boolean,
): boolean {
  if (typeof state === 'boolean') return state;
  if (state === undefined || state.length === 0) return withoutRows;
  return row === undefined ? state.includes(true) : state[row] === true;
}
