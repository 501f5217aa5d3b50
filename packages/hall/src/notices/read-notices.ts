import { type Notice, Refused } from '@yizhan/contract';
import { cursorOf, isUuid, type ListRequest, readCursor, schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { markNoticeRead, type NoticeRow, noticesFor, type Reader, unreadNotices } from './notices.sql.ts';

/** 通知 that are for the viewer today, the newest first, and how many of all he has not read. */
export async function listNotices(
  room: Room,
  viewer: Viewer,
  { limit, cursor }: ListRequest,
): Promise<{ items: Notice[]; unread: number; next?: string }> {
  const reader = readerOf(room, viewer, await organisation(room));
  const [rows, [unread]] = await Promise.all([
    room.database.query<NoticeRow & { is_read: boolean }>(noticesFor(reader, readCursor(cursor), limit + 1)),
    room.database.query<{ count: number }>(unreadNotices(reader)),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      ...textsOf(row),
      from: row.from_day,
      until: row.until_day,
      at: row.created_at,
      read: row.is_read,
    })),
    unread: unread?.count ?? 0,
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.created_at, last.id) }),
  };
}

/** @throws Refused `notice/not-found` */
export async function readNotice(room: Room, viewer: Viewer, id: string): Promise<void> {
  const reader = readerOf(room, viewer, await organisation(room));
  const marked = isUuid(id) ? await room.database.query(markNoticeRead(id, reader, room.now())) : [];
  if (marked.length === 0) throw new Refused('notice/not-found');
}

export const textsOf = (row: NoticeRow): Pick<Notice, 'title' | 'body'> => ({
  title: { zh: row.title_zh, ...(row.title_en && { en: row.title_en }) },
  body: { zh: row.body_zh, ...(row.body_en && { en: row.body_en }) },
});

/** A notice for a unit is for whoever belongs to it or holds a post in it, or in a unit below. */
function readerOf({ now }: Room, { id, kind, unitId }: Viewer, directory: Directory): Reader {
  const own = [unitId, ...directory.postsOf(id).map((post) => post.unitId)];
  const above = own.flatMap((unit) => directory.ancestors(unit).map((each) => each.id));
  return { person: id, kind, units: [...new Set([...own, ...above])], today: schoolDay(now()) };
}
