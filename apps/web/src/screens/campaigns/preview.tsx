import type { RosterPreview } from '@yizhan/contract';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import styles from './campaigns.module.css';

/** How many, where, and the first of them. */
export function Preview({ preview: { count, units, sample } }: { preview: RosterPreview }) {
  const t = useCampaignTexts();
  return (
    <section className={styles.preview} aria-label={t('preview')}>
      <p className={styles.previewCount} role="status">
        {t('previewOf', { count })}
      </p>
      <h3>{t('perUnit')}</h3>
      <ul className={styles.chips}>
        {units.map((unit) => (
          <li key={unit.id}>
            {unit.name} <b className="number">{unit.count}</b>
          </li>
        ))}
      </ul>
      <h3>{t('firstOf', { count: sample.length })}</h3>
      <ul className={styles.chips}>
        {sample.map(({ person, unit }) => (
          <li key={`${person.id} ${unit}`}>
            {person.name} <span className={styles.quiet}>{`${person.number} · ${unit}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
