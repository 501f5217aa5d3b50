import type { Access, ColumnField, Field, FormDocument } from './document.ts';
import { own } from './types/harmless.ts';

/** The applicant's step. */
export const applyStep = 'apply';

/** The applicant's, once he has submitted. */
const viewStep = 'view';

/**
 * What the step may do with the field at a path (`days`, `docs.title`), whatever the data are. A computed or
 * locked field and a note are never written. A column without an entry of its own goes with its table, and is
 * hidden where its table is; a table without a column to see is hidden too. An unknown path is hidden.
 */
export function accessAt(document: FormDocument, step: string): (path: string) => Access {
  const entries = own(document.steps, step);
  const everyField = accessIn(entries, '*') ?? (step === applyStep ? 'write' : 'read');
  const byPath = new Map<string, Access>();
  for (const field of document.sections.flatMap((section) => section.fields)) {
    const access = accessIn(entries, field.key) ?? everyField;
    const isNamed = accessIn(entries, field.key) !== undefined;
    byPath.set(field.key, limited(field, access, isMasked(field, step, isNamed)));
    if (field.type !== 'table') continue;
    for (const column of field.items) {
      const path = `${field.key}.${column.key}`;
      byPath.set(path, columnAccess(column, access, accessIn(entries, path), step));
    }
    const isEmpty = field.items.every(({ key }) => byPath.get(`${field.key}.${key}`) === 'hidden');
    if (isEmpty) byPath.set(field.key, 'hidden');
  }
  return (path) => byPath.get(path) ?? 'hidden';
}

/**
 * Which paths the step sees masked (脱敏): secret fields that it sees without naming them. Whoever applies has typed
 * them himself.
 */
export function maskedAt(document: FormDocument, step: string): (path: string) => boolean {
  const entries = own(document.steps, step);
  const masked = new Set<string>();
  for (const field of document.sections.flatMap((section) => section.fields)) {
    for (const [path, one] of [[field.key, field] as const, ...columnsOf(field)]) {
      if (isMasked(one, step, accessIn(entries, path) !== undefined)) masked.add(path);
    }
  }
  return (path) => masked.has(path);
}

function isMasked(field: Field, step: string, isNamed: boolean): boolean {
  return (
    field.type !== 'note' && field.secret === true && !isNamed && step !== applyStep && step !== viewStep
  );
}

function columnsOf(field: Field) {
  if (field.type !== 'table') return [];
  return field.items.map((column) => [`${field.key}.${column.key}`, column] as const);
}

export function mayWrite(access: Access): boolean {
  return access === 'write' || access === 'required';
}

function columnAccess(column: ColumnField, ofTable: Access, entry: Access | undefined, step: string): Access {
  if (ofTable === 'hidden') return 'hidden';
  // `required` on the table wants rows; which cells must be filled is the columns' own business.
  return limited(
    column,
    entry ?? (ofTable === 'required' ? 'write' : ofTable),
    isMasked(column, step, entry !== undefined),
  );
}

/** What is masked is not written either: nobody types over what he does not see. */
function limited(field: Field, access: Access, isMaskedHere: boolean): Access {
  const isNeverWritten =
    field.type === 'note' || field.compute !== undefined || field.lock === true || isMaskedHere;
  return isNeverWritten && mayWrite(access) ? 'read' : access;
}

function accessIn(entries: unknown, path: string): Access | undefined {
  const access = own(entries, path);
  return access === 'hidden' || access === 'read' || access === 'write' || access === 'required'
    ? access
    : undefined;
}
