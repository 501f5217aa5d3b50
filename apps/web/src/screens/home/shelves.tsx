/**
 * 常用: what one comes for most often, one shelf at a time. The place is as high while it loads and with an empty shelf
 * as with a full one, so that nothing below it jumps.
 */

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Shelves as Answer, ServiceSummary } from '@yizhan/contract';
import { useState } from 'react';
import { doorOf } from '../../services/door-of.ts';
import { useOpeningWords } from '../../services/opening-words.ts';
import { servicesQuery } from '../../services/services.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { shelvesQuery } from './home.query.ts';
import styles from './shelves.module.css';

const names = ['recent', 'favourites', 'popular', 'closing', 'fresh'] as const;
type Name = (typeof names)[number];
/** These are one's own: empty, they tell how something gets there. */
const always: readonly Name[] = ['recent', 'favourites'];

interface Item {
  readonly service: ServiceSummary;
  /** For how many people, at least. */
  readonly people?: number;
}

const few = 8;
/** So many days before its end a service stands among those that close soon. */
const soon = 10;

export function Shelves() {
  const t = useTexts();
  const { data: services } = useQuery(servicesQuery);
  const { data: shelves } = useQuery(shelvesQuery);
  const [asked, setAsked] = useState<Name>();
  const items = services && shelves && itemsOf(services, shelves);
  const chosen = asked ?? (items && names.find((name) => items[name].length > 0)) ?? 'recent';
  const isShown = (name: Name) => always.includes(name) || (items !== undefined && items[name].length > 0);
  return (
    <section className={`card ${styles.shelves}`} aria-label={t('home.shelves')}>
      <div className={styles.tabs}>
        {names.filter(isShown).map((name) => (
          <button
            key={name}
            type="button"
            className={styles.tab}
            aria-pressed={name === chosen}
            onClick={() => setAsked(name)}
          >
            {t(`home.shelf.${name}`)}
          </button>
        ))}
      </div>
      {items &&
        (items[chosen].length > 0 ? (
          <ul className={styles.items}>
            {items[chosen].map((item) => (
              <li key={item.service.id}>
                <Tile {...item} />
              </li>
            ))}
          </ul>
        ) : (
          <p className={styles.none}>{t(chosen === 'favourites' ? 'home.noFavourites' : 'home.noRecent')}</p>
        ))}
    </section>
  );
}

function Tile({ service, people }: Item) {
  const t = useTexts();
  const locale = useLanguage();
  const opening = useOpeningWords()(service.opening);
  const closesSoon = isClosing(service);
  return (
    <Link to={doorOf(service)} params={{ id: service.id }} className={styles.item}>
      <CategoryTile category={service.category} size={36} />
      <span className={styles.words}>
        <span className={styles.name}>{inLanguage(service.name, locale)}</span>
        <span className={`${styles.note} ${closesSoon ? styles.soon : ''}`}>
          {people === undefined ? (opening?.text ?? service.owner.unit) : t('home.usedBy', { count: people })}
        </span>
      </span>
    </Link>
  );
}

function itemsOf(services: ServiceSummary[], shelves: Answer): Record<Name, readonly Item[]> {
  const byId = new Map(services.map((service) => [service.id, service]));
  const onShelf = (id: string, more: Omit<Item, 'service'> = {}): Item[] => {
    const service = byId.get(id);
    return service ? [{ service, ...more }] : [];
  };
  return {
    recent: shelves.recent.flatMap((id) => onShelf(id)),
    favourites: services.filter(({ favourite }) => favourite).map((service) => ({ service })),
    popular: shelves.popular.flatMap(({ id, people }) => onShelf(id, { people })),
    closing: services
      .filter(isClosing)
      .toSorted((one, other) => (one.opening?.days ?? 0) - (other.opening?.days ?? 0))
      .slice(0, few)
      .map((service) => ({ service })),
    fresh: shelves.fresh.flatMap((id) => onShelf(id)),
  };
}

const isClosing = ({ opening, notForMe }: ServiceSummary): boolean =>
  opening?.state === 'open' && (opening.days ?? 0) <= soon && notForMe === undefined;
