/** What the steps may do with fields: the fields exist, and what is computed or locked is not written. */
import { accessAt } from '../access.ts';
import type { FormDocument } from '../document.ts';
import { isRecord } from '../types/harmless.ts';
import type { FoundField, FoundSection } from './check-structure.ts';
import { type Faults, meant } from './faults.ts';

const accesses = ['hidden', 'read', 'write', 'required'];

export function checkSteps(faults: Faults, steps: unknown, sections: readonly FoundSection[]): void {
  if (!isRecord(steps)) return;
  const byPath = new Map<string, FoundField>();
  for (const field of sections.flatMap(({ fields }) => fields)) {
    byPath.set(field.key, field);
    for (const column of field.columns) byPath.set(`${field.key}.${column.key}`, column);
  }
  for (const [step, entries] of Object.entries(steps)) {
    const at = `steps.${step}`;
    if (!/^[A-Za-z_][\w.-]{0,99}$/.test(step) || step === '__proto__') {
      faults.add(at, '应当是 apply 或流程环节的编号', 'must be apply or the id of a step');
    }
    if (!isRecord(entries)) {
      faults.add(at, '应当是字段到权限的对象 {…}', 'must be an object of fields and their access');
      continue;
    }
    for (const [path, access] of Object.entries(entries))
      checkEntry(faults, `${at}.${path}`, path, access, byPath);
    checkColumns(faults, at, entries, byPath);
  }
}

function checkEntry(
  faults: Faults,
  at: string,
  path: string,
  access: unknown,
  byPath: ReadonlyMap<string, FoundField>,
): void {
  const isAccess = typeof access === 'string' && accesses.includes(access);
  if (!isAccess) {
    const hint = meant(String(access), accesses);
    faults.add(
      at,
      `应当是 ${accesses.join('、')} 之一${hint.zh}`,
      `must be one of ${accesses.join(', ')}${hint.en}`,
    );
  }
  if (path === '*') return;
  const field = byPath.get(path);
  if (!field) {
    const hint = meant(path, [...byPath.keys()]);
    faults.add(at, `没有字段 ${path}${hint.zh}`, `there is no field ${path}${hint.en}`);
    return;
  }
  if (!isAccess || (access !== 'write' && access !== 'required')) return;
  const why = neverWritten(field);
  if (why)
    faults.add(
      at,
      `${why[0]}不能填写，请用 read 或 hidden`,
      `${why[1]} is never written; use read or hidden`,
    );
}

function neverWritten({ type, raw }: FoundField): readonly [string, string] | undefined {
  if (type === 'note') return ['说明文字', 'a note'];
  if (raw.compute !== undefined) return ['计算字段', 'a computed field'];
  return raw.lock === true ? ['锁定的字段', 'a locked field'] : undefined;
}

/** A column that a step is meant to see or write stays hidden while its table is. */
function checkColumns(
  faults: Faults,
  at: string,
  entries: Readonly<Record<string, unknown>>,
  byPath: ReadonlyMap<string, FoundField>,
): void {
  for (const [path, access] of Object.entries(entries)) {
    const [table = '', column] = path.split('.');
    if (column === undefined || access === 'hidden' || !byPath.has(path)) continue;
    if ((entries[table] ?? entries['*']) !== 'hidden') continue;
    faults.add(
      `${at}.${path}`,
      `${table} 在这个环节是 hidden，它的列也看不到`,
      `${table} is hidden at this step, and so are its columns`,
    );
  }
}

/** Each step sees something; a step that sees nothing is a mistake in its entries. */
export function checkSight(faults: Faults, document: FormDocument): void {
  for (const step of Object.keys(document.steps)) {
    const access = accessAt(document, step);
    const seesNothing = document.sections.every(({ fields }) =>
      fields.every(({ key }) => access(key) === 'hidden'),
    );
    if (seesNothing) faults.add(`steps.${step}`, '这个环节看不到任何字段', 'this step sees no field at all');
  }
}
