import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { Pending as PendingItem } from '@yizhan/contract';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { between, durationText, fullMoment, momentText } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Empty, Strip } from '../../ui/notice.tsx';
import { Tag } from '../../ui/status-tag.tsx';
import styles from './admin.module.css';
import { pendingQuery, summaryQuery } from './admin.query.ts';
import { AdminPage } from './admin-page.tsx';
import { Check, Select, ServiceSelect } from './filters.tsx';
import { List } from './list.tsx';
import { kinds, type PendingSearch } from './pending-search.ts';

const route = getRouteApi('/shell/admin/pending');

export function Pending() {
  const t = useAdministrationTexts();
  const search = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(pendingQuery({ ...search }));
  const { data: summary } = useQuery(summaryQuery);
  const filter = (change: PendingSearch) =>
    void navigate({
      to: '/admin/pending',
      search: (before: PendingSearch) => ({ ...before, ...change }),
      replace: true,
      resetScroll: false,
    });
  return (
    <AdminPage place="pending">
      {summary !== undefined && summary.failedJobs > 0 && (
        <Strip tone="bad">{t('failedJobs', { count: summary.failedJobs })}</Strip>
      )}
      {summary !== undefined && summary.overdue > 0 && (
        <Strip tone="warn">{t('lateTimers', { count: summary.overdue })}</Strip>
      )}
      <div className={styles.tools}>
        <Select
          label={t('kind')}
          any={t('anyKind')}
          value={search.kind}
          options={kinds.map((kind) => ({ value: kind, name: t(kind) }))}
          change={(value) => filter({ kind: kinds.find((kind) => kind === value) })}
        />
        <ServiceSelect value={search.service} change={(service) => filter({ service })} />
        <Check
          label={t('onlyOverdue')}
          checked={search.overdue === true}
          change={(overdue) => filter({ overdue: overdue || undefined })}
        />
      </div>
      <List list={list} empty={<Empty icon="clock" title={t('noPending')} />}>
        {(items) => (
          <ul className={`card ${styles.list}`}>
            {items.map((item) => (
              <Row key={`${item.application.id} ${item.id}`} item={item} />
            ))}
          </ul>
        )}
      </List>
    </AdminPage>
  );
}

function Row({ item }: { item: PendingItem }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { application, node, kind, due, attempts, failedAt, work } = item;
  const late = between(due, new Date());
  return (
    <li className={styles.row}>
      <div>
        <Link
          to="/admin/instances/$id"
          params={{ id: application.id }}
          className={`${styles.link} ${styles.whole}`}
        >
          {node.name}
        </Link>
        <span className={styles.more}>
          {inLanguage(application.service.name, locale)}
          {application.number && <span className="number"> · {application.number}</span>}
          {` · ${application.applicant.name}`}
        </span>
      </div>
      <div>
        <span className={styles.tags}>
          <Tag tone={kind === 'job' ? 'blue' : 'quiet'}>{t(kind)}</Tag>
          {failedAt && <Tag tone="red">{t('gaveUp')}</Tag>}
        </span>
        {kind === 'job' && (
          <span className={styles.more}>
            {work}
            {attempts > 0 && ` · ${t('attempts', { count: attempts })}`}
          </span>
        )}
      </div>
      <div>
        <time dateTime={due} title={fullMoment(due)}>
          {t('dueAt', { at: momentText(due, common) })}
        </time>
        {late > 0 && (
          <span className={`${styles.more} ${styles.late}`}>
            {t('overdueSince', { duration: durationText(late, common) })}
          </span>
        )}
      </div>
    </li>
  );
}
