import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Announcement, AnnouncementDetail } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';

export type State = Announcement['state'];

/** Where they are read: by somebody who is signed in, or by anybody. */
const base = (isPublic: boolean): string => (isPublic ? '/public/announcements' : '/announcements');

export const announcementPath = (id: string, isPublic = false): string =>
  `${base(isPublic)}/${encodeURIComponent(id)}`;

export const announcementsQuery = (state: State, isPublic: boolean) =>
  infiniteQueryOptions({
    queryKey: ['announcements', 'list', state, isPublic],
    initialPageParam: '',
    queryFn: ({ pageParam: cursor, signal }) => {
      const asked = new URLSearchParams({ state, limit: '20', ...(cursor && { cursor }) });
      return api.get<Page<Announcement>>(`${base(isPublic)}?${asked}`, signal);
    },
    getNextPageParam: ({ next }) => next,
  });

export const announcementQuery = (id: string, isPublic: boolean) =>
  queryOptions({
    queryKey: ['announcements', id, isPublic],
    queryFn: ({ signal }) => api.get<AnnouncementDetail>(announcementPath(id, isPublic), signal),
  });
