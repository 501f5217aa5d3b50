import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { InstanceSummary } from '@yizhan/contract';
import { useCallback } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Empty } from '../../ui/notice.tsx';
import { StatusTag, Tag } from '../../ui/status-tag.tsx';
import styles from './admin.module.css';
import { instancesQuery } from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { Check, Search, Select, ServiceSelect } from './filters.tsx';
import { type InstanceSearch, statuses } from './instance-search.ts';
import { List } from './list.tsx';
import { TitleWords } from './title-words.tsx';

const route = getRouteApi('/shell/admin');
const days = [1, 3, 7, 30] as const;

export function Instances() {
  const t = useAdministrationTexts();
  const common = useTexts();
  const search = route.useSearch();
  const navigate = useNavigate();
  const filter = useCallback(
    (change: InstanceSearch) =>
      void navigate({
        to: '/admin',
        search: (before: InstanceSearch) => ({ ...before, ...change }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const find = useCallback((q: string) => filter({ q: q || undefined }), [filter]);
  const { days: stuck, ...asked } = search;
  const list = useInfiniteQuery(instancesQuery({ ...asked, ...(stuck && { stuckHours: stuck * 24 }) }));
  return (
    <AdminPage place="instances">
      <div className={styles.tools}>
        <Search
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          value={search.q ?? ''}
          change={find}
        />
        <ServiceSelect value={search.service} change={(service) => filter({ service })} />
        <Select
          label={t('status')}
          any={t('anyStatus')}
          value={search.status}
          options={statuses.map((status) => ({ value: status, name: common(`status.${status}`) }))}
          change={(status) => filter({ status: statuses.find((one) => one === status) })}
        />
        <Select
          label={t('stuck')}
          any={t('anyTime')}
          value={stuck === undefined ? undefined : String(stuck)}
          options={days.map((count) => ({
            value: String(count),
            name: count === 1 ? t('stuckDay') : t('stuckDays', { days: count }),
          }))}
          change={(value) => filter({ days: value === undefined ? undefined : Number(value) })}
        />
        <Check
          label={t('onlyIncident')}
          checked={search.incident === true}
          change={(incident) => filter({ incident: incident || undefined })}
        />
        <Check
          label={t('onlySuspended')}
          checked={search.suspended === true}
          change={(suspended) => filter({ suspended: suspended || undefined })}
        />
      </div>
      <List list={list} empty={<Empty icon="search" title={t('noInstances')} advice={t('noInstancesDo')} />}>
        {(items) => (
          <ul className={`card ${styles.list}`}>
            {items.map((instance) => (
              <Row key={instance.id} instance={instance} />
            ))}
          </ul>
        )}
      </List>
    </AdminPage>
  );
}

function Row({ instance }: { instance: InstanceSummary }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { id, number, service, applicant, status, updatedAt } = instance;
  const now = new Date();
  return (
    <li className={styles.row}>
      <div>
        <Link to="/admin/instances/$id" params={{ id }} className={`${styles.link} ${styles.whole}`}>
          <TitleWords instance={instance} />
        </Link>
        <span className={styles.more}>
          {inLanguage(service.name, locale)}
          {number && <span className="number"> · {number}</span>}
          {` · ${applicant.name}`}
        </span>
      </div>
      <div>
        <span className={styles.tags}>
          <StatusTag status={status} />
          {instance.suspended && <Tag tone="amber">{t('suspended')}</Tag>}
          {instance.incidents > 0 && (
            <Tag tone="red">{t('incidentCount', { count: instance.incidents })}</Tag>
          )}
        </span>
        <Holding instance={instance} />
      </div>
      <div>
        <time dateTime={updatedAt} title={fullMoment(updatedAt)}>
          {t('moved', { at: momentText(updatedAt, common) })}
        </time>
        {status === 'running' && (
          <span className={styles.more}>
            {t('still', { duration: durationText(between(updatedAt, now), common) })}
          </span>
        )}
      </div>
    </li>
  );
}

function Holding({ instance: { current, status } }: { instance: InstanceSummary }) {
  const t = useAdministrationTexts();
  if (status !== 'running' && status !== 'returned' && status !== 'withdrawn') return null;
  const people = [...new Set(current.flatMap((step) => step.people.map(({ name }) => name)))];
  if (people.length === 0) return <span className={styles.more}>{t('withNobody')}</span>;
  const few = people.slice(0, 2).join('、');
  const shown = people.length > 2 ? t('andMore', { people: few, count: people.length }) : few;
  return (
    <span className={styles.more}>
      {current.map(({ node }) => node.name).join('、')} · {t('with', { people: shown })}
    </span>
  );
}
