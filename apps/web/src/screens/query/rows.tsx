import { useInfiniteQuery } from '@tanstack/react-query';
import type { Names, QueryRows, QueryView } from '@yizhan/contract';
import { useState } from 'react';
import { useSettled } from '../../fields/use-settled.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { cellText } from '../registers/cell.ts';
import registers from '../registers/registers.module.css';
import { exportOf, rowsQuery } from './query.query.ts';

/** Rows of a register or a list that are looked for by words and by the values of some columns. */
export function Rows({ view }: { view: QueryView }) {
  const texts = useTexts();
  const t = useBookingTexts();
  const locale = useLanguage();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const q = useSettled(words.trim());
  const where = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString();
  const filter = { ...(q && { q }), ...(where && { where }) };
  const list = useInfiniteQuery(rowsQuery(view.id, filter));
  const pages = list.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const isAsked = q !== '' || where !== '';
  return (
    <>
      <div className={registers.tools}>
        <input
          type="search"
          className={registers.search}
          aria-label={t('search')}
          placeholder={t('search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {view.filters.map(({ key, label, values }) => (
          <select
            key={key}
            className={registers.state}
            aria-label={inLanguage(label, locale)}
            value={chosen[key] ?? ''}
            onChange={(event) => setChosen({ ...chosen, [key]: event.target.value })}
          >
            <option value="">
              {inLanguage(label, locale)}：{t('all')}
            </option>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        ))}
        <a className={buttonClass()} href={`${exportOf(view.id)}?${new URLSearchParams(filter)}`} download>
          {t('export')}
        </a>
      </div>
      {list.error && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && (
        <Loading label={texts('loading')}>
          <CardBones lines={2} count={4} />
        </Loading>
      )}
      {list.data && items.length === 0 && (
        <div className="card">
          {view.own && !isAsked ? (
            <Empty title={t('noOwnRows')} />
          ) : (
            <Empty title={t('noRows')} advice={t('noRowsDo')} />
          )}
        </div>
      )}
      {items.length > 0 && <Found view={view} items={items} names={namesOf(pages)} />}
      <LoadMore {...list} />
    </>
  );
}

interface FoundProps {
  view: QueryView;
  items: QueryRows['items'];
  names: Names;
}

/** A table where there is room for one, else a card for each row. */
function Found({ view, items, names }: FoundProps) {
  const locale = useLanguage();
  const narrow = useNarrow();
  const { columns } = view;
  if (narrow) {
    const [first, ...others] = columns;
    return (
      <ul className={registers.registers}>
        {items.map(({ id, values }) => (
          <li key={id} className={`card ${registers.register}`}>
            <span className={registers.name}>{first && cellText(values[first.key], first, names)}</span>
            {others
              .filter(({ key }) => values[key] != null && values[key] !== '')
              .map((column) => (
                <span key={column.key} className={registers.facts}>
                  {inLanguage(column.label, locale)}：{cellText(values[column.key], column, names)}
                </span>
              ))}
          </li>
        ))}
      </ul>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={`card ${registers.frame}`} tabIndex={0} aria-label={inLanguage(view.name, locale)}>
      <table className={registers.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                {inLanguage(column.label, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, values }) => (
            <tr key={id}>
              {columns.map((column) => (
                <td key={column.key}>{cellText(values[column.key], column, names)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const namesOf = (pages: readonly QueryRows[]): Names => ({
  people: Object.assign({}, ...pages.map(({ names }) => names.people)),
  units: Object.assign({}, ...pages.map(({ names }) => names.units)),
});
