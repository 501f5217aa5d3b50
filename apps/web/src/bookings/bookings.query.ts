import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FreeResources, ResourceBookings, ResourcePage } from '@yizhan/contract';
import { api } from '../api/index.ts';

/** All that may be picked in a field. */
export const resourcesQuery = (kinds: readonly string[], buildings: readonly string[] | undefined) =>
  queryOptions({
    queryKey: ['resources', kinds, buildings],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        limit: '100',
        ...(kinds.length > 0 && { kind: kinds.join(',') }),
        ...(buildings && { building: buildings.join(',') }),
      });
      return api.get<ResourcePage>(`/resources?${query}`, signal);
    },
    staleTime: 300_000,
  });

export const busyQuery = (id: string, from: string, until: string) =>
  queryOptions({
    queryKey: ['resources', 'busy', id, from, until],
    queryFn: ({ signal }) =>
      api.get<ResourceBookings>(
        `/resources/${encodeURIComponent(id)}/bookings?from=${from}&until=${until}`,
        signal,
      ),
    enabled: id !== '',
    staleTime: 10_000,
  });

export const freeQuery = (filter: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: ['resources', 'free', filter],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ ...filter, limit: '20', ...(pageParam && { cursor: pageParam }) });
      return api.get<FreeResources>(`/resources/free?${query}`, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 10_000,
  });
