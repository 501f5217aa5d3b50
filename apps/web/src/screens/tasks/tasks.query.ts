import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { BoxServices, TaskSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

/** 待办, 已办, 抄送我的. */
export type Box = 'open' | 'done' | 'cc';

export interface TaskFilter {
  readonly box: Box;
  readonly q?: string | undefined;
  readonly service?: string | undefined;
  /** Days: of the arrival, or in 我办理的 of the act. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const tasksQuery = (filter: TaskFilter) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', filter],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) => {
      const asked = new URLSearchParams({ limit: '20' });
      for (const [key, value] of Object.entries({ ...filter, cursor })) if (value) asked.set(key, value);
      return api.get<Page<TaskSummary>>(`/tasks?${asked}`, signal);
    },
    getNextPageParam: ({ next }) => next,
  });

export const taskServicesQuery = (box: Box) =>
  queryOptions({
    queryKey: ['tasks', 'services', box],
    queryFn: async ({ signal }) => (await api.get<BoxServices>(`/tasks/services?box=${box}`, signal)).items,
    staleTime: 60_000,
  });
