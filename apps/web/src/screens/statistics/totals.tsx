import type { Statistics } from '@yizhan/contract';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import styles from './statistics.module.css';

/** The figures that are read first. */
export function Totals({ statistics }: { statistics: Statistics }) {
  const t = useAdministrationTexts();
  const { totals, promised, ratings } = statistics;
  const kept = promised.kept + promised.broken;
  const figures: { name: string; value: string | number; note?: string }[] = [
    { name: t('submittedCount'), value: totals.submitted },
    {
      name: t('endedCount'),
      value: totals.approved + totals.rejected,
      note: t('endedNote', { approved: totals.approved, rejected: totals.rejected }),
    },
    {
      name: t('runningCount'),
      value: totals.running,
      note: t('returnedNote', { count: totals.returned }),
    },
    {
      name: t('promiseKept'),
      value: kept === 0 ? '–' : `${Math.round((promised.kept / kept) * 100)}%`,
      note: kept === 0 ? t('promiseNone') : t('promiseNote', promised),
    },
    {
      name: t('averageRating'),
      value: ratings.average ?? '–',
      note: t('ratingsNote', { count: ratings.grades.reduce((sum, count) => sum + count, 0) }),
    },
  ];
  return (
    <dl className={styles.totals}>
      {figures.map(({ name, value, note }) => (
        <div key={name} className={`card ${styles.total}`}>
          <dt>{name}</dt>
          <dd className={styles.figure}>{value}</dd>
          {note && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
