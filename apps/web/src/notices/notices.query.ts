import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Notices } from '@yizhan/contract';
import { api } from '../api/index.ts';

export const latestNoticesQuery = queryOptions({
  queryKey: ['notices', 'latest'],
  queryFn: ({ signal }) => api.get<Notices>('/notices?limit=5', signal),
  staleTime: 120_000,
});

export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices', 'all'],
  initialPageParam: '',
  queryFn: ({ pageParam: cursor, signal }) => {
    const asked = new URLSearchParams({ limit: '20', ...(cursor && { cursor }) });
    return api.get<Notices>(`/notices?${asked}`, signal);
  },
  getNextPageParam: ({ next }) => next,
});

export function useReadNotice() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.send('PUT', `/notices/${encodeURIComponent(id)}/read`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
}
