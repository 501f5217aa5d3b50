import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../../api/types.ts';
import { useTexts } from '../../texts/index.ts';
import { LoadMore } from '../../ui/load-more.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';

/** A list as it loads, fails, is empty, or goes on. */
export function List<Item>({
  list,
  empty,
  children,
}: {
  list: UseInfiniteQueryResult<{ pages: Page<Item>[] }>;
  empty: ReactNode;
  children: (items: Item[]) => ReactNode;
}) {
  const t = useTexts();
  if (list.error)
    return (
      <div className="card">
        <LoadFailed error={list.error} retry={() => void list.refetch()} />
      </div>
    );
  if (!list.data)
    return (
      <Loading label={t('loading')}>
        <CardBones lines={2} count={3} />
      </Loading>
    );
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <div className="card">{empty}</div>;
  return (
    <>
      {children(items)}
      <LoadMore {...list} />
    </>
  );
}
