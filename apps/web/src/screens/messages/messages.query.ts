import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api/index.ts';
import type { HallNotification, Page } from '../../api/types.ts';

export const messagesQuery = infiniteQueryOptions({
  queryKey: ['notifications'],
  initialPageParam: '',
  queryFn: ({ pageParam: cursor, signal }) => {
    const asked = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
    return api.get<Page<HallNotification>>(`/notifications?${asked}`, signal);
  },
  getNextPageParam: ({ next }) => next,
});

/** Marks some as read, or all when none are named. */
export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      api.send('POST', '/notifications/read', { body: ids === undefined ? {} : { ids } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['notifications'] }),
        queries.invalidateQueries({ queryKey: ['me'] }),
      ]),
  });
}
