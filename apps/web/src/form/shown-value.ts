import type { FormData } from '@yizhan/forms';

/**
 * The value of a field while the form has not yet been judged on the last key: as typed where it changed since, with
 * the computed columns that its rows had; as judged where it did not. Rows that did not change stay the same objects.
 */
export function shownValue(key: string, typed: FormData, settled: FormData, judged: FormData): unknown {
  if (typed[key] === settled[key]) return judged[key];
  const rows = typed[key];
  const before = settled[key];
  const judgedRows = judged[key];
  if (!Array.isArray(rows) || !rows.every(isRow)) return rows;
  return rows.map((row: object, index) => {
    const known: unknown = Array.isArray(judgedRows) ? judgedRows[index] : undefined;
    const then: unknown = Array.isArray(before) ? before[index] : undefined;
    if (row === then && known !== undefined) return known;
    if (!isRow(known) || !isRow(then)) return row;
    // Computed columns are in what was judged and not in what was typed.
    const computed = Object.entries(known).filter(([column]) => !Object.hasOwn(then, column));
    return { ...Object.fromEntries(computed), ...row };
  });
}

const isRow = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
