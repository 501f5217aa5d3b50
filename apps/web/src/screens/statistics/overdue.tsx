import type { Statistics } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { type Bar, Bars } from './bars.tsx';
import { Nothing } from './nothing.tsx';
import styles from './statistics.module.css';

const shown = 10;

/** Who was late with what was due, and where. */
export function Overdue({ statistics, ofOne }: { statistics: Statistics; ofOne: boolean }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const title = useId();
  const text = ({ late, due, waiting }: { late: number; due: number; waiting: number }) =>
    waiting > 0 ? t('lateOfWaiting', { late, due, waiting }) : t('lateOf', { late, due });
  const units: Bar[] = statistics.overdueUnits.map((row) => ({
    key: row.unit.id,
    name: row.unit.name || t('nobodysUnit'),
    value: row.late,
    text: text(row),
    tone: 'bad',
  }));
  const steps: Bar[] = statistics.overdueSteps.map((row) => ({
    key: `${row.service.id} ${row.step.id}`,
    name: row.step.name,
    ...(!ofOne && { more: inLanguage(row.service.name, locale) }),
    value: row.late,
    text: text(row),
    tone: 'bad',
  }));
  return (
    <section className={`card ${styles.section}`} aria-labelledby={title}>
      <h2 id={title}>{t('overdueTitle')}</h2>
      <p className={styles.note}>{t('overdueNote')}</p>
      {units.length === 0 ? (
        <Nothing />
      ) : (
        <div className={styles.halves}>
          <div>
            <h3>{t('byUnit')}</h3>
            <Bars bars={units.slice(0, shown)} />
          </div>
          <div>
            <h3>{t('byStep')}</h3>
            <Bars bars={steps.slice(0, shown)} />
          </div>
        </div>
      )}
    </section>
  );
}
