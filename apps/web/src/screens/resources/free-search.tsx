import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { freeQuery } from '../../bookings/bookings.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { type FreeChoices, FreeFilter, type FreeWish } from './free-filter.tsx';
import { FreePlace } from './free-place.tsx';
import styles from './resources.module.css';
import { daysOf, weekOf } from './weeks.ts';

interface FreeSearchProps {
  all: FreeChoices;
  kind: string;
  /** Where it is asked. */
  find: typeof freeQuery;
  /** Where the same is had as a workbook. */
  exportAt?: string;
}

/** What is free at a time, and from there into its calendar or a booking. */
export function FreeSearch({ all, kind, find, exportAt }: FreeSearchProps) {
  const t = useBookingTexts();
  const [wish, setWish] = useState<FreeWish>(() => firstWish(kind, all));
  const filter = filterOf(wish, all);
  return (
    <>
      <FreeFilter all={all} wish={wish} put={(part) => setWish((before) => ({ ...before, ...part }))} />
      {exportAt && (
        <p className={styles.export}>
          <a className={buttonClass()} href={`${exportAt}?${new URLSearchParams(filter)}`} download>
            {t('export')}
          </a>
        </p>
      )}
      <Found wish={wish} days={daysOf(wish, all.terms)} query={find(filter)} />
    </>
  );
}

interface FoundProps {
  wish: FreeWish;
  days: readonly string[];
  query: ReturnType<typeof freeQuery>;
}

function Found({ wish, days, query }: FoundProps) {
  const texts = useTexts();
  const t = useBookingTexts();
  const locale = useLanguage();
  const { data, error, isPending, refetch, ...more } = useInfiniteQuery(query);
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (isPending)
    return (
      <Loading label={texts('loading')}>
        <CardBones lines={2} count={3} />
      </Loading>
    );
  const found = data.pages.flatMap(({ items }) => items);
  const [page] = data.pages;
  if (found.length === 0 || page === undefined)
    return (
      <div className="card">
        <Empty title={t('none')} advice={t('noneDo')} />
      </div>
    );
  return (
    <>
      {days.length > 1 && <p className={styles.intro}>{t('everyWeek', { count: days.length })}</p>}
      <ul className={styles.places}>
        {found.map((resource) => (
          <li key={resource.id}>
            <FreePlace
              key={page.start + page.end}
              resource={resource}
              name={inLanguage(resource.name, locale)}
              start={page.start}
              end={page.end}
              sections={wish.by === 'sections' ? numbersOf(wish) : undefined}
            />
          </li>
        ))}
      </ul>
      <LoadMore {...more} />
    </>
  );
}

function firstWish(kind: string, { terms = [] }: FreeChoices): FreeWish {
  const day = schoolDate(new Date());
  const term = terms.findLast(({ firstMonday }) => firstMonday <= day) ?? terms[0];
  const week = String(term ? weekOf(day, term) : 1);
  return {
    kind,
    campus: '',
    building: '',
    seats: '',
    day,
    when: 'day',
    term: term?.id ?? '',
    weekFrom: week,
    weekUntil: week,
    weekday: '1',
    by: 'sections',
    first: '1',
    last: '2',
    start: '14:00',
    end: '16:00',
  };
}

function filterOf(wish: FreeWish, { terms }: FreeChoices): Record<string, string> {
  const { kind, campus, building, seats, by, first, last, start, end } = wish;
  const [day = wish.day, ...also] = daysOf(wish, terms);
  return {
    day,
    ...(also.length > 0 && { also: also.join(',') }),
    ...(kind && { kind }),
    ...(campus && { campus }),
    ...(building && { building }),
    ...(/^\d{1,5}$/.test(seats) && { seats }),
    ...(by === 'sections' ? { sections: `${first}-${last}` } : { start, end }),
  };
}

const numbersOf = ({ first, last }: FreeWish): readonly number[] =>
  Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
