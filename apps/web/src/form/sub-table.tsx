import type { TableField } from '@yizhan/forms';
import { memo, useCallback, useRef } from 'react';
import { useLanguage, useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useNarrow } from '../ui/use-narrow.ts';
import type { TableState } from './cells.ts';
import { controlId } from './control-id.ts';
import { labelOf } from './labels.ts';
import rowStyles from './row.module.css';
import { TableCards } from './sub-table.mobile.tsx';
import styles from './sub-table.module.css';
import { TableGrid } from './table-grid.tsx';
import type { Fault } from './use-form.ts';

export type TableRow = Readonly<Record<string, unknown>>;

interface SubTableProps {
  field: TableField;
  value: unknown;
  state: TableState;
  required: boolean;
  faults: readonly Fault[];
  set(key: string, value: unknown): void;
  leave(path: string): void;
}

export interface RowsProps {
  field: TableField;
  label: string;
  rows: readonly TableRow[];
  /** Names of the rows that go with them when one above is removed. */
  keys: readonly number[];
  state: TableState;
  faults: readonly Fault[];
  setCell(row: number, column: string, value: unknown): void;
  removeRow: ((row: number) => void) | undefined;
  leave(path: string): void;
}

/** 明细: a table on a wide screen, cards on a phone. */
export const SubTable = memo(function SubTable({
  field,
  value,
  state,
  required,
  faults,
  set,
  leave,
}: SubTableProps) {
  const t = useTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const rows = Array.isArray(value) ? (value as TableRow[]) : [];
  const { keys, add, remove } = useRowKeys(rows.length);
  const id = controlId(field.key);
  const label = labelOf(field, locale);
  const own = faults.find(({ path }) => path === field.key)?.message;

  // The same functions while the form lives: rows that did not change are not drawn again.
  const latest = useRef(rows);
  latest.current = rows;
  const setCell = useCallback(
    (row: number, column: string, cell: unknown) => {
      latest.current = latest.current.map((one, index) =>
        index === row ? withCell(one, column, cell) : one,
      );
      set(field.key, latest.current);
    },
    [set, field.key],
  );
  const addRow = () => {
    add();
    set(field.key, [...rows, {}]);
  };
  const removeRow = useCallback(
    (row: number) => {
      remove(row);
      latest.current = latest.current.filter((_, index) => index !== row);
      set(field.key, latest.current.length > 0 ? latest.current : undefined);
      document.getElementById(id)?.focus();
    },
    [remove, set, field.key, id],
  );
  const Rows = narrow ? TableCards : TableGrid;
  return (
    <div
      className={`${rowStyles.row} ${rowStyles.span24}`}
      role="group"
      aria-label={label}
      data-field={field.key}
    >
      <span className={rowStyles.label}>
        {label}
        {state.editable && required && (
          <span className={rowStyles.star} aria-hidden="true">
            *
          </span>
        )}
      </span>
      {rows.length > 0 ? (
        <Rows
          field={field}
          label={label}
          rows={rows}
          keys={keys}
          state={state}
          faults={faults}
          setCell={setCell}
          removeRow={rows.length > state.removesFrom ? removeRow : undefined}
          leave={leave}
        />
      ) : (
        <p className={styles.none}>{t('form.noRows')}</p>
      )}
      {own && <p className={rowStyles.fault}>{own}</p>}
      {state.adds && (
        <div className={styles.foot}>
          {rows.length < field.max ? (
            <Button id={id} size="small" aria-label={t('form.addRowTo', { label })} onClick={addRow}>
              <Icon name="plus" size={18} />
              {t('form.addRow')}
            </Button>
          ) : (
            <span id={id} tabIndex={-1}>
              {t('form.maxRows', { max: field.max })}
            </span>
          )}
          {field.help && <span className={rowStyles.help}>{field.help}</span>}
        </div>
      )}
    </div>
  );
});

function withCell(row: TableRow, column: string, value: unknown): TableRow {
  const next = { ...row, [column]: value };
  if (value === undefined) delete next[column];
  return next;
}

/** Rows have no names in the data. These keep a row's inputs (and its uploads) with it while others come and go. */
function useRowKeys(count: number) {
  const keys = useRef<number[]>([]);
  const last = useRef(0);
  while (keys.current.length < count) keys.current.push(++last.current);
  if (keys.current.length > count) keys.current.length = count;
  const remove = useCallback((row: number) => keys.current.splice(row, 1), []);
  return { keys: keys.current, add: () => keys.current.push(++last.current), remove };
}
