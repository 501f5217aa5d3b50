/** Rows picked from elsewhere, wherever they stand in a form's data. */
import type { CompiledField, CompiledForm } from './compile-form.ts';
import type { ColumnField, FormData, ReferenceValue } from './document.ts';
import { isRecord, own } from './types/harmless.ts';
import { isReference } from './types/reference.ts';

type ReferenceField = Extract<ColumnField, { type: 'reference' | 'references' }>;

export interface Picked {
  /** Of the field: `project`, `rows.project`. */
  readonly path: string;
  readonly from: string;
  readonly value: ReferenceValue;
}

export function referencesOf(form: CompiledForm, data: FormData): Picked[] {
  const found: Picked[] = [];
  replaceReferences(form, data, (picked) => {
    found.push(picked);
    return picked.value;
  });
  return found;
}

/**
 * The data with each picked row as its source has it, for a browser can claim anything of it. One that `known` does
 * not answer for is left out.
 */
export function replaceReferences(
  form: CompiledForm,
  data: FormData,
  known: (picked: Picked) => ReferenceValue | undefined,
): FormData {
  const fields = form.sections.flatMap((section) => section.fields);
  return replaced(
    data,
    fields.filter((field) => isReferenceField(field) || field.columns.some(isReferenceField)),
    known,
  );
}

function replaced(
  record: Readonly<Record<string, unknown>>,
  fields: readonly CompiledField[],
  known: (picked: Picked) => ReferenceValue | undefined,
): Record<string, unknown> {
  const copy = { ...record };
  for (const { field, path, columns } of fields) {
    const value = own(copy, field.key) ?? undefined;
    if (field.type === 'table') {
      const inRows = columns.filter(isReferenceField);
      if (Array.isArray(value))
        copy[field.key] = value.map((row: unknown) => (isRecord(row) ? replaced(row, inRows, known) : row));
      continue;
    }
    if (field.type !== 'reference' && field.type !== 'references') continue;
    const whole = pickedIn(field, path, value, known);
    if (whole === undefined) delete copy[field.key];
    else copy[field.key] = whole;
  }
  return copy;
}

/** What is no picked row stays, for the validation to refuse. */
function pickedIn(
  field: ReferenceField,
  path: string,
  value: unknown,
  known: (picked: Picked) => ReferenceValue | undefined,
): unknown {
  const one = (row: unknown) => (isReference(row) ? known({ path, from: field.from, value: row }) : row);
  if (!Array.isArray(value)) return one(value);
  const rows = value.map(one).filter((row) => row !== undefined);
  return rows.length === 0 ? undefined : rows;
}

function isReferenceField({ field }: CompiledField): boolean {
  return field.type === 'reference' || field.type === 'references';
}
