import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ReferenceRows } from '@yizhan/contract';
import { api } from '../api/index.ts';

/** Rows to pick for a field: of an application that is under way, else of the service's form. */
export const referencesQuery = (
  place: { service: string; application?: string | undefined },
  field: string,
  words: string,
) =>
  infiniteQueryOptions({
    queryKey: ['references', place.application ?? place.service, field, words],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const owner = place.application
        ? `/applications/${encodeURIComponent(place.application)}`
        : `/services/${encodeURIComponent(place.service)}`;
      const query = new URLSearchParams({
        ...(words && { q: words }),
        ...(pageParam && { cursor: pageParam }),
      });
      return api.get<ReferenceRows>(`${owner}/references/${encodeURIComponent(field)}?${query}`, signal);
    },
    getNextPageParam: ({ next }) => next,
    staleTime: 30_000,
  });
