/**
 * Rows are matched by their place among those that the step sees. A step that may not write the table itself can
 * neither add nor remove rows; one that may still cannot remove the rows up to the last that holds something it may
 * not write: their values would move to other rows. Rows that it does not see stay where they are.
 */
import { type Acceptance, acceptValue } from './accept-value.ts';
import { mayWrite } from './access.ts';
import type { CompiledField, FormAt } from './compile-form.ts';
import { isSame } from './is-same.ts';
import { maskValue } from './mask.ts';
import type { RowStates } from './settle.ts';
import { cleanText, harmless, isRecord, own } from './types/harmless.ts';

/** Reported paths; a hostile body must not fill the log. */
export const mostReported = 50;

export interface AcceptedTable {
  readonly value: unknown;
  /** Of each row of the value: whether it was the step's to see and to write. */
  readonly rows: RowStates;
}

export function acceptTable(
  acceptance: Acceptance,
  table: CompiledField,
  kept: unknown,
  given: unknown,
): AcceptedTable {
  const { at, report, rowAccess } = acceptance;
  const { field, path } = table;
  const access = at.access(path);
  const asStored = { value: kept, rows: rowAccess.get(path) ?? { editable: [] } };
  if (field.type !== 'table') return { value: undefined, rows: asStored.rows };
  if (access === 'hidden') {
    if (given !== undefined && !isSame(given, [])) report.forged.push(path);
    return asStored;
  }
  if (at.isMasked(path) && given === maskValue(field, kept)) return asStored;
  if (given !== undefined && !Array.isArray(given)) {
    if (mayWrite(access) && !rowAccess.has(path)) return { value: harmless(given), rows: { editable: [] } };
    if (!isSame(given, kept)) report.forged.push(path);
    return asStored;
  }
  return acceptRows(acceptance, table, field.max, Array.isArray(kept) ? kept : [], given);
}

function acceptRows(
  acceptance: Acceptance,
  table: CompiledField,
  max: number,
  stored: readonly unknown[],
  given: readonly unknown[] | undefined,
): AcceptedTable {
  const { at, report, rowAccess } = acceptance;
  const rules = rowAccess.get(table.path);
  const mayResize = mayWrite(at.access(table.path));
  const { add, remove } = rules ?? { add: mayResize, remove: mayResize };
  const seen = stored.map((_, index) => index).filter((index) => rules?.visible[index] !== false);
  // One row too many is kept, for `validateForm` to report.
  const most = Math.max(max + 1 - (stored.length - seen.length), seen.length);
  const sent = (given ?? []).slice(0, most);
  const isFixed = (index: number) =>
    rules?.editable[index] === false || holdsFixed(at, table.columns, stored[index]);
  const least = remove ? seen.findLastIndex(isFixed) + 1 : seen.length;
  const length = Math.min(Math.max(sent.length, least), add ? most : seen.length);
  if (given !== undefined && length !== sent.length) report.forged.push(table.path);

  const kept: KeptRow[] = stored.flatMap((row, index): KeptRow[] => {
    const place = seen.indexOf(index);
    if (place === -1) return [{ row, isWritten: false, isSeen: false }];
    if (place >= length) return [];
    const isWritten = rules?.editable[index] !== false;
    // A table that is only read is often not sent at all; a row that was not sent is as it was.
    const value =
      place < sent.length ? acceptRow(acceptance, table, row, sent[place], { row: place, isWritten }) : row;
    return [{ row: value, isWritten, isSeen: true }];
  });
  for (let place = seen.length; place < length; place += 1) {
    const cell = { row: place, isWritten: true };
    const row = acceptRow(acceptance, table, undefined, sent[place], cell);
    kept.push({ row, isWritten: true, isSeen: true });
  }
  return {
    value: kept.length === 0 ? undefined : kept.map(({ row }) => row),
    rows: {
      editable: kept.map(({ isWritten }) => isWritten),
      visible: kept.map(({ isSeen }) => isSeen),
    },
  };
}

interface KeptRow {
  readonly row: unknown;
  readonly isWritten: boolean;
  readonly isSeen: boolean;
}

function acceptRow(
  acceptance: Acceptance,
  table: CompiledField,
  kept: unknown,
  given: unknown,
  cell: { readonly row: number; readonly isWritten: boolean },
): unknown {
  const isWritten = cell.isWritten && mayWrite(acceptance.at.access(table.path));
  if (given !== null && given !== undefined && !isRecord(given)) {
    const place = `${table.path}[${cell.row}]`;
    if (!isWritten) {
      if (!isSame(given, kept)) acceptance.report.forged.push(place);
      return kept;
    }
    // What is no row is never stored: rules for rows would have nothing to judge it by.
    if (acceptance.report.ignored.length < mostReported) acceptance.report.ignored.push(place);
  }
  if (!isRecord(kept) && !isWritten) return kept;
  const row: Record<string, unknown> = {};
  const keys = new Set<string>();
  for (const column of table.columns) {
    const { field } = column;
    if (field.type === 'note' || field.type === 'table') continue;
    keys.add(field.key);
    const before = own(kept, field.key) ?? undefined;
    const sent = own(given, field.key) ?? undefined;
    const value = acceptValue(acceptance, column, field, before, sent, cell);
    if (value !== undefined) row[field.key] = value;
  }
  noteUnknown(acceptance.report.ignored, given, keys, `${table.path}[${cell.row}].`);
  return row;
}

/** Whether a row holds a value which this step may not write (and does not compute). */
function holdsFixed(at: FormAt, columns: readonly CompiledField[], row: unknown): boolean {
  return columns.some(
    ({ path, compute, field }) => !compute && !mayWrite(at.access(path)) && own(row, field.key) !== undefined,
  );
}

export function noteUnknown(
  ignored: string[],
  record: unknown,
  known: ReadonlySet<string>,
  prefix = '',
): void {
  if (!isRecord(record)) return;
  for (const key of Object.keys(record)) {
    if (ignored.length >= mostReported) return;
    if (!known.has(key)) ignored.push(cleanText(prefix + key).slice(0, 100));
  }
}
