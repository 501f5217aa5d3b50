import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { ApplicationCard } from './application-card.tsx';
import { ApplicationFilters } from './application-filters.tsx';
import styles from './applications.module.css';
import { applicationsQuery, type Tab, tabs } from './applications.query.ts';

const route = getRouteApi('/shell/applications');

export function Applications() {
  const t = useTexts();
  const { tab: asked, q = '', service = '' } = route.useSearch();
  const tab: Tab = tabs.find((one) => one === asked) ?? 'all';
  const navigate = useNavigate();
  const narrowed = { ...(q && { q }), ...(service && { service }) };
  const change = (part: { q?: string; service?: string }) => {
    const next = { q, service, ...part };
    const search = {
      ...(tab !== 'all' && { tab }),
      ...(next.q && { q: next.q }),
      ...(next.service && { service: next.service }),
    };
    void navigate({ to: '/applications', search, replace: true, resetScroll: false });
  };
  const { data: me } = useMe();
  useTitle(t('applications.title'));
  const counts = { running: me?.counts.running, returned: me?.counts.returned };
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('applications.title')}</h1>
      <Tabs
        label={t('applications.tabs')}
        chosen={tab}
        tabs={tabs.map((key) => ({
          key,
          name: t(`applications.${key}`),
          count: key === 'running' || key === 'returned' ? counts[key] : undefined,
          link: { to: '/applications', search: { ...narrowed, ...(key !== 'all' && { tab: key }) } },
        }))}
      />
      <ApplicationFilters q={q} service={service} change={change} />
      <List key={`${tab} ${q} ${service}`} tab={tab} q={q} service={service} />
    </div>
  );
}

function List({ tab, q, service }: { tab: Tab; q: string; service: string }) {
  const t = useTexts();
  const list = useInfiniteQuery(applicationsQuery(tab, { q, service }));
  if (list.error) {
    return (
      <div className="card">
        <LoadFailed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) return <Bones />;
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !list.hasNextPage) {
    return (
      <div className="card">
        {q || service ? (
          <Empty icon="search" title={t('tasks.emptyFilter')} advice={t('tasks.emptyFilterDo')} />
        ) : tab === 'all' ? (
          <Empty icon="send" title={t('applications.empty')} advice={t('applications.emptyDo')}>
            <Link to="/" className={buttonClass('primary')}>
              {t('error.home')}
            </Link>
          </Empty>
        ) : (
          <Empty icon="send" title={t('applications.emptyTab')} advice={t('applications.emptyTabDo')} />
        )}
      </div>
    );
  }
  return (
    <>
      <ul className={styles.list}>
        {items.map((application) => (
          <li key={application.id}>
            <ApplicationCard application={application} />
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
    </>
  );
}

const boneNames = ['a', 'b', 'c', 'd', 'e'];

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <div className={styles.list}>
        {boneNames.map((name) => (
          <div key={name} className={`card ${styles.bone}`}>
            <Bone width="46%" height={20} />
            <Bone width="70%" />
            <Bone width="34%" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
