import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type {
  AdministeredNotice,
  AdministrationSummary,
  ExportEntry,
  ExportOffer,
  Incident,
  InstanceDetail,
  InstanceSummary,
  Pending,
  PersonSummary,
  Rating,
  Statistics,
  TasksOfPerson,
} from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

type Asked = Readonly<Record<string, string | number | boolean | undefined>>;

/** A list under /admin, page by page, as it is filtered. */
const listOf = <Item>(what: string, asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['admin', what, asked],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) => {
      const search = new URLSearchParams({ limit: '20' });
      for (const [key, value] of Object.entries({ ...asked, cursor }))
        if (value !== undefined && value !== '') search.set(key, String(value));
      return api.get<Page<Item>>(`/admin/${what}?${search}`, signal);
    },
    getNextPageParam: ({ next }) => next,
  });

export const instancesQuery = (asked: Asked) => listOf<InstanceSummary>('instances', asked);
export const incidentsQuery = (asked: Asked) => listOf<Incident>('incidents', asked);
export const pendingQuery = (asked: Asked) => listOf<Pending>('pending', asked);

export const noticesQuery = listOf<AdministeredNotice>('notices', {});

export const noticePath = (id: string): string => `/admin/notices/${encodeURIComponent(id)}`;

/** What administrators see of them, and what they see as everybody. */
export const refreshNotices = (queries: QueryClient) =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['admin', 'notices'] }),
    queries.invalidateQueries({ queryKey: ['notices'] }),
  ]);

export const ratingsQuery = (asked: Asked) => listOf<Rating>('ratings', asked);

export const exportsQuery = (asked: Asked) => listOf<ExportEntry>('exports', asked);

export const exportOfferQuery = (service: string) =>
  queryOptions({
    queryKey: ['admin', 'columns', service],
    queryFn: ({ signal }) => api.get<ExportOffer>(`${servicePath(service)}/columns`, signal),
  });

export const statisticsPath = (asked: Asked): string => {
  const given = Object.entries(asked).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  return `?${new URLSearchParams(given)}`;
};

export const statisticsQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['admin', 'statistics', asked],
    queryFn: ({ signal }) => api.get<Statistics>(`/admin/statistics${statisticsPath(asked)}`, signal),
    placeholderData: keepPreviousData,
  });

export const summaryQuery = queryOptions({
  queryKey: ['admin', 'summary'],
  queryFn: ({ signal }) => api.get<AdministrationSummary>('/admin/summary', signal),
});

export const instancePath = (id: string): string => `/admin/instances/${encodeURIComponent(id)}`;

export const instanceQuery = (id: string) =>
  queryOptions({
    queryKey: ['admin', 'instance', id],
    queryFn: ({ signal }) => api.get<InstanceDetail>(instancePath(id), signal),
  });

export interface JumpTarget {
  id: string;
  name: string;
  ends: boolean;
  cancels: { id: string; name: string }[];
}

export const jumpTargetsQuery = (id: string, from: string) =>
  queryOptions({
    queryKey: ['admin', 'instance', id, 'jump', from],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: JumpTarget[] }>(
          `${instancePath(id)}/jump-targets?from=${encodeURIComponent(from)}`,
          signal,
        )
      ).items,
    staleTime: 0,
  });

export const holdersQuery = (words: string) =>
  queryOptions({
    queryKey: ['admin', 'people', words],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: PersonSummary[] }>(`/admin/people?q=${encodeURIComponent(words)}`, signal))
        .items,
    enabled: words !== '',
    staleTime: 60_000,
  });

export const personPath = (id: string): string => `/admin/people/${encodeURIComponent(id)}`;

export const tasksOfQuery = (person: string) =>
  queryOptions({
    queryKey: ['admin', 'tasks-of', person],
    queryFn: ({ signal }) => api.get<TasksOfPerson>(`${personPath(person)}/tasks`, signal),
  });

export const servicePath = (id: string): string => `/admin/services/${encodeURIComponent(id)}`;

export const versionsQuery = (service: string) =>
  queryOptions({
    queryKey: ['admin', 'versions', service],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: { version: number; publishedAt: string; running: number }[] }>(
          `${servicePath(service)}/versions`,
          signal,
        )
      ).items,
  });

/** Whether one application could go over to another version, and where it would stand. */
export interface CheckedRow {
  id: string;
  number: string | null;
  possible: boolean;
  steps: { id: string; name: string }[];
  detail?: string;
}

export const migrationQuery = (service: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['admin', 'migration', service, from, to],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: CheckedRow[] }>(
          `${servicePath(service)}/migration?from=${from}&to=${to}`,
          signal,
        )
      ).items,
    staleTime: 0,
  });

/** What came of each of several. */
export interface Results {
  items: { id: string; done: boolean; detail?: string }[];
}

/** After an act everything that administrators look at may have changed. */
export const refreshAdministration = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ['admin'] });
