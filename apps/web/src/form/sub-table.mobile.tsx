import { formatValue } from '@yizhan/forms';
import { useRef, useState } from 'react';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Cell } from './cell.tsx';
import { controlId, rowId, rowOf } from './control-id.ts';
import { labelOf } from './labels.ts';
import rowStyles from './row.module.css';
import styles from './sub-table.mobile.module.css';
import type { RowsProps, TableRow } from './sub-table.tsx';
import { useSurroundings } from './surroundings.tsx';

/**
 * A row is a card that shows its first values in one line and opens in place. New rows are open until somebody
 * closes them, rows with a fault always; to be read, all are.
 */
export function TableCards(props: RowsProps) {
  const { keys, rows, faults, state } = props;
  const mayWrite = state.rows.some((row) => row.some(({ editable }) => editable));
  const [toggled, setToggled] = useState<ReadonlyMap<number, boolean>>(new Map());
  const atFirst = useRef(new Map<number, boolean>());
  const faulty = new Set(faults.flatMap(({ path }) => rowOf(path)?.row ?? []));
  return (
    <ul className={styles.cards}>
      {rows.map((row, number) => {
        const key = keys[number] ?? number;
        if (!atFirst.current.has(key))
          atFirst.current.set(key, rows.length === 1 || Object.keys(row).length === 0);
        const open =
          !mayWrite || faulty.has(number) || (toggled.get(key) ?? atFirst.current.get(key) === true);
        return (
          <li key={key} id={rowId(props.field.key, number)} className={styles.card}>
            <CardHead
              {...props}
              row={row}
              number={number}
              open={open}
              removeRow={number >= state.removesFrom ? props.removeRow : undefined}
              toggle={mayWrite ? () => setToggled(new Map([...toggled, [key, !open]])) : undefined}
            />
            {open && <CardCells {...props} row={row} number={number} />}
          </li>
        );
      })}
    </ul>
  );
}

type CardProps = RowsProps & { row: TableRow; number: number };

function CardHead({
  field,
  state,
  row,
  number,
  open,
  toggle,
  removeRow,
}: CardProps & { open: boolean; toggle: (() => void) | undefined }) {
  const t = useTexts();
  const locale = useLanguage();
  const { names } = useSurroundings();
  const summary = field.items
    .filter((_, index) => state.columns[index]?.visible)
    .map((column) => formatValue(column, row[column.key], names, locale))
    .filter(Boolean)
    .slice(0, 3)
    .join(' · ');
  const title = t('form.row', { number: number + 1 });
  return (
    <div className={styles.head}>
      {toggle ? (
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={toggle}>
          <span className={styles.title}>{title}</span>
          {!open && <span className={styles.summary}>{summary || t('form.emptyRow')}</span>}
          <span className={open ? styles.up : styles.down}>
            <Icon name="chevronDown" size={18} />
          </span>
        </button>
      ) : (
        <span className={styles.title}>{title}</span>
      )}
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
    </div>
  );
}

function CardCells({ field, state, row, number, faults, setCell, leave }: CardProps) {
  const locale = useLanguage();
  return (
    <div className={styles.cells}>
      {field.items.map((column, index) => {
        const cell = state.rows[number]?.[index];
        if (!cell?.visible) return null;
        const path = `${field.key}[${number}].${column.key}`;
        const fault = faults.find((one) => one.path === path)?.message;
        const label = labelOf(column, locale);
        return (
          <div key={column.key} className={cell.editable ? styles.cell : styles.readCell}>
            <span className={rowStyles.label} aria-hidden={cell.editable || undefined}>
              {label}
              {cell.editable && cell.required && <span className={rowStyles.star}>*</span>}
            </span>
            <Cell
              table={field.key}
              row={number}
              column={column}
              label={label}
              value={row[column.key]}
              state={cell}
              fault={fault}
              compact={false}
              setCell={setCell}
              leave={leave}
            />
            {fault && (
              <p id={`${controlId(path)}-fault`} className={rowStyles.fault}>
                {fault}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
