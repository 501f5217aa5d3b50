import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './task-search.module.css';
import type { Box } from './tasks.query.ts';

/** What is searched for stands in the address, so that Back from a task leads to the same list. */
export function TaskSearch({ box, q }: { box: Box; q: string }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [words, setWords] = useState(q);
  useEffect(() => {
    if (words.trim() === q) return;
    const timer = setTimeout(() => {
      const search = { ...(box !== 'open' && { box }), ...(words.trim() && { q: words.trim() }) };
      void navigate({ to: '/tasks', search, replace: true, resetScroll: false });
    }, 300);
    return () => clearTimeout(timer);
  }, [words, q, box, navigate]);
  return (
    <search className={styles.search}>
      <Icon name="search" size={18} />
      <input
        type="search"
        className={styles.input}
        aria-label={t('tasks.search')}
        placeholder={t('tasks.searchPlaceholder')}
        maxLength={64}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </search>
  );
}
