import { type FormView, mayWrite, type TableField } from '@yizhan/forms';

/** How the cells of a table stand, row by row, in the order of its columns. */
export interface CellState {
  visible: boolean;
  editable: boolean;
  required: boolean;
}

export interface TableState {
  /** Whether rows may be added and removed. */
  editable: boolean;
  columns: CellState[];
  rows: CellState[][];
}

export function tableState(field: TableField, view: FormView): TableState {
  const rows = view.data[field.key];
  const cell = (key: string, row?: number): CellState => {
    const { visible, access, required } = view.field(`${field.key}.${key}`, row);
    return { visible, required, editable: mayWrite(access) };
  };
  return {
    editable: mayWrite(view.field(field.key).access),
    columns: field.items.map(({ key }) => cell(key)),
    rows: Array.isArray(rows) ? rows.map((_, row) => field.items.map(({ key }) => cell(key, row))) : [],
  };
}
