import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReferenceValue } from '@yizhan/forms';
import { useId, useState } from 'react';
import { useSurroundings } from '../form/surroundings.tsx';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import controls from './controls.module.css';
import styles from './reference.module.css';
import { referencesQuery } from './reference.query.ts';
import { useSettled } from './use-settled.ts';

interface PickerProps {
  title: string;
  path: string;
  from: string;
  several: boolean;
  most: number;
  chosen: readonly ReferenceValue[];
  onClose(): void;
  onPick(rows: readonly ReferenceValue[]): void;
}

/** The rows that may be picked, searched by their words; on a phone a sheet from below. */
export function ReferencePicker({ title, path, from, several, most, chosen, onClose, onPick }: PickerProps) {
  const t = useTexts();
  const name = useId();
  const { service, application } = useSurroundings();
  const [words, setWords] = useState('');
  const [picked, setPicked] = useState(chosen);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    useInfiniteQuery(referencesQuery({ service, application }, path, useSettled(words.trim())));
  const rows: ReferenceValue[] = data?.pages.flatMap(({ items }) => items) ?? [];
  const columns = data?.pages[0]?.columns ?? [];
  const isPicked = (row: ReferenceValue) => picked.some(({ id }) => id === row.id);
  const toggle = (row: ReferenceValue) => {
    if (!several) return setPicked([row]);
    setPicked(isPicked(row) ? picked.filter(({ id }) => id !== row.id) : [...picked, row]);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      acts={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" onClick={() => onPick(picked)}>
            {several ? t('form.pickDone', { count: picked.length }) : t('form.pickOne')}
          </Button>
        </>
      }
    >
      <input
        data-first=""
        type="search"
        className={controls.input}
        aria-label={t('form.pickSearch')}
        placeholder={t('form.pickSearch')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {error && (
        <p className={styles.nothing} role="alert">
          {t('form.pickFailed')}{' '}
          <button type="button" className={controls.clear} onClick={() => void refetch()}>
            {t('retry')}
          </button>
        </p>
      )}
      {isPending && !error && <p className={styles.nothing}>{t('loading')}</p>}
      {data && rows.length === 0 && (
        <p className={styles.nothing} role="status">
          {from.startsWith('pdc:') ? t('form.pickNoPdc') : t('form.pickNothing')}
        </p>
      )}
      <ul className={styles.rows} aria-label={title}>
        {rows.map((row) => (
          <li key={row.id}>
            <label className={styles.row}>
              <input
                type={several ? 'checkbox' : 'radio'}
                name={name}
                checked={isPicked(row)}
                disabled={several && picked.length >= most && !isPicked(row)}
                onChange={() => toggle(row)}
              />
              <span className={styles.words}>
                <span className={styles.label}>{row.label}</span>
                <span className={styles.columns}>
                  {columns
                    .map(({ key, label }) => [label, row[key]] as const)
                    .filter(([, cell]) => typeof cell === 'string' || typeof cell === 'number')
                    .map(([label, cell]) => `${label} ${String(cell)}`)
                    .join(' · ')}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('form.pickMore')}
        </Button>
      )}
    </Dialog>
  );
}
