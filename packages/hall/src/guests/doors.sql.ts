import type { Statement } from '@yizhan/database';

export interface InvitationRow {
  readonly id: string;
  readonly service_id: string;
  readonly address: string | null;
  readonly invited_by: string;
  readonly at: string;
  readonly expires_at: string;
  readonly most: number;
  readonly used: number;
  readonly revoked_at: string | null;
}

const columns = 'id, service_id, address, invited_by, at, expires_at, most, used, revoked_at';

/** Whatever has become of it: who has begun with it comes back with it. */
export const invitationByToken = (service: string, tokenHash: Buffer): Statement => ({
  text: `
    select ${columns}
    from hall.invitation
    where token_hash = $2 and service_id = $1 and revoked_at is null`,
  values: [service, tokenHash],
});

export interface NewInvitation {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly service: string;
  readonly address: string | undefined;
  readonly by: string;
  readonly expiresAt: string;
  readonly most: number;
}

export const insertInvitation = (wish: NewInvitation, at: string): Statement => ({
  text: `
    insert into hall.invitation (id, token_hash, service_id, address, invited_by, at, expires_at, most)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [
    wish.id,
    wish.tokenHash,
    wish.service,
    wish.address ?? null,
    wish.by,
    at,
    wish.expiresAt,
    wish.most,
  ],
});

/** One more person has come with it; nothing is answered where it is used up or over. */
export const spendInvitation = (id: string, now: string): Statement => ({
  text: `
    update hall.invitation
    set used = used + 1
    where id = $1 and used < most and expires_at > $2 and revoked_at is null
    returning id`,
  values: [id, now],
});

/** Rides invitation_invited_by. */
export const invitationsBy = (
  person: string,
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Statement => ({
  text: `
    select ${columns}
    from hall.invitation
    where invited_by = $1 and (at, id) < ($2, $3)
    order by at desc, id desc
    limit $4`,
  values: [person, after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
});

export const revokeInvitation = (id: string, person: string, at: string): Statement => ({
  text: `
    update hall.invitation
    set revoked_at = coalesce(revoked_at, $3)
    where id::text = $1 and invited_by = $2
    returning id`,
  values: [id, person, at],
});

/** Of a day, for the limit. */
export const countInvitations = (person: string, since: string): Statement => ({
  text: 'select count(*)::int as count from hall.invitation where invited_by = $1 and at > $2',
  values: [person, since],
});

/** Whoever has come to a service with an address before. */
export const guestOfService = (service: string, email: string): Statement => ({
  text: `
    select *
    from hall.guest
    where service_id = $1 and coalesce(email, phone) = $2 and revoked_at is null`,
  values: [service, email],
});

/** Of two at once with one address both are the first: they are one person. */
export const insertServiceGuest = (
  guest: { readonly id: string; readonly name: string; readonly email: string; readonly service: string },
  at: string,
): Statement => ({
  text: `
    insert into hall.guest (id, name, email, service_id, at)
    values ($1, $2, $3, $4, $5)
    on conflict (service_id, coalesce(email, phone)) where service_id is not null
    do update set name = guest.name
    returning *`,
  values: [guest.id, guest.name, guest.email, guest.service, at],
});
