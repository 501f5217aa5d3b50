/** 从上次申请填入: what of an earlier application's data a new one may begin with. */
import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm, FormAt } from './compile-form.ts';
import type { ColumnField, FormData } from './document.ts';
import { isFileField } from './types/file.ts';
import { isRecord, own } from './types/harmless.ts';
import { typeOf } from './types/type-of.ts';

/**
 * What the step types in itself and what still fits the form as it is now. Not what is computed or locked (both are
 * made anew), and no files: each belongs to the application for which it was uploaded.
 */
export function reusableData(form: CompiledForm, step: string, earlier: FormData): FormData {
  return reusable(
    form.at(step),
    form.sections.flatMap((section) => section.fields),
    earlier,
  );
}

function reusable(
  at: FormAt,
  fields: readonly CompiledField[],
  earlier: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const { field, path, columns } of fields) {
    const given = own(earlier, field.key) ?? undefined;
    if (given === undefined || field.type === 'note') continue;
    const value =
      field.type === 'table'
        ? rowsOf(at, columns, given)?.slice(0, field.max)
        : mayWrite(at.access(path))
          ? fitting(field, given)
          : undefined;
    if (value !== undefined && mayWrite(at.access(path))) kept[field.key] = value;
  }
  return kept;
}

function rowsOf(at: FormAt, columns: readonly CompiledField[], given: unknown): unknown[] | undefined {
  if (!Array.isArray(given)) return undefined;
  const rows = given.filter(isRecord).map((row) => reusable(at, columns, row));
  return rows.length === 0 ? undefined : rows;
}

function fitting(field: ColumnField, given: unknown): unknown {
  if (isFileField(field)) return undefined;
  const value = typeOf(field).clean(given, field);
  return value === undefined || typeOf(field).fault(value, field) ? undefined : value;
}
