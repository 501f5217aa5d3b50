import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Me } from '@yizhan/contract';
import { api } from '../api/index.ts';

/** Who is signed in, with the counts that the header shows. Asked again when the window comes back to the front. */
const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }) => {
    const me = await api.get<Me>('/me', signal);
    api.setCsrf(me.csrf);
    return me;
  },
  staleTime: 30_000,
  refetchInterval: 120_000,
});

export const useMe = () => useQuery(meQuery);
