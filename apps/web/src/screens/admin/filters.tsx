import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './admin.module.css';
import { summaryQuery } from './admin.query.ts';

interface SelectProps {
  label: string;
  value: string | undefined;
  options: readonly { value: string; name: string }[];
  /** What stands for no choice. */
  any: string;
  change(value: string | undefined): void;
  /** Its words are long. */
  wide?: boolean;
}

/** The browser's own list: it works with keys, and on a phone with the wheel that people know. */
export function Select({ label, value = '', options, any, change, wide = false }: SelectProps) {
  return (
    <select
      className={`${controls.input} ${styles.select} ${wide ? styles.wide : ''}`}
      aria-label={label}
      value={value}
      onChange={(event) => change(event.target.value || undefined)}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.name}
        </option>
      ))}
    </select>
  );
}

/** The services that the viewer looks after. */
export function ServiceSelect({
  value,
  change,
  any,
}: Pick<SelectProps, 'value' | 'change'> & { any?: string }) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  const { data } = useQuery(summaryQuery);
  const services = data?.services ?? [];
  return (
    <Select
      label={t('service')}
      any={any ?? t('anyService')}
      value={value}
      options={services.map(({ id, name }) => ({ value: id, name: inLanguage(name, locale) }))}
      change={change}
    />
  );
}

export function Check({
  label,
  checked,
  change,
}: {
  label: string;
  checked: boolean;
  change(checked: boolean): void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={(event) => change(event.target.checked)} />
      {label}
    </label>
  );
}

/** What is typed is looked for once it has stood still for a moment. */
export function Search({
  label,
  placeholder,
  value,
  change,
}: {
  label: string;
  placeholder: string;
  value: string;
  change(value: string): void;
}) {
  const id = useId();
  const [words, setWords] = useState(value);
  const router = useRouter();
  useEffect(() => {
    if (words.trim() === value) return;
    const place = router.latestLocation.pathname;
    const timer = setTimeout(() => {
      // He has gone on while the next page is still being fetched: nothing leads him back.
      if (router.latestLocation.pathname === place) change(words.trim());
    }, 300);
    return () => clearTimeout(timer);
  }, [words, value, change, router]);
  return (
    <search className={styles.search}>
      <Icon name="search" size={18} />
      <input
        id={id}
        type="search"
        className={controls.input}
        aria-label={label}
        placeholder={placeholder}
        maxLength={32}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
    </search>
  );
}
