import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FreeResources, QueryRows, QueryView } from '@yizhan/contract';
import { api } from '../../api/index.ts';

const at = (id: string): string => `/services/${encodeURIComponent(id)}/query`;

export const exportOf = (id: string): string => `/api/v1${at(id)}/export`;

export const viewQuery = (id: string) =>
  queryOptions({
    queryKey: ['query', id],
    queryFn: ({ signal }) => api.get<QueryView>(at(id), signal),
    staleTime: 60_000,
  });

export const freeInQuery = (id: string) => (filter: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: ['resources', 'free', filter, id],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...filter, limit: '20', ...(pageParam && { cursor: pageParam }) });
      return api.get<FreeResources>(`${at(id)}/free?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });

export const rowsQuery = (id: string, filter: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: ['query', id, 'rows', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...filter, limit: '30', ...(pageParam && { cursor: pageParam }) });
      return api.get<QueryRows>(`${at(id)}/rows?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
