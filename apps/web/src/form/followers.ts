/** Fields that follow a person chosen in another (`prefillOf`): whose they are, and what a change of the form asks for. */
import type { FormData, FormDocument } from '@yizhan/forms';

/** Somebody was chosen, in a field of the form or in a row of a table. */
export interface Choice {
  /** `host`, `rows.host`. */
  field: string;
  person: string | undefined;
  /** The keys of the fields that follow, beside it. */
  following: readonly string[];
  row?: { table: string; index: number };
}

export type Followers = ReadonlyMap<string, readonly string[]>;

export function followersOf(document: FormDocument): Followers {
  const followers = new Map<string, string[]>();
  const note = (person: string, key: string) =>
    followers.set(person, [...(followers.get(person) ?? []), key]);
  for (const field of document.sections.flatMap(({ fields }) => fields)) {
    if (field.type === 'note') continue;
    if (field.prefillOf !== undefined) note(field.prefillOf, field.key);
    for (const column of field.type === 'table' ? field.items : [])
      if (column.prefillOf !== undefined) note(`${field.key}.${column.prefillOf}`, column.key);
  }
  return followers;
}

/** The choices that a change of one field is. */
export function choicesIn(followers: Followers, key: string, before: unknown, after: unknown): Choice[] {
  const own = followers.get(key);
  if (own) return before === after ? [] : [{ field: key, person: personIn(after), following: own }];
  if (!Array.isArray(after)) return [];
  const columns = [...followers].filter(([path]) => path.startsWith(`${key}.`));
  const rowsBefore = Array.isArray(before) ? before : [];
  return columns.flatMap(([field, following]) => {
    const column = field.slice(key.length + 1);
    return after.flatMap((row: FormData, index): Choice[] => {
      const person = personIn(row[column]);
      const isSame = row === rowsBefore[index] || person === personIn(rowsBefore[index]?.[column]);
      // Rows move up when one is removed; that is no choice.
      if (isSame || after.length < rowsBefore.length) return [];
      return [{ field, person, following, row: { table: key, index } }];
    });
  });
}

/** The data with what follows put in; what the school does not know is emptied. Nothing where the choice is old. */
export function followed(data: FormData, choice: Choice, values: FormData): FormData | undefined {
  const { field, person, following, row } = choice;
  const fill = (record: FormData): FormData => {
    const next: Record<string, unknown> = { ...record };
    for (const key of following) {
      if (values[key] === undefined) delete next[key];
      else next[key] = values[key];
    }
    return next;
  };
  if (!row) return personIn(data[field]) === person ? fill(data) : undefined;
  const rows = data[row.table];
  const column = field.slice(row.table.length + 1);
  if (!Array.isArray(rows) || personIn(rows[row.index]?.[column]) !== person) return undefined;
  return { ...data, [row.table]: rows.map((one, index) => (index === row.index ? fill(one) : one)) };
}

const personIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
