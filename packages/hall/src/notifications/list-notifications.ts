import type { Locale } from '@yizhan/contract';
import { cursorOf, type ListRequest, readCursor } from '@yizhan/flow';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { type NotificationRow, notificationsOf } from './notifications.sql.ts';
import { wordsOf } from './words.ts';

export interface NotificationView {
  readonly id: string;
  readonly at: string;
  readonly kind: NotificationRow['kind'];
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly read: boolean;
}

/** The viewer's messages, newest first, in the language asked for. */
export async function listNotifications(
  room: Room,
  viewer: Viewer,
  { limit, cursor }: ListRequest,
  locale: Locale,
): Promise<{ items: NotificationView[]; next?: string }> {
  const rows = await room.database.query<NotificationRow>(
    notificationsOf(viewer.id, readCursor(cursor), limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      id: row.id,
      at: row.at,
      kind: row.kind,
      ...wordsOf(row, locale),
      link: row.link,
      read: row.read_at !== null,
    })),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.at, last.id) }),
  };
}
