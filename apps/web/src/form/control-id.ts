/** The id of the control of a field (`days`) or a cell (`docs[1].copies`); an error list leads to it. */
export const controlId = (path: string): string => `field-${path.replace(/[[\].]+/g, '-').replace(/-$/, '')}`;

/** The row that a path points into: `docs[1].copies` → `{ table: 'docs', row: 1 }`. */
export function rowOf(path: string): { table: string; row: number } | undefined {
  const match = /^(.+)\[(\d+)\]/.exec(path);
  return match?.[1] && match[2] ? { table: match[1], row: Number(match[2]) } : undefined;
}

/** The id of a row, whose controls need not be there yet. */
export const rowId = (table: string, row: number): string => `row-${table}-${row}`;
