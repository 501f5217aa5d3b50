import { useEffect, useState } from 'react';
import { useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './task-search.module.css';

/** What is typed is searched for once it has stood still for a moment. */
export function TaskSearch({ q, search }: { q: string; search(words: string): void }) {
  const t = useTexts();
  const [words, setWords] = useState(q);
  useEffect(() => {
    if (words.trim() === q) return;
    const timer = setTimeout(() => search(words.trim()), 300);
    return () => clearTimeout(timer);
  }, [words, q, search]);
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
