import { useLanguage, useTexts } from '../texts/index.ts';
import { Icon } from '../ui/icon.tsx';
import { Cell } from './cell.tsx';
import { controlId } from './control-id.ts';
import { labelOf } from './labels.ts';
import rowStyles from './row.module.css';
import type { RowsProps } from './sub-table.tsx';
import styles from './table-grid.module.css';

export function TableGrid({ field, label, rows, keys, state, faults, setCell, removeRow, leave }: RowsProps) {
  const t = useTexts();
  const locale = useLanguage();
  const columns = field.items.flatMap((column, index) => {
    const columnState = state.columns[index];
    return columnState?.visible ? [{ column, index, columnState, label: labelOf(column, locale) }] : [];
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keys
    <section className={styles.scroll} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.narrow}>
              {t('form.rowNumber')}
            </th>
            {columns.map(({ column, columnState, label: name }) => (
              <th key={column.key} scope="col" className={styles[column.type] ?? styles.text}>
                {name}
                {columnState.editable && columnState.required && (
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
            <tr key={keys[number]}>
              <td className={`${styles.narrow} number`}>{number + 1}</td>
              {columns.map(({ column, index, label: name }) => {
                const path = `${field.key}[${number}].${column.key}`;
                const fault = faults.find((one) => one.path === path)?.message;
                return (
                  <td key={column.key}>
                    <Cell
                      table={field.key}
                      row={number}
                      column={column}
                      label={name}
                      value={row[column.key]}
                      state={state.rows[number]?.[index]}
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
              {removeRow && (
                <td className={styles.narrow}>
                  <button
                    type="button"
                    className={styles.remove}
                    aria-label={t('form.removeRow', { number: number + 1 })}
                    onClick={() => removeRow(number)}
                  >
                    <Icon name="trash" size={18} />
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
