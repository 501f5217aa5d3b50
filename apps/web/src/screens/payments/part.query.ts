import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/index.ts';

/** What of payments somebody looks after. */
export const partQuery = queryOptions({
  queryKey: ['payments', 'part'],
  queryFn: ({ signal }) => api.get<{ part: 'finance' | 'owner' | 'none' }>('/payments/part', signal),
  staleTime: 5 * 60_000,
});
