import { queryOptions } from '@tanstack/react-query';
import type { ApplicationSummary, OwedSurveys, OwnCases, Shelves, TaskSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

const few = 4;

export const nextTasksQuery = queryOptions({
  queryKey: ['tasks', 'next', few],
  queryFn: async ({ signal }) =>
    (await api.get<Page<TaskSummary>>(`/tasks?box=open&limit=${few}`, signal)).items,
});

export const shelvesQuery = queryOptions({
  queryKey: ['me', 'shelves'],
  queryFn: ({ signal }) => api.get<Shelves>('/me/shelves', signal),
  staleTime: 60_000,
});

export const ownCasesQuery = queryOptions({
  queryKey: ['applications', 'asked'],
  queryFn: async ({ signal }) => (await api.get<OwnCases>('/campaigns/mine', signal)).items,
});

export const owedSurveysQuery = queryOptions({
  queryKey: ['applications', 'surveys'],
  queryFn: async ({ signal }) => (await api.get<OwedSurveys>('/surveys/mine', signal)).items,
});

export const recentApplicationsQuery = queryOptions({
  queryKey: ['applications', 'recent', few],
  queryFn: async ({ signal }) =>
    (await api.get<Page<ApplicationSummary>>(`/applications?box=all&limit=${few}`, signal)).items,
});
