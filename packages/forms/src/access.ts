import type { Access, ColumnField, Field, FormDocument } from './document.ts';
import { own } from './types/harmless.ts';

/** The applicant's step. */
export const applyStep = 'apply';

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
    byPath.set(field.key, limited(field, access));
    if (field.type !== 'table') continue;
    for (const column of field.items) {
      const path = `${field.key}.${column.key}`;
      byPath.set(path, columnAccess(column, access, accessIn(entries, path)));
    }
    const isEmpty = field.items.every(({ key }) => byPath.get(`${field.key}.${key}`) === 'hidden');
    if (isEmpty) byPath.set(field.key, 'hidden');
  }
  return (path) => byPath.get(path) ?? 'hidden';
}

export function mayWrite(access: Access): boolean {
  return access === 'write' || access === 'required';
}

function columnAccess(column: ColumnField, ofTable: Access, entry: Access | undefined): Access {
  if (ofTable === 'hidden') return 'hidden';
  // `required` on the table wants rows; which cells must be filled is the columns' own business.
  return limited(column, entry ?? (ofTable === 'required' ? 'write' : ofTable));
}

function limited(field: Field, access: Access): Access {
  const isNeverWritten = field.type === 'note' || field.compute !== undefined || field.lock === true;
  return isNeverWritten && mayWrite(access) ? 'read' : access;
}

function accessIn(entries: unknown, path: string): Access | undefined {
  const access = own(entries, path);
  return access === 'hidden' || access === 'read' || access === 'write' || access === 'required'
    ? access
    : undefined;
}
