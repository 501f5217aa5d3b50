import { mayWrite } from './access.ts';
import type { CompiledField, CompiledForm, FormAt } from './compile-form.ts';
import type { ColumnField } from './document.ts';
import { isSame } from './is-same.ts';
import { maskValue } from './mask.ts';
import type { RowAccess } from './row-access.ts';
import { placeOf } from './settle.ts';
import { isReference } from './types/reference.ts';
import { typeOf } from './types/type-of.ts';

export interface Acceptance {
  readonly form: CompiledForm;
  readonly at: FormAt;
  /** By table, where the step has a rule for its rows; judged on what is stored. */
  readonly rowAccess: ReadonlyMap<string, RowAccess>;
  readonly report: { readonly ignored: string[]; readonly forged: string[] };
}

export interface Cell {
  readonly row: number;
  /** Whether the rules for rows leave this one to the step. */
  readonly isWritten: boolean;
}

/** What is kept of one value: what was sent where the step may write it, what was stored everywhere else. */
export function acceptValue(
  { at, report }: Acceptance,
  compiledField: CompiledField,
  field: ColumnField,
  kept: unknown,
  given: unknown,
  cell?: Cell,
): unknown {
  const { path } = compiledField;
  const access = at.access(path);
  const isWritten = cell?.isWritten ?? true;
  const value = given === undefined ? undefined : typeOf(field).clean(given, field);
  if (mayWrite(access) && isWritten) return value;
  // Whether the value of a hidden field was guessed right must not be told, so naming it at all is forgery.
  const isForged =
    value !== undefined &&
    (access === 'hidden' ||
      !((isWritten && isLive(at, compiledField)) || isSeen(at, path, field, value, kept)));
  if (isForged) report.forged.push(placeOf(compiledField, cell?.row));
  return kept;
}

/** Whether the value is the one that the step was shown. */
function isSeen(at: FormAt, path: string, field: ColumnField, value: unknown, kept: unknown): boolean {
  if (at.isMasked(path)) return value === maskValue(field, kept);
  if (isSame(value, kept)) return true;
  // The columns of a picked row are put in anew by the server; what was picked is the id.
  const ids = (one: unknown) => (Array.isArray(one) ? one : [one]).map((row) => isReference(row) && row.id);
  return (field.type === 'reference' || field.type === 'references') && isSame(ids(value), ids(kept));
}

export function isLive(at: FormAt, { path, compute }: CompiledField): boolean {
  return compute !== undefined && at.isLive(path);
}
