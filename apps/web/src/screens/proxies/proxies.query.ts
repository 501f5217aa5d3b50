import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Proxies, ProxyWish } from '@yizhan/contract';
import { api } from '../../api/index.ts';

export const proxiesQuery = queryOptions({
  queryKey: ['proxies'],
  queryFn: ({ signal }) => api.get<Proxies>('/proxies', signal),
});

export function useGiveProxy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: ProxyWish) => api.send('POST', '/proxies', { body: wish }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['proxies'] }),
  });
}

export function useEndProxy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.send('DELETE', `/proxies/${encodeURIComponent(id)}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['proxies'] }),
  });
}
