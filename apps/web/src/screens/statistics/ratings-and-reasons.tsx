import { Link } from '@tanstack/react-router';
import type { Statistics } from '@yizhan/contract';
import { useId } from 'react';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Tag } from '../../ui/status-tag.tsx';
import { Bars } from './bars.tsx';
import { Nothing } from './nothing.tsx';
import styles from './statistics.module.css';

/** What people say: applicants of the service, and those who sent applications back of these. */
export function RatingsAndReasons({ statistics: { ratings, reasons } }: { statistics: Statistics }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const title = useId();
  return (
    <>
      <section className={`card ${styles.section}`} aria-labelledby={`${title}-ratings`}>
        <h2 id={`${title}-ratings`}>{t('ratingsTitle')}</h2>
        <Bars
          bars={[5, 4, 3, 2, 1].map((grade) => ({
            key: String(grade),
            name: t('gradeOf', { grade }),
            value: ratings.grades[grade - 1] ?? 0,
            text: String(ratings.grades[grade - 1] ?? 0),
            tone: grade <= 2 ? 'bad' : 'star',
          }))}
        />
        <p>
          <Link to="/statistics/ratings" search={{ box: 'all' }}>
            {t('readRatings')}
          </Link>
        </p>
      </section>
      <section className={`card ${styles.section}`} aria-labelledby={`${title}-reasons`}>
        <h2 id={`${title}-reasons`}>{t('reasonsTitle')}</h2>
        <p className={styles.note}>{t('reasonsNote')}</p>
        {reasons.length === 0 && <Nothing />}
        <ul className={styles.reasons}>
          {reasons.map(({ at, service, step, outcome, application, reason }) => (
            <li key={`${application.id} ${at}`}>
              <p className={styles.reason}>
                <Tag tone={outcome === 'rejected' ? 'red' : 'amber'}>
                  {t(outcome === 'rejected' ? 'rejectedCount' : 'sentBackCount')}
                </Tag>{' '}
                {reason}
              </p>
              <p className={styles.note}>
                <Link to="/admin/instances/$id" params={{ id: application.id }} className="number">
                  {application.number}
                </Link>
                {` · ${inLanguage(service.name, locale)} · ${step.name} · ${fullMoment(at)}`}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
