import { infiniteQueryOptions } from '@tanstack/react-query';
import type { TaskSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

/** 待办, 已办, 抄送我的. */
export type Box = 'open' | 'done' | 'cc';

export const tasksQuery = (box: Box, q: string) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', box, q],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) => {
      const asked = new URLSearchParams({ box, limit: '20', ...(q && { q }), ...(cursor && { cursor }) });
      return api.get<Page<TaskSummary>>(`/tasks?${asked}`, signal);
    },
    getNextPageParam: ({ next }) => next,
  });
