import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type {
  CampaignCase,
  CampaignDetail,
  CampaignServices,
  CampaignSummary,
  Roster,
  RosterPreview,
} from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { searchOf } from '../../api/search-of.ts';
import type { Page } from '../../api/types.ts';

export const campaignPath = (id: string): string => `/campaigns/${encodeURIComponent(id)}`;

export type Box = 'running' | 'draft' | 'over';

export const campaignsQuery = (state: Box, q: string) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', 'list', state, q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignSummary>>(`/campaigns?${searchOf({ state, q, cursor: pageParam })}`, signal),
    getNextPageParam: ({ next }) => next,
  });

/** While its cases are being made, how far that is. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => api.get<CampaignDetail>(campaignPath(id), signal),
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.made < data.cases ? 1000 : false),
  });

export interface CaseAsked {
  readonly state?: string | undefined;
  readonly unit?: string | undefined;
  readonly q?: string | undefined;
}

export const casesQuery = (id: string, asked: CaseAsked) =>
  infiniteQueryOptions({
    queryKey: ['campaigns', 'cases', id, asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<CampaignCase>>(
        `${campaignPath(id)}/cases?${searchOf({ ...asked, limit: '30', cursor: pageParam })}`,
        signal,
      ),
    getNextPageParam: ({ next }) => next,
  });

export const servicesOfCampaigns = queryOptions({
  queryKey: ['campaigns', 'services'],
  queryFn: async ({ signal }) => (await api.get<CampaignServices>('/campaigns/services', signal)).items,
});

export const previewRoster = (service: string, roster: Roster): Promise<RosterPreview> =>
  api.send<RosterPreview>('POST', '/campaigns/roster', { body: { service, roster } });

export const previewQuery = (service: string, roster: Roster) =>
  queryOptions({
    queryKey: ['campaigns', 'preview', service, roster],
    queryFn: () => previewRoster(service, roster),
    staleTime: 0,
    retry: false,
  });

export const refreshCampaigns = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['campaigns'] });
