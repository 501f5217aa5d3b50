import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Category, ServiceDetail, ServiceSummary } from '@yizhan/contract';
import { api } from '../api/index.ts';
import { detailOf } from '../ui/notice.tsx';
import { say } from '../ui/toast.tsx';

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: async ({ signal }) => (await api.get<{ items: ServiceSummary[] }>('/services', signal)).items,
  staleTime: 300_000,
});

export const categoriesQuery = queryOptions({
  queryKey: ['categories'],
  queryFn: async ({ signal }) => (await api.get<{ items: Category[] }>('/categories', signal)).items,
  staleTime: 300_000,
});

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['services', id],
    queryFn: ({ signal }) => api.get<ServiceDetail>(`/services/${encodeURIComponent(id)}`, signal),
    staleTime: 60_000,
  });

/** The star turns at once; it turns back, with the reason, when the server says no. */
export function useFavourite() {
  const queries = useQueryClient();
  const mark = (id: string, favourite: boolean) =>
    queries.setQueryData(servicesQuery.queryKey, (services) =>
      services?.map((service) => (service.id === id ? { ...service, favourite } : service)),
    );
  return useMutation({
    mutationFn: ({ id, favourite }: { id: string; favourite: boolean }) =>
      api.send(favourite ? 'PUT' : 'DELETE', `/services/${encodeURIComponent(id)}/favourite`),
    onMutate: ({ id, favourite }) => {
      mark(id, favourite);
    },
    onError: (error, { id, favourite }) => {
      mark(id, !favourite);
      say(detailOf(error), 'bad');
    },
    onSettled: (_, __, { id }) => queries.invalidateQueries({ queryKey: serviceQuery(id).queryKey }),
  });
}
