import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './application-filters.module.css';
import { ownServicesQuery } from './applications.query.ts';

interface ApplicationFiltersProps {
  q: string;
  service: string;
  change(part: { q?: string; service?: string }): void;
}

export function ApplicationFilters({ q, service, change }: ApplicationFiltersProps) {
  const t = useTexts();
  const locale = useLanguage();
  const { data: services = [] } = useQuery(ownServicesQuery);
  const [words, setWords] = useState(q);
  useEffect(() => {
    if (words.trim() === q) return;
    const timer = setTimeout(() => change({ q: words.trim() }), 300);
    return () => clearTimeout(timer);
  }, [words, q, change]);
  return (
    <div className={styles.filters}>
      <search className={styles.search}>
        <Icon name="search" size={18} />
        <input
          type="search"
          className={controls.input}
          aria-label={t('applications.search')}
          placeholder={t('applications.searchPlaceholder')}
          maxLength={64}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </search>
      <select
        className={controls.input}
        aria-label={t('tasks.service')}
        value={service}
        onChange={({ target }) => change({ service: target.value })}
      >
        <option value="">{t('tasks.anyService')}</option>
        {services.map(({ id, name }) => (
          <option key={id} value={id}>
            {inLanguage(name, locale)}
          </option>
        ))}
      </select>
    </div>
  );
}
