/** Properties that do not go together. */

import { pdcPathOf, profileKeyOf, profileKeys } from '../prefill.ts';
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

function checkPrefill(faults: Faults, field: FoundField, isColumn: boolean): void {
  const { path, raw } = field;
  const { prefill, lock, compute } = raw;
  if (lock === true && prefill === undefined) {
    faults.add(`${path}.lock`, 'lock 要和 prefill 一起用', 'lock goes with prefill');
  }
  if (typeof prefill !== 'string') return;
  if (compute !== undefined) {
    faults.add(`${path}.prefill`, '计算字段不能预填', 'a computed field cannot be prefilled');
  }
  if (field.type === 'table') {
    checkTablePrefill(faults, path, prefill);
    return;
  }
  if (isColumn) {
    checkColumnPrefill(faults, field);
    return;
  }
  if (pdcPathOf(prefill) !== undefined) return;
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

function checkTablePrefill(faults: Faults, path: string, prefill: string): void {
  if (/^pdc:[a-z][\w-]*$/.test(prefill)) return;
  faults.add(
    `${path}.prefill`,
    '明细的预填来源写作 pdc:<数据子集>',
    'a table is prefilled from pdc:<subset>',
  );
}

/** A row is prefilled from a record of the table's subset, or from a person chosen in it or in the form. */
function checkColumnPrefill(faults: Faults, { path, raw }: FoundField): void {
  const { prefill, prefillOf, lock } = raw;
  if (lock === true) faults.add(`${path}.lock`, '明细的列不能锁定', 'a column cannot be locked');
  if (typeof prefill !== 'string' || pdcPathOf(prefill) !== undefined) return;
  if (profileKeyOf(prefill) !== undefined && prefillOf !== undefined) return;
  faults.add(
    `${path}.prefill`,
    '明细的列只能从 pdc:<数据子集>.<字段> 预填，或用 prefillOf 取所选人员的 profile:',
    'a column is prefilled from pdc:<subset>.<field>, or from profile: of the person that prefillOf names',
  );
}

/** `prefillOf` names a person: in the same row for a column, else among the form's fields. */
export function checkPersonsNamed(faults: Faults, fields: readonly FoundField[]): void {
  const check = (field: FoundField, near: readonly FoundField[]) => {
    const { prefillOf, prefill } = field.raw;
    if (typeof prefillOf === 'string') {
      const named = [...near, ...fields].find(({ key }) => key === prefillOf);
      if (named?.type !== 'person') {
        const people = [...near, ...fields].filter(({ type }) => type === 'person').map(({ key }) => key);
        const hint = meant(prefillOf, people);
        faults.add(
          `${field.path}.prefillOf`,
          `${prefillOf} 不是人员字段${hint.zh}`,
          `${prefillOf} is no person field${hint.en}`,
        );
      }
      if (prefill === undefined)
        faults.add(`${field.path}.prefillOf`, 'prefillOf 要和 prefill 一起用', 'prefillOf goes with prefill');
    }
    for (const column of field.columns) check(column, field.columns);
  };
  for (const field of fields) check(field, []);
}
