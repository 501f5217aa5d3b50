import type { CompiledForm, FormData } from '@yizhan/forms';

export interface PersonIn {
  readonly person: string;
  /** `deputy`, `courses[1].substitute`. */
  readonly path: string;
  /** `deputy`, `courses.substitute`. */
  readonly field: string;
  readonly label: string;
}

/** Every person that a form's data name, with the place. */
export function peopleIn(form: CompiledForm, data: FormData): readonly PersonIn[] {
  return [...form.fields.values()].flatMap(({ field, table, path }): readonly PersonIn[] => {
    if (field.type !== 'person' && field.type !== 'persons') return [];
    const found = (value: unknown, at: string): readonly PersonIn[] =>
      [value]
        .flat()
        .filter((person): person is string => typeof person === 'string' && person !== '')
        .map((person) => ({ person, path: at, field: path, label: field.label }));
    if (table === undefined) return found(data[field.key], path);
    const rows = data[table.path];
    return (Array.isArray(rows) ? rows : []).flatMap((row: unknown, index) =>
      typeof row === 'object' && row !== null && field.key in row
        ? found((row as FormData)[field.key], `${table.path}[${index}].${field.key}`)
        : [],
    );
  });
}
