import { type FormView, mayWrite, type TableField } from '@yizhan/forms';

/** How the cells of a table stand, row by row, in the order of its columns. */
export interface CellState {
  visible: boolean;
  editable: boolean;
  required: boolean;
}

export interface TableState {
  /** Whether the step writes the table. */
  editable: boolean;
  /** Whether rows may be added. */
  adds: boolean;
  /** The first row that may be removed, with all after it: rows are matched by their place. */
  removesFrom: number;
  columns: CellState[];
  rows: CellState[][];
}

export function tableState(field: TableField, view: FormView, ruled?: RuledRows): TableState {
  const rows = view.data[field.key];
  const cell = (key: string, row?: number): CellState => {
    const { visible, access, required } = view.field(`${field.key}.${key}`, row);
    return { visible, required, editable: mayWrite(access) };
  };
  const editable = mayWrite(view.field(field.key).access);
  return {
    editable,
    adds: editable && ruled?.add !== false,
    removesFrom: editable && ruled?.remove !== false ? fixedRows(ruled) : Number.POSITIVE_INFINITY,
    columns: field.items.map(({ key }) => cell(key)),
    rows: Array.isArray(rows) ? rows.map((_, row) => field.items.map(({ key }) => cell(key, row))) : [],
  };
}

/** What the rules for rows leave to this step. */
export interface RuledRows {
  add?: boolean;
  remove?: boolean;
  editable: readonly boolean[];
}

const fixedRows = (ruled: RuledRows | undefined): number => (ruled?.editable.lastIndexOf(false) ?? -1) + 1;
