/** 邀请: a member of staff lets somebody from outside begin a service that is not open to everybody. */
import { type Invitation, Refused } from '@yizhan/contract';
import { cursorOf, type ListRequest, readCursor } from '@yizhan/flow';
import { hashOfToken, randomToken } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import {
  countInvitations,
  type InvitationRow,
  insertInvitation,
  invitationsBy,
  revokeInvitation,
} from './doors.sql.ts';
import { daysAfter } from './invite-guests.ts';
import { addressOf } from './service-door.ts';

const mostADay = 50;

export interface InvitationWish {
  readonly service: string;
  readonly email?: string;
  readonly days: number;
  readonly uses: number;
}

/** The link is in this answer and nowhere else. @throws Refused */
export async function invite(
  room: Room,
  viewer: Viewer,
  { service, email, days, uses }: InvitationWish,
): Promise<{ readonly id: string; readonly url: string; readonly expiresAt: string }> {
  if (viewer.kind !== 'staff') throw new Refused('access/forbidden');
  const version = await room.catalogue.find(service);
  if (!version.settings.audience.includes('guest')) throw new Refused('guest/not-for-guests');
  const now = room.now();
  const [lately] = await room.database.query<{ count: number }>(
    countInvitations(viewer.id, daysAfter(now, -1)),
  );
  if ((lately?.count ?? 0) >= mostADay) throw new Refused('guest/too-many-invitations', { most: mostADay });
  const token = randomToken();
  const invitation = {
    id: newId(),
    tokenHash: hashOfToken(token),
    service,
    address: email === undefined ? undefined : addressOf(email),
    by: viewer.id,
    expiresAt: daysAfter(now, days),
    most: email === undefined ? uses : 1,
  };
  await room.database.query(insertInvitation(invitation, now));
  const url = `${room.publicUrl}/guest/services/${encodeURIComponent(service)}?invitation=${token}`;
  return { id: invitation.id, url, expiresAt: invitation.expiresAt };
}

/** One's own, the latest first. */
export async function listInvitations(
  room: Room,
  viewer: Viewer,
  { limit, cursor }: ListRequest,
): Promise<{ items: Invitation[]; next?: string }> {
  const rows = await room.database.query<InvitationRow>(
    invitationsBy(viewer.id, readCursor(cursor), limit + 1),
  );
  const services = new Map((await room.catalogue.current()).map((version) => [version.id, version]));
  const now = room.now();
  const items = rows.slice(0, limit).map((row): Invitation => {
    const version = services.get(row.service_id);
    return {
      id: row.id,
      service: { id: row.service_id, name: version ? nameOf(version) : { zh: row.service_id } },
      ...(row.address !== null && { email: row.address }),
      at: row.at,
      expiresAt: row.expires_at,
      uses: row.most,
      used: row.used,
      state:
        row.revoked_at !== null
          ? 'revoked'
          : row.expires_at <= now
            ? 'expired'
            : row.used >= row.most
              ? 'used'
              : 'open',
    };
  });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items, ...(last && { next: cursorOf(last.at, last.id) }) };
}

/** @throws Refused `guest/invitation` */
export async function endInvitation(room: Room, viewer: Viewer, id: string): Promise<void> {
  const [ended] = await room.database.query(revokeInvitation(id, viewer.id, room.now()));
  if (ended === undefined) throw new Refused('guest/invitation');
}
