import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { SurveyDetail, SurveyResults, SurveySummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';

export const surveyPath = (service: string): string => `/surveys/${encodeURIComponent(service)}`;

export const surveyQuery = (service: string) =>
  queryOptions({
    queryKey: ['surveys', 'one', service],
    queryFn: ({ signal }) => api.get<SurveyDetail>(surveyPath(service), signal),
    // What is being filled in is not replaced under somebody's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

export const surveysQuery = queryOptions({
  queryKey: ['surveys', 'list'],
  queryFn: async ({ signal }) => (await api.get<{ items: SurveySummary[] }>('/surveys', signal)).items,
});

const live = 15_000;

/** As long as answers come in, looked up again by itself. */
export const resultsQuery = (service: string, round: string | undefined) =>
  queryOptions({
    queryKey: ['surveys', 'results', service, round ?? ''],
    queryFn: ({ signal }) =>
      api.get<SurveyResults>(
        `${surveyPath(service)}/results${round === undefined ? '' : `?round=${encodeURIComponent(round)}`}`,
        signal,
      ),
    refetchInterval: ({ state: { data } }) => (data?.round.state === 'open' ? live : false),
  });

export const refreshSurveys = (queries: QueryClient): Promise<unknown> =>
  Promise.all([
    queries.invalidateQueries({ queryKey: ['surveys'] }),
    queries.invalidateQueries({ queryKey: ['applications', 'surveys'] }),
  ]);
