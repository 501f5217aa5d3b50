import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  RegistrationDetail,
  RegistrationPlaces,
  RegistrationSummary,
  RosterEntry,
} from '@yizhan/contract';
import { api } from '../api/index.ts';
import { searchOf } from '../api/search-of.ts';
import type { Page } from '../api/types.ts';

export const registrationPath = (service: string): string => `/registrations/${encodeURIComponent(service)}`;

/** Others register meanwhile; a page that lies behind asks nothing. */
export const placesQuery = (service: string) =>
  queryOptions({
    queryKey: ['registrations', 'places', service],
    queryFn: ({ signal }) =>
      api.get<RegistrationPlaces>(`/services/${encodeURIComponent(service)}/places`, signal),
    refetchInterval: 10_000,
  });

export interface Drawn {
  readonly turn: number;
  readonly lot: string;
  readonly mine: boolean;
}

export const drawQuery = (service: string, session: string) =>
  infiniteQueryOptions({
    queryKey: ['registrations', 'draw', service, session],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Drawn>>(
        `/services/${encodeURIComponent(service)}/draw?${searchOf({ session, cursor: pageParam })}`,
        signal,
      ),
    getNextPageParam: ({ next }) => next,
  });

export const registrationsQuery = queryOptions({
  queryKey: ['registrations', 'list'],
  queryFn: async ({ signal }) =>
    (await api.get<{ items: RegistrationSummary[] }>('/registrations', signal)).items,
});

export const registrationQuery = (service: string, session: string | undefined) =>
  queryOptions({
    queryKey: ['registrations', 'one', service, session],
    queryFn: ({ signal }) =>
      api.get<RegistrationDetail>(
        `${registrationPath(service)}${session === undefined ? '' : `?session=${encodeURIComponent(session)}`}`,
        signal,
      ),
    refetchInterval: 10_000,
  });

export interface RosterAsked {
  readonly group?: string | undefined;
  readonly state?: string | undefined;
  readonly q?: string | undefined;
}

export const rosterQuery = (service: string, session: string, asked: RosterAsked) =>
  infiniteQueryOptions({
    queryKey: ['registrations', 'roster', service, session, asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<RosterEntry>>(
        `${registrationPath(service)}/roster?${searchOf({ session, ...asked, limit: '50', cursor: pageParam })}`,
        signal,
      ),
    getNextPageParam: ({ next }) => next,
  });

export const refreshRegistrations = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['registrations'] });
