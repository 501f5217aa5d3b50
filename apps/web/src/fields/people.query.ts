import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PersonSummary } from '@yizhan/contract';
import { isGuestPlace } from '../api/guest-place.ts';
import { api } from '../api/index.ts';
import type { Unit } from '../api/types.ts';

export const peopleQuery = (words: string) =>
  queryOptions({
    queryKey: ['people', words],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: PersonSummary[] }>(`/people?q=${encodeURIComponent(words)}`, signal)).items,
    enabled: words !== '',
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: Unit[] }>(isGuestPlace() ? '/guest/units' : '/units', signal)).items,
  staleTime: 600_000,
});
