import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useTitle } from '../../ui/use-title.ts';
import { ToPay } from '../pay/to-pay.tsx';
import { BatchBar } from './batch-bar.tsx';
import { TaskCards } from './task-cards.mobile.tsx';
import { TaskFilters } from './task-filters.tsx';
import { type TaskListProps, TaskTable } from './task-table.tsx';
import styles from './tasks.module.css';
import { type TaskFilter, tasksQuery } from './tasks.query.ts';
import { TickAll } from './tick.tsx';

const route = getRouteApi('/shell/tasks');

export function Tasks() {
  const t = useTexts();
  const { box = 'open', ...asked } = route.useSearch();
  const filter: TaskFilter = { box, ...asked };
  const { data: me } = useMe();
  useTitle(t('tasks.title'));
  return (
    <div className={`page ${styles.page}`}>
      <h1>{t('tasks.title')}</h1>
      <div className={styles.tools}>
        <Tabs
          label={t('tasks.tabs')}
          chosen={box}
          tabs={[
            {
              key: 'open',
              name: t('tasks.open'),
              count: me?.counts.open,
              link: { to: '/tasks', search: {} },
            },
            {
              key: 'done',
              name: t('tasks.done'),
              count: me?.counts.done,
              link: { to: '/tasks', search: { box: 'done' } },
            },
            {
              key: 'cc',
              name: t('tasks.cc'),
              count: me?.counts.copies,
              link: { to: '/tasks', search: { box: 'cc' } },
            },
          ]}
        />
        <TaskFilters key={box} filter={filter} />
      </div>
      {box === 'open' && <ToPay />}
      <List key={JSON.stringify(filter)} filter={filter} />
    </div>
  );
}

function List({ filter }: { filter: TaskFilter }) {
  const { box } = filter;
  const list = useInfiniteQuery(tasksQuery(filter));
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  if (list.error) {
    return (
      <div className="card">
        <LoadFailed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  }
  if (!list.data) return <Bones />;
  const items = list.data.pages.flatMap((page) => page.items);
  const ticks = box === 'open' ? { ticked, tick } : undefined;
  return (
    <>
      {items.length === 0 ? <Nothing filter={filter} /> : <Items tasks={items} box={box} ticks={ticks} />}
      <LoadMore {...list} />
      {/* Stays when the last one is done, to tell what came of each. */}
      {ticks && <BatchBar tasks={items} ticks={ticks} />}
    </>
  );
}

function Items(list: TaskListProps) {
  if (!useNarrow()) return <TaskTable {...list} />;
  return (
    <>
      {list.ticks && <TickAll tasks={list.tasks} ticks={list.ticks} words />}
      <TaskCards {...list} />
    </>
  );
}

function Nothing({ filter: { box, q = '', service, from, to } }: { filter: TaskFilter }) {
  const t = useTexts();
  const isNarrowed = service !== undefined || from !== undefined || to !== undefined;
  return (
    <div className="card">
      {q ? (
        <Empty icon="search" title={t('tasks.emptySearch', { query: q })} advice={t('tasks.emptySearchDo')} />
      ) : isNarrowed ? (
        <Empty icon="search" title={t('tasks.emptyFilter')} advice={t('tasks.emptyFilterDo')} />
      ) : box === 'open' ? (
        <Empty icon="checkCircle" title={t('tasks.empty')} advice={t('tasks.emptyDo')} />
      ) : (
        <Empty title={t(box === 'done' ? 'tasks.emptyDone' : 'tasks.emptyCc')} />
      )}
    </div>
  );
}

const boneNames = ['a', 'b', 'c', 'd', 'e', 'f'];

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <div className={styles.bones}>
        {boneNames.map((name) => (
          <div key={name} className={`card ${styles.bone}`}>
            <Bone width="38%" height={18} />
            <Bone width="58%" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
