import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ApplicationDetail } from '@yizhan/contract';
import { api } from '../api/index.ts';

export const applicationPath = (id: string): string => `/applications/${encodeURIComponent(id)}`;

export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ['applications', id],
    queryFn: ({ signal }) => api.get<ApplicationDetail>(applicationPath(id), signal),
  });

/** After an act: everything that shows where applications and tasks stand is asked for again. */
export const refreshStanding = (queries: QueryClient): Promise<unknown> =>
  Promise.all(
    ['me', 'applications', 'tasks', 'notifications'].map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  );
