import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ApplicationStatus, ApplicationSummary, BoxServices } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

export const tabs = ['all', 'running', 'returned', 'draft', 'ended'] as const;
export type Tab = (typeof tabs)[number];

interface Box {
  box: 'all' | 'mine' | 'draft' | 'ended';
  status?: ApplicationStatus;
  /** What the server cannot be asked for by one status. */
  keep?(application: ApplicationSummary): boolean;
}

const boxes: Record<Tab, Box> = {
  all: { box: 'all' },
  running: { box: 'mine', status: 'running' },
  returned: { box: 'mine', status: 'returned' },
  draft: { box: 'draft', keep: ({ status }) => status !== 'returned' },
  ended: { box: 'ended' },
};

const limit = 20;
/** A sift that finds little goes on by itself for a while before it shows what it has. */
const mostRounds = 5;

export const applicationsQuery = (tab: Tab, { q, service }: { q: string; service: string }) =>
  infiniteQueryOptions({
    queryKey: ['applications', 'list', tab, q, service],
    initialPageParam: '',
    queryFn: async ({ pageParam, signal }): Promise<Page<ApplicationSummary>> => {
      const { box, status, keep = () => true } = boxes[tab];
      const items: ApplicationSummary[] = [];
      let cursor: string | undefined = pageParam;
      for (let round = 0; round < mostRounds && cursor !== undefined && items.length < limit; round += 1) {
        const asked = new URLSearchParams({
          box,
          limit: String(limit),
          ...(status && { status }),
          ...(q && { q }),
          ...(service && { service }),
          ...(cursor && { cursor }),
        });
        const page: Page<ApplicationSummary> = await api.get(`/applications?${asked}`, signal);
        items.push(...page.items.filter(keep));
        cursor = page.next;
      }
      return { items, ...(cursor !== undefined && { next: cursor }) };
    },
    getNextPageParam: ({ next }) => next,
  });

export const ownServicesQuery = queryOptions({
  queryKey: ['applications', 'services'],
  queryFn: async ({ signal }) => (await api.get<BoxServices>('/applications/services', signal)).items,
  staleTime: 60_000,
});
