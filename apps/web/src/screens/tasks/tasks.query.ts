import { infiniteQueryOptions } from '@tanstack/react-query';
import type { TaskSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

export const tasksQuery = (box: 'open' | 'done', q: string) =>
  infiniteQueryOptions({
    queryKey: ['tasks', 'list', box, q],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) => {
      const asked = new URLSearchParams({ box, limit: '20', ...(q && { q }), ...(cursor && { cursor }) });
      return api.get<Page<TaskSummary>>(`/tasks?${asked}`, signal);
    },
    getNextPageParam: ({ next }) => next,
  });
