import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { freeQuery, resourcesQuery } from '../../bookings/bookings.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { FreeFilter, type FreeWish } from './free-filter.tsx';
import { FreePlace } from './free-place.tsx';
import styles from './resources.module.css';

const route = getRouteApi('/shell/resources');

/** 空闲教室查询: what is free at a time, and from there into its calendar or a booking. */
export function Resources() {
  const t = useBookingTexts();
  const { what = 'classroom' } = route.useSearch();
  useTitle(t('title'));
  const [wish, setWish] = useState<FreeWish>({
    kind: what,
    campus: '',
    building: '',
    seats: '',
    day: schoolDate(new Date()),
    by: 'sections',
    first: '1',
    last: '2',
    start: '14:00',
    end: '16:00',
  });
  const all = useQuery(resourcesQuery([], undefined));
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('title')}</h1>
      <p className={styles.intro}>{t('intro')}</p>
      {all.error && <LoadFailed error={all.error} retry={() => void all.refetch()} />}
      {all.data && (
        <>
          <FreeFilter
            all={all.data}
            wish={wish}
            put={(part) => setWish((before) => ({ ...before, ...part }))}
          />
          <Found wish={wish} />
        </>
      )}
    </div>
  );
}

function Found({ wish }: { wish: FreeWish }) {
  const texts = useTexts();
  const t = useBookingTexts();
  const locale = useLanguage();
  const { data, error, isPending, refetch, ...more } = useInfiniteQuery(freeQuery(filterOf(wish)));
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

const filterOf = ({ kind, campus, building, seats, day, by, first, last, start, end }: FreeWish) => ({
  day,
  ...(kind && { kind }),
  ...(campus && { campus }),
  ...(building && { building }),
  ...(/^\d{1,5}$/.test(seats) && { seats }),
  ...(by === 'sections' ? { sections: `${first}-${last}` } : { start, end }),
});

const numbersOf = ({ first, last }: FreeWish): readonly number[] =>
  Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
