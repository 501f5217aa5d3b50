import type { Statistics } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Bars } from './bars.tsx';
import { workTimeText } from './duration.ts';
import { Nothing } from './nothing.tsx';
import { NumbersTable } from './numbers-table.tsx';
import styles from './statistics.module.css';

const shown = 10;

/** From where applications come, and for which services. */
export function Whose({ statistics, ofOne }: { statistics: Statistics; ofOne: boolean }) {
  const t = useAdministrationTexts();
  const title = useId();
  const { units, origins } = statistics;
  return (
    <>
      <section className={`card ${styles.section}`} aria-labelledby={title}>
        <h2 id={title}>{t('unitsTitle')}</h2>
        <p className={styles.note}>{t('originsNote', origins)}</p>
        {units.length === 0 && <Nothing />}
        <Bars
          bars={units.slice(0, shown).map(({ unit, count }) => ({
            key: unit.id,
            name: unit.name,
            value: count,
            text: String(count),
          }))}
        />
        {units.length > shown && (
          <NumbersTable
            folded
            caption={t('unitsTitle')}
            heads={[t('unit'), t('submittedCount')]}
            rows={units.map(({ unit, count }) => [unit.name, count])}
          />
        )}
      </section>
      {!ofOne && <Services statistics={statistics} />}
    </>
  );
}

function Services({ statistics: { services, minutesADay } }: { statistics: Statistics }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const title = useId();
  if (services.length === 0) return null;
  return (
    <section className={`card ${styles.section}`} aria-labelledby={title}>
      <h2 id={title}>{t('servicesTitle')}</h2>
      <NumbersTable
        caption={t('servicesTitle')}
        heads={[t('service'), t('submittedCount'), t('endedCount'), t('median'), t('promiseKeptOf')]}
        rows={services.map(({ service, submitted, ended, median, promised }) => [
          inLanguage(service.name, locale),
          submitted,
          ended,
          median === undefined ? '–' : workTimeText(median, minutesADay, t),
          promised ? `${promised.kept} / ${promised.kept + promised.broken}` : '–',
        ])}
      />
    </section>
  );
}
