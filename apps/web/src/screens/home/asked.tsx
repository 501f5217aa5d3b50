import { Link } from '@tanstack/react-router';
import type { OwedSurveys, OwnCases } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './asked.module.css';

/** 待填写: what campaigns and surveys ask for, above all else, while there is any. */
export function Asked({ cases, surveys }: { cases: OwnCases['items']; surveys: OwedSurveys['items'] }) {
  const t = useTexts();
  const locale = useLanguage();
  if (cases.length + surveys.length === 0) return null;
  return (
    <section className={`card ${styles.asked}`} aria-labelledby="asked">
      <h2 id="asked">{t('home.asked', { count: cases.length + surveys.length })}</h2>
      <ul>
        {cases.map(({ application, title, service, unit, closes, days }) => (
          <li key={application}>
            <Link to="/applications/$id/edit" params={{ id: application }} className={styles.line}>
              <span className={styles.title}>{title}</span>
              <span className={styles.facts}>
                {[inLanguage(service, locale), unit].filter(Boolean).join(' · ')}
              </span>
              <Due closes={closes} days={days} />
            </Link>
          </li>
        ))}
        {surveys.map(({ service, closes, days }) => (
          <li key={service.id}>
            <Link to="/surveys/$id" params={{ id: service.id }} className={styles.line}>
              <span className={styles.title}>{inLanguage(service.name, locale)}</span>
              <span className={styles.facts}>{t('home.anonymous')}</span>
              <Due closes={closes} days={days} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Due({ closes, days }: { closes: string; days: number }) {
  const t = useTexts();
  return (
    <span className={`${styles.due} ${days <= 3 ? styles.soon : ''}`}>
      <Icon name="clock" size={16} />
      {days === 0 ? t('home.dueToday') : t('home.due', { day: closes, days })}
    </span>
  );
}
