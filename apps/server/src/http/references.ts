import type { ReferenceRows } from '@yizhan/contract';
import type { Hall } from '@yizhan/hall';

/** Rows to pick, as both routes that offer them answer. */
export function presentRows({
  rows,
  columns,
  next,
}: Awaited<ReturnType<Hall['searchReferences']>>): ReferenceRows {
  return {
    items: rows.map((row) => ({ ...row })),
    columns: columns.map((column) => ({ ...column })),
    ...(next !== undefined && { next }),
  };
}
