export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
}

/** One row more than the page was asked for tells whether there is another. */
export function pageOf<Row>(rows: readonly Row[], limit: number, cursor: (row: Row) => string): Page<Row> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page,
    ...(rows.length > limit && last !== undefined && { next: cursor(last) }),
  };
}
