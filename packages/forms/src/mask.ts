/** 脱敏: what those see of a value who need not know it. */
import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { Field, FormData } from './document.ts';
import { isRecord, own } from './types/harmless.ts';

const stars = '******';

/** Tells nothing but that there is something, and of numbers that people check by their ends as much as that takes. */
export function maskValue(field: Field, value: unknown): string {
  if (typeof value !== 'string' || value === '') return stars;
  switch (field.type) {
    case 'idcard':
      return value.length < 15
        ? stars
        : `${value.slice(0, 3)}${'*'.repeat(value.length - 7)}${value.slice(-4)}`;
    case 'phone':
      return value.length < 11 ? stars : `${value.slice(0, 3)}****${value.slice(-4)}`;
    case 'email':
      return `${value.slice(0, 1)}***${value.includes('@') ? value.slice(value.lastIndexOf('@')) : ''}`;
    case 'plate':
      return value.length < 7 ? stars : `${value.slice(0, 2)}***${value.slice(-2)}`;
    default:
      return stars;
  }
}

/**
 * The data for a title, a list or a message, which many read: what is secret is masked, and an ID card always is.
 */
export function maskForLists(form: CompiledForm, data: FormData): FormData {
  const isMasked = ({ field }: CompiledField) =>
    field.type === 'idcard' || (field.type !== 'note' && field.secret === true);
  return masked(
    data,
    form.sections.flatMap((section) => section.fields),
    isMasked,
  );
}

function masked(
  record: Readonly<Record<string, unknown>>,
  fields: readonly CompiledField[],
  isMasked: (field: CompiledField) => boolean,
): Record<string, unknown> {
  const copy = { ...record };
  for (const compiledField of fields) {
    const { field, columns } = compiledField;
    const value = own(copy, field.key) ?? undefined;
    if (value === undefined) continue;
    if (isMasked(compiledField)) copy[field.key] = maskValue(field, value);
    else if (field.type === 'table' && Array.isArray(value))
      copy[field.key] = value.map((row: unknown) => (isRecord(row) ? masked(row, columns, isMasked) : row));
  }
  return copy;
}
