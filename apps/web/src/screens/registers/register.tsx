import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Names, RegisterPage } from '@yizhan/contract';
import { useState } from 'react';
import { useSettled } from '../../fields/use-settled.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useTitle } from '../../ui/use-title.ts';
import { cellText } from './cell.ts';
import styles from './registers.module.css';
import { filterQuery, type RowState, registerQuery } from './registers.query.ts';

const route = getRouteApi('/shell/registers/$id');
const states: readonly RowState[] = ['current', 'expired', 'struck', 'all'];

export function Register() {
  const t = useTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const [state, setState] = useState<RowState>('current');
  const [words, setWords] = useState('');
  const filter = { state, q: useSettled(words.trim()) };
  const list = useInfiniteQuery(registerQuery(id, filter));
  const page = list.data?.pages[0];
  useTitle(page ? inLanguage(page.name, locale) : t('registers.title'));
  if (list.error) {
    return (
      <div className="page">
        <LoadFailed alone error={list.error} retry={() => void list.refetch()}>
          <Link to="/registers" className={buttonClass()}>
            {t('registers.title')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  const items = list.data?.pages.flatMap((each) => each.items) ?? [];
  const names = namesOf(list.data?.pages ?? []);
  return (
    <div className={`page ${styles.page}`}>
      <p className={styles.back}>
        <Link to="/registers">{t('registers.title')}</Link>
      </p>
      <h1>{page ? inLanguage(page.name, locale) : '\u00a0'}</h1>
      <div className={styles.tools}>
        <input
          type="search"
          className={styles.search}
          aria-label={t('registers.search')}
          placeholder={t('registers.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <select
          className={styles.state}
          aria-label={t('registers.state')}
          value={state}
          onChange={(event) => setState(states.find((one) => one === event.target.value) ?? 'current')}
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`registers.states.${one}`)}
            </option>
          ))}
        </select>
        <a
          className={buttonClass()}
          href={`/api/v1/registers/${encodeURIComponent(id)}/export?${filterQuery(filter)}`}
          download
        >
          {t('registers.export')}
        </a>
      </div>
      {!page && (
        <Loading label={t('loading')}>
          <CardBones lines={2} count={4} />
        </Loading>
      )}
      {page && items.length === 0 && (
        <div className="card">
          <Empty title={t('registers.empty')} />
        </div>
      )}
      {page && items.length > 0 && <Rows page={page} items={items} names={names} />}
      <LoadMore {...list} />
    </div>
  );
}

interface RowsProps {
  page: RegisterPage;
  items: RegisterPage['items'];
  names: Names;
}

/** A table where there is room for one, else a card for each row. */
function Rows({ page, items, names }: RowsProps) {
  const t = useTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const { id, columns } = page;
  if (narrow) {
    return (
      <ul className={styles.registers}>
        {items.map((row) => (
          <li key={row.id}>
            <Link
              to="/registers/$id/rows/$row"
              params={{ id, row: row.id }}
              className={`card ${styles.register}`}
            >
              <span className={styles.name}>{row.key}</span>
              {columns
                .filter(({ key }) => row.values[key] != null && row.values[key] !== row.key)
                .slice(0, 4)
                .map((column) => (
                  <span key={column.key} className={styles.facts}>
                    {inLanguage(column.label, locale)}：{cellText(row.values[column.key], column, names)}
                  </span>
                ))}
              <span className={styles.facts}>{t(`registers.states.${row.state}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={`card ${styles.frame}`} tabIndex={0} aria-label={inLanguage(page.name, locale)}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('registers.key')}</th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {inLanguage(column.label, locale)}
              </th>
            ))}
            <th scope="col">{t('registers.until')}</th>
            <th scope="col">{t('registers.state')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.id}>
              <td>
                <Link to="/registers/$id/rows/$row" params={{ id, row: row.id }}>
                  {row.key}
                </Link>
              </td>
              {columns.map((column) => (
                <td key={column.key}>{cellText(row.values[column.key], column, names)}</td>
              ))}
              <td className="number">{row.until ?? ''}</td>
              <td>{t(`registers.states.${row.state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const namesOf = (pages: readonly RegisterPage[]): Names => ({
  people: Object.assign({}, ...pages.map(({ names }) => names.people)),
  units: Object.assign({}, ...pages.map(({ names }) => names.units)),
});
