import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { RegisterPage, RegisterRowDetail, RegisterSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  queryFn: async ({ signal }) => (await api.get<{ items: RegisterSummary[] }>('/registers', signal)).items,
  staleTime: 60_000,
});

export type RowState = 'current' | 'expired' | 'struck' | 'all';

export interface RowFilter {
  readonly state: RowState;
  readonly q: string;
}

export const filterQuery = ({ state, q }: RowFilter): string =>
  new URLSearchParams({ state, ...(q !== '' && { q }) }).toString();

export const registerQuery = (id: string, filter: RowFilter) =>
  infiniteQueryOptions({
    queryKey: ['registers', id, filter],
    queryFn: ({ signal, pageParam }) =>
      api.get<RegisterPage>(
        `/registers/${encodeURIComponent(id)}?${filterQuery(filter)}&limit=30${pageParam ? `&cursor=${pageParam}` : ''}`,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const registerRowQuery = (id: string, row: string) =>
  queryOptions({
    queryKey: ['registers', id, 'row', row],
    queryFn: ({ signal }) =>
      api.get<RegisterRowDetail>(
        `/registers/${encodeURIComponent(id)}/rows/${encodeURIComponent(row)}`,
        signal,
      ),
  });
