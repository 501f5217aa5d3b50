import type { ReactNode } from 'react';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import styles from './statistics.module.css';

interface NumbersTableProps {
  caption: string;
  heads: readonly string[];
  /** The first cell names its row. */
  rows: readonly (readonly ReactNode[])[];
  /** How many columns at the left are words. */
  words?: number;
  /** Stands below a picture that shows the same, folded. */
  folded?: boolean;
  /** What unfolds it, where that is not to be called the numbers. */
  summary?: string;
}

/** The numbers behind a picture, for those who want them exactly or do not see it. */
export function NumbersTable({
  caption,
  heads,
  rows,
  words = 1,
  folded = false,
  summary,
}: NumbersTableProps) {
  const t = useAdministrationTexts();
  const table = (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={styles.frame} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <thead>
          <tr>
            {heads.map((head, column) => (
              <th key={head} scope="col" className={column < words ? styles.word : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are numbers without a name of their own
            <tr key={row}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={heads[column]} scope="row" className={styles.word}>
                    {cell}
                  </th>
                ) : (
                  <td key={heads[column]} className={column < words ? styles.word : undefined}>
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
  if (!folded) return table;
  return (
    <details className={styles.details}>
      <summary>{summary ?? t('showNumbers')}</summary>
      {table}
    </details>
  );
}
