import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { freeQuery, resourcesQuery } from '../../bookings/bookings.query.ts';
import { useBookingTexts } from '../../texts/use-booking-texts.ts';
import { LoadFailed } from '../../ui/notice.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { FreeSearch } from './free-search.tsx';
import styles from './resources.module.css';

const route = getRouteApi('/shell/resources');

/** All that can be booked: what of it is free at a time. */
export function Resources() {
  const t = useBookingTexts();
  const { what = 'classroom' } = route.useSearch();
  useTitle(t('title'));
  const all = useQuery(resourcesQuery([], undefined));
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('title')}</h1>
      <p className={styles.intro}>{t('intro')}</p>
      {all.error && <LoadFailed error={all.error} retry={() => void all.refetch()} />}
      {all.data && <FreeSearch all={all.data} kind={what} find={freeQuery} />}
    </div>
  );
}
