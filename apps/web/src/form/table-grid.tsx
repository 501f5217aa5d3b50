import type { ColumnField } from '@yizhan/forms';
import { memo, useRef } from 'react';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Cell } from './cell.tsx';
import type { CellState } from './cells.ts';
import { controlId, rowId, rowOf } from './control-id.ts';
import { labelOf } from './labels.ts';
import rowStyles from './row.module.css';
import type { RowsProps, TableRow } from './sub-table.tsx';
import styles from './table-grid.module.css';
import type { Fault } from './use-form.ts';
import { useNear } from './use-near.ts';

/** So many rows are drawn with all their controls at once; of more, those near the screen. */
const drawnAtOnce = 30;

export function TableGrid({ field, label, rows, keys, state, faults, setCell, removeRow, leave }: RowsProps) {
  const t = useTexts();
  const locale = useLanguage();
  const shown = field.items.flatMap((column, index) =>
    state.columns[index]?.visible ? [{ column, index }] : [],
  );
  const columns = useSame(shown);
  const faultsByRow = Map.groupBy(faults, ({ path }) => rowOf(path)?.row ?? -1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keys
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.narrow}>
              {t('form.rowNumber')}
            </th>
            {shown.map(({ column, index }) => (
              <th key={column.key} scope="col" className={styles[column.type] ?? styles.text}>
                {labelOf(column, locale)}
                {state.columns[index]?.editable && state.columns[index]?.required && (
                  <span className={rowStyles.star} aria-hidden="true">
                    *
                  </span>
                )}
              </th>
            ))}
            {removeRow && (
              <th scope="col" className={styles.narrow}>
                <span className="hidden">{t('form.rowActs')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            <GridRow
              key={keys[number]}
              table={field.key}
              columns={columns}
              row={row}
              number={number}
              states={state.rows[number]}
              faults={faultsByRow.get(number) ?? none}
              isNear={rows.length <= drawnAtOnce}
              acts={removeRow !== undefined}
              removeRow={number >= state.removesFrom ? removeRow : undefined}
              setCell={setCell}
              leave={leave}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const none: readonly Fault[] = [];

interface ShownColumn {
  column: ColumnField;
  index: number;
}

interface GridRowProps {
  table: string;
  columns: readonly ShownColumn[];
  row: TableRow;
  number: number;
  states: readonly CellState[] | undefined;
  faults: readonly Fault[];
  isNear: boolean;
  acts: boolean;
  removeRow: RowsProps['removeRow'];
  setCell: RowsProps['setCell'];
  leave: RowsProps['leave'];
}

const GridRow = memo(
  function GridRow({
    table,
    columns,
    row,
    number,
    states,
    faults,
    isNear,
    acts,
    removeRow,
    setCell,
    leave,
  }: GridRowProps) {
    const t = useTexts();
    const locale = useLanguage();
    const ref = useRef<HTMLTableRowElement>(null);
    const near = useNear(ref, isNear);
    return (
      <tr ref={ref} id={rowId(table, number)} className={near ? undefined : styles.far}>
        <td className={`${styles.narrow} number`}>{number + 1}</td>
        {columns.map(({ column, index }) => {
          const path = `${table}[${number}].${column.key}`;
          const fault = faults.find((one) => one.path === path)?.message;
          return (
            <td key={column.key}>
              <Cell
                table={table}
                row={number}
                column={column}
                label={labelOf(column, locale)}
                value={row[column.key]}
                state={near ? states?.[index] : asRead(states?.[index])}
                fault={fault}
                compact
                setCell={setCell}
                leave={leave}
              />
              {fault && (
                <p id={`${controlId(path)}-fault`} className={rowStyles.fault}>
                  {fault}
                </p>
              )}
            </td>
          );
        })}
        {acts && (
          <td className={styles.narrow}>
            {removeRow && (
              <button
                type="button"
                className={styles.remove}
                aria-label={t('form.removeRow', { number: number + 1 })}
                onClick={() => removeRow(number)}
              >
                <Icon name="trash" size={18} />
              </button>
            )}
          </td>
        )}
      </tr>
    );
  },
  (before, after) =>
    before.faults.length === 0 && after.faults.length === 0
      ? sameBut(before, after, 'faults')
      : sameBut(before, after),
);

/** Whether all properties are the same ones, but for one that is compared elsewhere. */
function sameBut(before: GridRowProps, after: GridRowProps, left?: keyof GridRowProps): boolean {
  const keys = Object.keys(after) as (keyof GridRowProps)[];
  return keys.every((key) => key === left || Object.is(before[key], after[key]));
}

const asRead = (state: CellState | undefined): CellState | undefined =>
  state && { ...state, editable: false };

/** The same list while its columns are the same. */
function useSame(columns: readonly ShownColumn[]): readonly ShownColumn[] {
  const before = useRef(columns);
  const isSame =
    before.current.length === columns.length &&
    columns.every(({ column }, place) => before.current[place]?.column === column);
  if (!isSame) before.current = columns;
  return before.current;
}
