import { queryOptions } from '@tanstack/react-query';
import type { GuestMe, GuestTask } from '@yizhan/contract';
import { api } from '../../api/index.ts';

/** Who is in, by this link. */
export const guestMeQuery = (link: string) =>
  queryOptions({
    queryKey: ['guest', link, 'me'],
    queryFn: async ({ signal }) => {
      const me = await api.get<GuestMe>('/guest/session', signal);
      api.setCsrf(me.csrf);
      return me;
    },
    enabled: isEntered(link),
  });

/** What is being filled in must not change under the hands. */
export const guestTaskQuery = (link: string) =>
  queryOptions({
    queryKey: ['guest', link, 'task'],
    queryFn: ({ signal }) => api.get<GuestTask>('/guest/task', signal),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

const kept = 'yizhan.guest';
/** The cookie does not say by which of two links one came in; the end of the link does, and opens nothing. */
const markOf = (link: string): string => link.slice(-8);

export function isEntered(link: string): boolean {
  try {
    return localStorage.getItem(kept) === markOf(link);
  } catch {
    return false; // storage is closed in some in-app browsers: the code is asked for again
  }
}

export function keepEntered(link: string | undefined): void {
  try {
    if (link === undefined) localStorage.removeItem(kept);
    else localStorage.setItem(kept, markOf(link));
  } catch {
    // The page goes on all the same; only a second tab has to ask for a code of its own.
  }
}
