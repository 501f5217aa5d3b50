import { queryOptions } from '@tanstack/react-query';
import type { OpinionAct, Opinions } from '@yizhan/contract';
import { api } from '../../api/index.ts';

export const opinionsQuery = queryOptions({
  queryKey: ['me', 'opinions'],
  queryFn: ({ signal }) => api.get<Opinions>('/me/opinions', signal),
  staleTime: 60_000,
});

export const sendOpinions = (act: OpinionAct, texts: readonly string[]): Promise<void> =>
  api.send('PUT', `/me/opinions/${act}`, { body: { texts } });

export const resetOpinions = (act: OpinionAct): Promise<void> => api.send('DELETE', `/me/opinions/${act}`);
