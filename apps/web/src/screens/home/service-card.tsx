import { Link } from '@tanstack/react-router';
import type { ServiceSummary } from '@yizhan/contract';
import { doorOf } from '../../services/door-of.ts';
import { useOpeningWords } from '../../services/opening-words.ts';
import { useFavourite } from '../../services/services.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './service-card.module.css';

export function ServiceCard({ service }: { service: ServiceSummary }) {
  const t = useTexts();
  const locale = useLanguage();
  const favourite = useFavourite();
  const opening = useOpeningWords()(service.opening);
  const name = inLanguage(service.name, locale);
  return (
    <article className={`card ${styles.card}`}>
      <CategoryTile category={service.category} />
      <div className={styles.words}>
        <h3 className={styles.name}>
          <Link to={doorOf(service)} params={{ id: service.id }} className={styles.link}>
            {name}
          </Link>
        </h3>
        <p className={styles.purpose}>{inLanguage(service.purpose, locale)}</p>
        <p className={styles.facts}>
          <span>{service.owner.unit}</span>
          {service.promisedWorkdays !== undefined && (
            <span>{t('home.promised', { count: service.promisedWorkdays })}</span>
          )}
          {opening && <span className={styles[opening.state]}>{opening.text}</span>}
          {service.notForMe && <span>{inLanguage(service.notForMe, locale)}</span>}
        </p>
      </div>
      <button
        type="button"
        className={styles.star}
        aria-pressed={service.favourite}
        aria-label={service.favourite ? t('home.unfavourite', { name }) : t('home.favourite', { name })}
        onClick={() => favourite.mutate({ id: service.id, favourite: !service.favourite })}
      >
        <Icon name="star" size={20} filled={service.favourite} />
      </button>
    </article>
  );
}
