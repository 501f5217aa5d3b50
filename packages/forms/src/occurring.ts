/** Files and ids that occur in a form's data, wherever they stand. */
import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { ColumnField, FileValue, FormData } from './document.ts';
import { placeOf } from './settle.ts';
import { type FileField, isFileField, isFileValue } from './types/file.ts';
import { isRecord, own } from './types/harmless.ts';

export interface FileIn {
  /** `proof`, `docs[1].file`. */
  readonly path: string;
  readonly file: FileValue;
  readonly field: FileField;
}

export function filesOf(form: CompiledForm, data: FormData): FileIn[] {
  return valuesIn(form, data).flatMap(({ path, field, value }) => {
    if (!isFileField(field)) return [];
    return listOf(value)
      .filter(isFileValue)
      .map((file) => ({ path, file, field }));
  });
}

/**
 * The data with each file as the server knows it, for a browser can claim any name, size and type. A file that
 * `known` does not answer for (not there, or not this person's) is left out.
 */
export function replaceFiles(
  form: CompiledForm,
  data: FormData,
  known: (id: string) => FileValue | undefined,
): FormData {
  const isFiles = ({ field }: CompiledField) => isFileField(field);
  const replaced = (record: Record<string, unknown>, fields: readonly CompiledField[]) => {
    const copy = { ...record };
    for (const { field, columns } of fields) {
      const value = own(copy, field.key);
      if (!Array.isArray(value)) continue;
      if (field.type === 'table') {
        copy[field.key] = value.map((row: unknown) =>
          isRecord(row) ? replaced(row, columns.filter(isFiles)) : row,
        );
        continue;
      }
      const files = value.flatMap((file: unknown) => (isFileValue(file) ? (known(file.id) ?? []) : []));
      if (files.length > 0) copy[field.key] = files;
      else delete copy[field.key];
    }
    return copy;
  };
  const fields = form.sections.flatMap((section) => section.fields);
  return replaced(
    data,
    fields.filter((field) => isFiles(field) || field.columns.some(isFiles)),
  );
}

/** Ids of persons. */
export function peopleOf(form: CompiledForm, data: FormData): string[] {
  return idsOf(form, data, ['person', 'persons']);
}

/** Ids of units. */
export function unitsOf(form: CompiledForm, data: FormData): string[] {
  return idsOf(form, data, ['department', 'departments']);
}

function idsOf(form: CompiledForm, data: FormData, types: readonly ColumnField['type'][]): string[] {
  const ids = valuesIn(form, data)
    .filter(({ field }) => types.includes(field.type))
    .flatMap(({ value }) => listOf(value))
    .filter((id) => typeof id === 'string');
  return [...new Set(ids)];
}

interface ValueIn {
  readonly path: string;
  readonly field: ColumnField;
  readonly value: unknown;
}

function valuesIn(form: CompiledForm, data: FormData): ValueIn[] {
  return [...form.fields.values()].flatMap((compiledField): ValueIn[] => {
    const { field, table, path } = compiledField;
    if (field.type === 'note' || field.type === 'table') return [];
    if (!table) return [{ path, field, value: own(data, path) }];
    const rows = own(data, table.path);
    return (Array.isArray(rows) ? rows : []).map((row: unknown, index) => ({
      path: placeOf(compiledField, index),
      field,
      value: own(row, field.key),
    }));
  });
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
