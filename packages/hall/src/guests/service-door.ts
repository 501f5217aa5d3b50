/**
 * 校外人员 who begin: with a service that is open to them (`openToGuests`), or by the invitation of a member of staff.
 * Known by the address that a code was sent to, and again by the same address when they come back.
 */
import { createHash } from 'node:crypto';
import { type GuestServiceGuide, Refused } from '@yizhan/contract';
import { type Client, hashOfToken } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import { formContext, organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { openingOf } from '../services/opening.ts';
import { inBothLanguages } from '../services/words.ts';
import { isRightCode, orderCode } from './codes.ts';
import {
  guestOfService,
  type InvitationRow,
  insertServiceGuest,
  invitationByToken,
  spendInvitation,
} from './doors.sql.ts';
import { type Entered, openSession } from './enter.ts';
import type { GuestRow } from './guests.sql.ts';

interface Door {
  readonly version: ServiceVersion;
  /** Absent: the service is open to everybody. */
  readonly invitation?: InvitationRow;
}

/** What is told before anybody says who he is. @throws Refused `service/not-found`, `guest/invitation` */
export async function readGuestService(
  room: Room,
  service: string,
  invitation: string | undefined,
): Promise<GuestServiceGuide> {
  const { version } = await doorOf(room, service, invitation);
  const { settings } = version;
  const owner = (await organisation(room)).unit(settings.owner.unit);
  const opening = openingOf(settings.window, formContext(room).today);
  const { institution, institutionEn } = room.site;
  const { conditions, materials, promisedWorkdays } = settings.guide;
  return {
    id: version.id,
    name: nameOf(version),
    purpose: { zh: settings.purpose, ...(settings.purposeEn !== undefined && { en: settings.purposeEn }) },
    conditions: conditions.map(inBothLanguages),
    materials: materials.map(inBothLanguages),
    ...(promisedWorkdays !== undefined && { promisedWorkdays }),
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    open: opening === undefined || opening.state === 'open',
    reachable: room.channels.email !== undefined,
    site: { institution, institutionEn },
  };
}

interface Coming {
  readonly service: string;
  readonly email: string;
  readonly invitation?: string;
}

/** Orders a code for an address; the answer is the same whether or not one may be sent there. */
export async function askCodeOfService(room: Room, coming: Coming): Promise<void> {
  const { invitation } = await doorOf(room, coming.service, coming.invitation);
  const email = addressOf(coming.email);
  if (invitation?.address !== undefined && invitation.address !== null && invitation.address !== email)
    return;
  await orderCode(room, holderOf(coming.service, email), { email, phone: null });
}

/** @throws Refused `guest/wrong-code`, `guest/invitation-used` */
export async function enterService(
  room: Room,
  {
    name,
    code,
    client,
    ...coming
  }: Coming & { readonly name: string; readonly code: string; readonly client: Client },
): Promise<Entered> {
  const { invitation } = await doorOf(room, coming.service, coming.invitation);
  const email = addressOf(coming.email);
  if (!(await isRightCode(room, holderOf(coming.service, email), code)))
    throw new Refused('guest/wrong-code');
  const [known] = await room.database.query<GuestRow>(guestOfService(coming.service, email));
  const guest = known ?? (await newcomer(room, { service: coming.service, email, name }, invitation));
  return openSession(room, guest.id, client);
}

async function newcomer(
  room: Room,
  { service, email, name }: { readonly service: string; readonly email: string; readonly name: string },
  invitation: InvitationRow | undefined,
): Promise<GuestRow> {
  if (invitation !== undefined) {
    const [counted] = await room.database.query(spendInvitation(invitation.id, room.now()));
    if (counted === undefined) throw new Refused('guest/invitation-used');
  }
  const [guest] = await room.database.query<GuestRow>(
    insertServiceGuest({ id: `guest:${newId()}`, name: name.trim(), email, service }, room.now()),
  );
  if (guest === undefined) throw new Error(`no guest was written for ${service}`);
  return guest;
}

/** @throws Refused `service/not-found`, `guest/invitation` */
async function doorOf(room: Room, service: string, invitation: string | undefined): Promise<Door> {
  const version = await room.catalogue.find(service);
  if (!version.settings.audience.includes('guest')) throw new Refused('service/not-found');
  if (version.settings.openToGuests === true) return { version };
  const [found] =
    invitation === undefined
      ? []
      : await room.database.query<InvitationRow>(invitationByToken(service, hashOfToken(invitation)));
  if (found === undefined) throw new Refused('guest/invitation');
  return { version, invitation: found };
}

export const addressOf = (email: string): string => email.trim().toLowerCase();

const holderOf = (service: string, email: string): string =>
  `service:${service}:${createHash('sha256').update(email).digest('base64url')}`;
