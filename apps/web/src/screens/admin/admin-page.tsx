import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './admin.module.css';
import { summaryQuery } from './admin.query.ts';

/** The frame of the administrators' lists: where they are, and how much wants them. */
export function AdminPage({
  place,
  children,
}: {
  place:
    | 'instances'
    | 'incidents'
    | 'pending'
    | 'handOver'
    | 'migration'
    | 'statistics'
    | 'ratings'
    | 'exports'
    | 'surveys'
    | 'notices';
  children: ReactNode;
}) {
  const t = useAdministrationTexts();
  const { data: summary } = useQuery(summaryQuery);
  useTitle(`${t(place)} - ${t('title')}`);
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('title')}</h1>
      <Tabs
        label={t('tabs')}
        chosen={place}
        tabs={[
          { key: 'instances', name: t('instances'), link: { to: '/admin', search: {} } },
          {
            key: 'incidents',
            name: t('incidents'),
            count: summary?.incidents,
            link: { to: '/admin/incidents', search: {} },
          },
          {
            key: 'pending',
            name: t('pending'),
            count: summary?.failedJobs,
            link: { to: '/admin/pending', search: {} },
          },
          { key: 'handOver', name: t('handOver'), link: { to: '/admin/hand-over', search: {} } },
          { key: 'migration', name: t('migration'), link: { to: '/admin/migration', search: {} } },
          { key: 'notices', name: t('notices'), link: { to: '/admin/notices' } },
          { key: 'statistics', name: t('statistics'), link: { to: '/statistics', search: {} } },
          {
            key: 'ratings',
            name: t('ratings'),
            count: summary?.ratings,
            link: { to: '/statistics/ratings', search: {} },
          },
          { key: 'exports', name: t('exports'), link: { to: '/statistics/exports', search: {} } },
          { key: 'surveys', name: t('surveys'), link: { to: '/surveys' } },
        ]}
      />
      {children}
    </div>
  );
}
