/** What whoever named a guest sees of his link and does about it: send it again, hand it over himself, end it. */
import { type GuestLink, Refused } from '@yizhan/contract';
import type { Instance } from '@yizhan/flow';
import { schoolDay } from '@yizhan/flow';
import { hashPassword } from '@yizhan/identity';
import { type Administrator, servicesOf } from '../administration/administrator.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { reachOf } from './address.ts';
import { addCode, askForCode } from './codes.sql.ts';
import { newCode } from './compose-code.ts';
import { newLink } from './compose-link.ts';
import { maskedAddress } from './guest.ts';
import {
  countGuestEvents,
  endLinks,
  type GuestEventRow,
  type GuestRow,
  guestEvents,
  guestsByIds,
  guestsOf,
  linkHanded,
  recordGuest,
  setRevoked,
  setWanted,
} from './guests.sql.ts';
import { daysAfter, linkDays, linkLetter } from './invite-guests.ts';
import { isAlive, waitingFor } from './open-task.ts';

const perDay = 5;
const secondsBetween = 60;

/** Handed over by hand, the code is told over the phone: an hour, not ten minutes. */
const handedCodeMinutes = 60;

export type LinkAct = 'resend' | 'hand-over' | 'revoke';

export interface LinkActDone {
  /** Handed over by hand: what to give to the guest, shown this once. */
  readonly url?: string;
  readonly code?: string;
}

/** The guests of an application, for those who may do something about them. */
export async function listGuestLinks(room: Room, instance: Instance): Promise<GuestLink[]> {
  const guests = await room.database.query<GuestRow>(guestsOf(instance.row.id));
  if (guests.length === 0) return [];
  const events = await room.database.query<GuestEventRow>(guestEvents(guests.map(({ id }) => id)));
  const names = await openNameBook(
    room.database,
    await organisation(room),
    events.flatMap(({ person }) => person ?? []),
  );
  return Promise.all(
    guests.map(async (guest) => ({
      id: guest.id,
      name: guest.name,
      address: maskedAddress(guest),
      node: {
        id: guest.node ?? '',
        name: instance.definition.program.nodes.get(guest.node ?? '')?.name ?? guest.node ?? '',
      },
      state: await stateOf(room, guest),
      reachable: reachOf(room, guest) !== undefined,
      ...(guest.handed_at !== null && { sentAt: guest.handed_at }),
      ...(guest.expires_at !== null && { expiresAt: guest.expires_at }),
      events: events
        .filter((event) => event.guest_id === guest.id)
        .map(({ at, what, person }) => ({
          at,
          what,
          ...(person !== null && { by: names.person(person).name }),
        })),
    })),
  );
}

async function stateOf(room: Room, guest: GuestRow): Promise<GuestLink['state']> {
  if ((await waitingFor(room, guest)) === undefined) return 'closed';
  if (guest.revoked_at !== null) return 'revoked';
  if (!isAlive(guest, room.now())) return 'expired';
  if (guest.handed > 0) return 'sent';
  return reachOf(room, guest) === undefined ? 'to-hand-over' : 'sending';
}

/** @throws Refused `guest/not-found`, `guest/closed`, `guest/too-often`, `guest/reachable` */
export async function actOnLink(
  room: Room,
  viewer: Viewer & Pick<Administrator, 'grants'>,
  application: string,
  id: string,
  act: LinkAct,
): Promise<LinkActDone> {
  const instance = await room.flow.instance(application);
  const [guest] = await room.database.query<GuestRow>(guestsByIds([id]));
  if (guest?.application_id !== application || !(await maySee(room, viewer, instance)))
    throw new Refused('guest/not-found');
  const now = room.now();
  if (act === 'revoke') {
    await room.database.transaction((transaction) =>
      transaction.commitWith([setRevoked(id, now), endLinks(id), recordGuest(id, 'revoked', now, viewer.id)]),
    );
    return {};
  }
  if ((await waitingFor(room, guest)) === undefined) throw new Refused('guest/closed');
  const isReachable = reachOf(room, guest) !== undefined;
  // Who can reach the guest does not get to know his link: with it and a code he would act in his name.
  if (act === 'hand-over' && isReachable) throw new Refused('guest/reachable');
  if (act === 'resend' && !isReachable) throw new Refused('guest/unreachable');
  await refuseTooOften(room, id);
  const again = [
    setWanted(id, now, daysAfter(now, linkDays)),
    recordGuest(id, act === 'resend' ? 'resent' : 'link-handed', now, viewer.id),
  ];
  if (act === 'resend') {
    const letter = linkLetter(room, guest);
    await room.database.transaction((transaction) =>
      transaction.commitWith([...again, ...(letter ? [letter] : [])]),
    );
    return {};
  }
  const code = newCode();
  const hash = await hashPassword(code);
  const until = new Date(Date.parse(now) + handedCodeMinutes * 60_000).toISOString();
  const limits = { day: schoolDay(now), everySeconds: 0, most: 20 };
  await room.database.transaction((transaction) =>
    transaction.commitWith([
      ...again,
      linkHanded(id, now),
      askForCode(id, now, limits),
      addCode(id, hash, until),
    ]),
  );
  return { url: await newLink(room, guest), code };
}

/** The one who named him, or who administers the service. */
async function maySee(
  room: Room,
  viewer: Viewer & Pick<Administrator, 'grants'>,
  { row, state }: Instance,
): Promise<boolean> {
  if (viewer.id === state.initiator || viewer.id === state.applicant.person) return true;
  if (viewer.grants.length === 0) return false;
  const keys = await servicesOf(room, viewer);
  return keys === null || keys.includes(row.key);
}

async function refuseTooOften(room: Room, id: string): Promise<void> {
  const now = room.now();
  const since = daysAfter(now, -1);
  const counted = await Promise.all(
    (['resent', 'link-handed'] as const).map((what) =>
      room.database.query<{ count: number; last: string | null }>(countGuestEvents(id, what, since)),
    ),
  );
  const rows = counted.flat();
  const last = Math.max(0, ...rows.map((row) => (row.last === null ? 0 : Date.parse(row.last))));
  const wait = last + secondsBetween * 1000 - Date.parse(now);
  if (wait > 0) throw new Refused('guest/too-soon', { seconds: Math.ceil(wait / 1000) });
  if (rows.reduce((sum, row) => sum + row.count, 0) >= perDay)
    throw new Refused('guest/too-often', { most: perDay });
}
