import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Statistics } from '@yizhan/contract';
import { useId } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import admin from '../admin/admin.module.css';
import { statisticsPath, statisticsQuery } from '../admin/admin.query.ts';
import { AdminPage } from '../admin/admin-page.tsx';
import { Select, ServiceSelect } from '../admin/filters.tsx';
import { Overdue } from './overdue.tsx';
import { RatingsAndReasons } from './ratings-and-reasons.tsx';
import styles from './statistics.module.css';
import type { StatisticsSearch } from './statistics-search.ts';
import { Steps } from './steps.tsx';
import { Totals } from './totals.tsx';
import { Volume } from './volume.tsx';
import { Whose } from './whose.tsx';

const route = getRouteApi('/shell/statistics');

/** 统计 of the services that one looks after: how much, how long, what was late, what people say. */
export function StatisticsPage() {
  const t = useTexts();
  const search = route.useSearch();
  const { data, error, refetch } = useQuery(statisticsQuery({ ...search }));
  return (
    <AdminPage place="statistics">
      <Tools search={search} shown={data} />
      {error && !data && (
        <div className="card">
          <LoadFailed error={error} retry={() => void refetch()} />
        </div>
      )}
      {!data && !error && (
        <Loading label={t('loading')}>
          <CardBones lines={4} count={3} />
        </Loading>
      )}
      {data && (
        <div className={styles.sections}>
          <Totals statistics={data} />
          <Volume statistics={data} />
          <Steps statistics={data} ofOne={search.service !== undefined} />
          <Overdue statistics={data} ofOne={search.service !== undefined} />
          <Whose statistics={data} ofOne={search.service !== undefined} />
          <RatingsAndReasons statistics={data} />
        </div>
      )}
    </AdminPage>
  );
}

function Tools({ search, shown }: { search: StatisticsSearch; shown: Statistics | undefined }) {
  const t = useAdministrationTexts();
  const navigate = useNavigate();
  const id = useId();
  const filter = (change: StatisticsSearch) =>
    void navigate({
      to: '/statistics',
      search: (before: StatisticsSearch) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  const day = (which: 'from' | 'to') => (
    <label className={styles.day} htmlFor={`${id}-${which}`}>
      <span>{t(which === 'from' ? 'fromDay' : 'toDay')}</span>
      <input
        id={`${id}-${which}`}
        type="date"
        className={controls.input}
        value={search[which] ?? shown?.[which] ?? ''}
        onChange={(event) =>
          event.target.value !== '' && filter({ [which]: event.target.value, period: undefined })
        }
      />
    </label>
  );
  return (
    <div className={admin.tools}>
      <ServiceSelect value={search.service} change={(service) => filter({ service })} />
      <Select
        label={t('period')}
        any={t('thisMonth')}
        value={search.period}
        options={(['week', 'term', 'year'] as const).map((value) => ({ value, name: t(`this.${value}`) }))}
        change={(period) =>
          filter({ period: period as StatisticsSearch['period'], from: undefined, to: undefined })
        }
      />
      {day('from')}
      {day('to')}
      <a
        className={buttonClass()}
        href={`/api/v1/admin/statistics/export${statisticsPath({ ...search })}`}
        download
      >
        {t('exportNumbers')}
      </a>
    </div>
  );
}
