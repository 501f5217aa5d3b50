import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Announcement } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useTakingPartTexts } from '../../texts/use-taking-part-texts.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './announcements.module.css';
import { announcementsQuery, type State } from './announcements.query.ts';
import { PublicFrame } from './public-frame.tsx';
import { Term } from './term.tsx';

const route = getRouteApi('/shell/announcements');
const publicRoute = getRouteApi('/public/announcements');

/** 公示栏. */
export function Announcements() {
  const { announced: state = 'open' } = route.useSearch();
  return (
    <div className={`page ${styles.page}`}>
      <Board state={state} isPublic={false} />
    </div>
  );
}

/** For whoever has no account. */
export function PublicAnnouncements() {
  const { announced: state = 'open' } = publicRoute.useSearch();
  return (
    <PublicFrame>
      <Board state={state} isPublic />
    </PublicFrame>
  );
}

function Board({ state, isPublic }: { state: State; isPublic: boolean }) {
  const t = useTakingPartTexts();
  const loading = useTexts()('loading');
  const list = useInfiniteQuery(announcementsQuery(state, isPublic));
  useTitle(t('board'));
  const items = list.data?.pages.flatMap((page) => page.items);
  const to = isPublic ? '/public/announcements' : '/announcements';
  return (
    <>
      <h1>{t('board')}</h1>
      <Tabs
        label={t('board')}
        chosen={state}
        tabs={[
          { key: 'open', name: t('states.open'), link: { to, search: {} } },
          { key: 'archived', name: t('states.archived'), link: { to, search: { announced: 'archived' } } },
        ]}
      />
      {list.error && <LoadFailed error={list.error} retry={() => void list.refetch()} />}
      {!list.error && !items && (
        <Loading label={loading}>
          <CardBones lines={2} count={3} />
        </Loading>
      )}
      {items?.length === 0 && (
        <div className="card">
          <Empty icon="megaphone" title={t(`none.${state}`)} advice={t('noneDo')} />
        </div>
      )}
      <ul className={styles.list}>
        {items?.map((each) => (
          <li key={each.id}>
            <Entry announcement={each} isPublic={isPublic} />
          </li>
        ))}
      </ul>
      <LoadMore {...list} />
    </>
  );
}

function Entry({ announcement, isPublic }: { announcement: Announcement; isPublic: boolean }) {
  const locale = useLanguage();
  const { id, title, content, owner, unit, from } = announcement;
  return (
    <Link
      to={isPublic ? '/public/announcements/$id' : '/announcements/$id'}
      params={{ id }}
      className={`card ${styles.entry}`}
    >
      <span className={styles.entryHead}>
        <span className={styles.name}>{inLanguage(title, locale)}</span>
        <Term announcement={announcement} />
      </span>
      <span className={styles.gist}>
        {content
          .slice(0, 4)
          .map(({ value }) => (locale === 'en' ? value.en : value.zh))
          .join(' · ')}
      </span>
      <span className={styles.facts}>
        {[unit, owner.unit, schoolDate(new Date(from))].filter(Boolean).join(' · ')}
      </span>
    </Link>
  );
}
