import type { Statistics } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Bars } from './bars.tsx';
import { workTimeText } from './duration.ts';
import { Nothing } from './nothing.tsx';
import { NumbersTable } from './numbers-table.tsx';
import styles from './statistics.module.css';

const shown = 12;

/** How long each step waits for people, by the school's hours: the middle one, and nine of ten. */
export function Steps({
  statistics: { steps, minutesADay },
  ofOne,
}: {
  statistics: Statistics;
  ofOne: boolean;
}) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const title = useId();
  const time = (minutes: number) => workTimeText(minutes, minutesADay, t);
  return (
    <section className={`card ${styles.section}`} aria-labelledby={title}>
      <h2 id={title}>{t('stepsTitle')}</h2>
      <p className={styles.note}>{t('stepsNote')}</p>
      {steps.length === 0 && <Nothing />}
      <Bars
        bars={steps.slice(0, shown).map(({ service, step, median, ninety }) => ({
          key: `${service.id} ${step.id}`,
          name: step.name,
          ...(!ofOne && { more: inLanguage(service.name, locale) }),
          value: median,
          mark: ninety,
          text: t('medianAndNinety', { median: time(median), ninety: time(ninety) }),
        }))}
      />
      {steps.length > 0 && (
        <NumbersTable
          folded
          caption={t('stepsTitle')}
          words={ofOne ? 1 : 2}
          heads={[
            t('step'),
            ...(ofOne ? [] : [t('service')]),
            t('doneCount'),
            t('median'),
            t('ninety'),
            t('lateCount'),
            t('sentBackCount'),
            t('rejectedCount'),
          ]}
          rows={steps.map((row) => [
            row.step.name,
            ...(ofOne ? [] : [inLanguage(row.service.name, locale)]),
            row.count,
            time(row.median),
            time(row.ninety),
            row.late,
            row.sentBack,
            row.rejected,
          ])}
        />
      )}
    </section>
  );
}
