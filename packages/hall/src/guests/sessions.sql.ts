import type { Statement } from '@yizhan/database';
import type { GuestRow } from './guests.sql.ts';

export interface GuestSession extends GuestRow {
  readonly csrf: string;
}

export interface NewGuestSession {
  readonly tokenHash: Buffer;
  readonly csrf: string;
  readonly guest: string;
  readonly ip: string;
  readonly userAgent: string;
}

export const openGuestSession = (session: NewGuestSession, now: string): Statement => ({
  text: `
    insert into hall.guest_session (token_hash, csrf, guest_id, created_at, last_seen_at, ip, user_agent)
    values ($1, $2, $3, $4, $4, $5, $6)`,
  values: [session.tokenHash, session.csrf, session.guest, now, session.ip, session.userAgent],
});

/** A sign of life, and whose it is, as long as neither the session nor the link behind it has ended. */
export const touchGuestSession = (
  tokenHash: Buffer,
  now: string,
  { idleMinutes, absoluteHours }: { readonly idleMinutes: number; readonly absoluteHours: number },
): Statement => ({
  name: 'hall.touch-guest-session',
  text: `
    update hall.guest_session
    set last_seen_at = $2
    from hall.guest
    where guest_session.token_hash = $1
      and guest.id = guest_session.guest_id
      and guest.revoked_at is null
      and (guest.expires_at is null or guest.expires_at > $2)
      and guest_session.last_seen_at > $2::timestamptz - $3 * interval '1 minute'
      and guest_session.created_at > $2::timestamptz - $4 * interval '1 hour'
    returning guest.*, guest_session.csrf`,
  values: [tokenHash, now, idleMinutes, absoluteHours],
});

export const endGuestSession = (tokenHash: Buffer): Statement => ({
  text: 'delete from hall.guest_session where token_hash = $1',
  values: [tokenHash],
});

/** What can let nobody in any more. Once an hour. */
export const deleteSpentOfGuests = (now: string): readonly Statement[] => [
  {
    text: `delete from hall.guest_session where created_at < $1::timestamptz - interval '1 day'`,
    values: [now],
  },
  { text: `delete from hall.guest_code where day < $1::timestamptz - interval '2 days'`, values: [now] },
  {
    text: `
      delete from hall.guest_link
      using hall.guest
      where guest.id = guest_link.guest_id and guest.expires_at < $1::timestamptz - interval '30 days'`,
    values: [now],
  },
];
