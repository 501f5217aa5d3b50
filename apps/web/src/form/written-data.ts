import { type CompiledForm, type Field, type FormData, type FormView, mayWrite } from '@yizhan/forms';

/**
 * What a step sends: the fields that it may write and that are shown, without computed columns (the server
 * computes them itself and calls a differing one forged). An emptied field is null, so that laid over what is
 * stored it clears it.
 */
export function writtenData(form: CompiledForm, view: FormView): FormData {
  const written: Record<string, unknown> = {};
  for (const { fields } of form.document.sections) {
    for (const field of fields) {
      if (field.type === 'note' || !isWritten(field, view)) continue;
      const value = view.data[field.key];
      written[field.key] =
        value === undefined ? null : field.type === 'table' ? withoutComputed(field, value) : value;
    }
  }
  return written;
}

/** Whether the step fills in something of the field: of a table perhaps only some columns. */
export function isWritten(field: Field, view: FormView): boolean {
  const may = (path: string) => {
    const { visible, access } = view.field(path);
    return visible && mayWrite(access);
  };
  return (
    may(field.key) || (field.type === 'table' && field.items.some(({ key }) => may(`${field.key}.${key}`)))
  );
}

function withoutComputed(field: Extract<Field, { type: 'table' }>, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const computed = new Set(field.items.filter(({ compute }) => compute !== undefined).map(({ key }) => key));
  return value.map((row: unknown) =>
    typeof row === 'object' && row !== null
      ? Object.fromEntries(Object.entries(row).filter(([key]) => !computed.has(key)))
      : row,
  );
}
