import type { Statement } from '@yizhan/database';

export interface GuestRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly service_id: string | null;
  readonly task_id: string | null;
  readonly application_id: string | null;
  readonly node: string | null;
  readonly at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly handed: number;
  readonly handed_at: string | null;
}

export interface NewTaskGuest {
  readonly id: string;
  readonly name: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly task: string;
  readonly application: string;
  readonly node: string;
  readonly expiresAt: string;
}

/** Answers nothing where he is known already: a message of the flow may be handled twice. */
export const insertTaskGuest = (guest: NewTaskGuest, at: string): Statement => ({
  text: `
    insert into hall.guest (id, name, email, phone, task_id, application_id, node, at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (id) do nothing
    returning *`,
  values: [
    guest.id,
    guest.name,
    guest.email ?? null,
    guest.phone ?? null,
    guest.task,
    guest.application,
    guest.node,
    at,
    guest.expiresAt,
  ],
});

export const guestsByIds = (ids: readonly string[]): Statement => ({
  name: 'hall.guests-by-ids',
  text: 'select * from hall.guest where id = any ($1)',
  values: [ids],
});

/** Those whom the steps of an application have named, the latest first. Rides guest_application. */
export const guestsOf = (application: string): Statement => ({
  name: 'hall.guests-of',
  text: `
    select *
    from hall.guest
    where application_id = $1 and task_id is not null
    order by at desc, id`,
  values: [application],
});

/** Whose link it is, as long as it has not ended. */
export const guestOfLink = (tokenHash: Buffer, now: string): Statement => ({
  name: 'hall.guest-of-link',
  text: `
    select guest.*
    from hall.guest_link
    join hall.guest on guest.id = guest_link.guest_id
    where guest_link.token_hash = $1 and guest.revoked_at is null and guest.expires_at > $2`,
  values: [tokenHash, now],
});

export const insertLink = (tokenHash: Buffer, guest: string, at: string): Statement => ({
  text: 'insert into hall.guest_link (token_hash, guest_id, at) values ($1, $2, $3)',
  values: [tokenHash, guest, at],
});

export const linkHanded = (guest: string, at: string): Statement => ({
  text: 'update hall.guest set handed = handed + 1, handed_at = $2 where id = $1',
  values: [guest, at],
});

/** What let him in no longer does. */
export const endLinks = (guest: string): Statement => ({
  text: `
    with links as (delete from hall.guest_link where guest_id = $1),
      codes as (delete from hall.guest_code where holder = $1)
    delete from hall.guest_session where guest_id = $1`,
  values: [guest],
});

export const setRevoked = (guest: string, at: string): Statement => ({
  text: 'update hall.guest set revoked_at = $2 where id = $1 and revoked_at is null',
  values: [guest, at],
});

/** Wanted again: for as long as it was, or, where that is over, until the given time. */
export const setWanted = (guest: string, now: string, until: string): Statement => ({
  text: `
    update hall.guest
    set revoked_at = null, expires_at = case when expires_at > $2 then expires_at else $3 end
    where id = $1`,
  values: [guest, now, until],
});

export interface GuestEventRow {
  readonly guest_id: string;
  readonly at: string;
  readonly what: GuestEvent;
  readonly person: string | null;
}

export type GuestEvent =
  | 'link-sent'
  | 'link-handed'
  | 'code-sent'
  | 'entered'
  | 'looked'
  | 'acted'
  | 'wrong-code'
  | 'resent'
  | 'revoked';

export const recordGuest = (guest: string, what: GuestEvent, at: string, person?: string): Statement => ({
  name: 'hall.record-guest',
  text: 'insert into hall.guest_event (guest_id, at, what, person) values ($1, $2, $3, $4)',
  values: [guest, at, what, person ?? null],
});

/** He acts once; a request that is repeated is no second act. */
export const recordAct = (guest: string, at: string): Statement => ({
  text: `
    insert into hall.guest_event (guest_id, at, what)
    select $1, $2::timestamptz, 'acted'
    where not exists (select from hall.guest_event where guest_id = $1 and what = 'acted')`,
  values: [guest, at],
});

export const guestEvents = (guests: readonly string[]): Statement => ({
  text: `
    select guest_id, at, what, person
    from hall.guest_event
    where guest_id = any ($1)
    order by id desc
    limit 200`,
  values: [guests],
});

export const countGuestEvents = (guest: string, what: GuestEvent, since: string): Statement => ({
  text: `
    select count(*)::int as count, max(at) as last
    from hall.guest_event
    where guest_id = $1 and what = $2 and at > $3`,
  values: [guest, what, since],
});

export const deleteGuestsOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.guest where application_id = any ($1::uuid[]) and task_id is not null',
  values: [applications],
});
