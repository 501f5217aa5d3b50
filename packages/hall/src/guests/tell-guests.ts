import type { Statement } from '@yizhan/database';
import { v7 as newId } from 'uuid';
import { insertLetter } from '../letters/letters.sql.ts';
import type { NewNotification } from '../notifications/notifications.sql.ts';
import type { Room } from '../room.ts';
import { reachOf } from './address.ts';
import { isGuest } from './guest.ts';
import { type GuestRow, guestsByIds } from './guests.sql.ts';

export interface GuestNews {
  readonly guest: string;
  readonly what: 'sent-back' | 'approved' | 'rejected' | 'copied';
  readonly comment?: string;
}

const news: ReadonlySet<string> = new Set(['sent-back', 'approved', 'rejected', 'copied']);

/** Guests have no hall to read messages in: what concerns an application of theirs comes by letter. */
export async function tellGuests(
  room: Room,
  messages: readonly NewNotification[],
): Promise<readonly Statement[]> {
  const own = messages.filter(({ person, kind }) => isGuest(person) && news.has(kind));
  if (own.length === 0) return [];
  const rows = await room.database.query<GuestRow>(guestsByIds(own.map(({ person }) => person)));
  return own.flatMap(({ person, kind, application, parameters: { comment } }) => {
    const guest = rows.find((row) => row.id === person && row.service_id !== null);
    const reach = guest && reachOf(room, guest);
    if (reach === undefined) return [];
    const parameters = { guest: person, application, what: kind, ...(comment !== undefined && { comment }) };
    return [insertLetter({ id: newId(), ...reach, kind: 'guest-news', parameters, application }, room.now())];
  });
}
