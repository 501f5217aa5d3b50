/** Properties that do not go together. */

import { profileKeyOf, profileKeys } from '../prefill.ts';
import type { FoundField } from './check-structure.ts';
import { type Faults, meant } from './faults.ts';

const computable: ReadonlySet<string> = new Set([
  'text',
  'textarea',
  'number',
  'money',
  'boolean',
  'date',
  'datetime',
  'select',
  'radio',
]);

export function checkFields(faults: Faults, fields: readonly FoundField[], isColumn = false): void {
  for (const field of fields) {
    checkComputed(faults, field);
    checkPrefill(faults, field, isColumn);
    checkFields(faults, field.columns, true);
  }
}

function checkComputed(faults: Faults, { path, raw, type }: FoundField): void {
  if (raw.compute === undefined) return;
  if (!computable.has(type)) {
    faults.add(`${path}.compute`, `${type} 字段不能计算得出`, `a field of type ${type} cannot be computed`);
  }
  if (raw.required !== undefined && raw.required !== false) {
    faults.add(
      `${path}.required`,
      '计算字段不能必填；请把它用到的字段设为必填',
      'a computed field is never required; require the fields that it is computed from',
    );
  }
}

function checkPrefill(faults: Faults, { path, raw }: FoundField, isColumn: boolean): void {
  const { prefill, lock, compute } = raw;
  if (lock === true && prefill === undefined) {
    faults.add(`${path}.lock`, 'lock 要和 prefill 一起用', 'lock goes with prefill');
  }
  if (typeof prefill !== 'string') return;
  if (isColumn) faults.add(`${path}.prefill`, '明细的列不能预填', 'a column cannot be prefilled');
  if (compute !== undefined) {
    faults.add(`${path}.prefill`, '计算字段不能预填', 'a computed field cannot be prefilled');
  }
  if (profileKeyOf(prefill) === undefined) {
    const sources = profileKeys.map((key) => `profile:${key}`);
    const hint = meant(prefill, sources);
    faults.add(
      `${path}.prefill`,
      `没有预填来源 ${prefill}${hint.zh || `，可用的有 ${sources.join('、')}`}`,
      `there is no source ${prefill}${hint.en || `; there are ${sources.join(', ')}`}`,
    );
  }
}
