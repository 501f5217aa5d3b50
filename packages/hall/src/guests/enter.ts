/** How a guest gets in: the link, then the code, then a session that is good for his one task and nothing else. */
import { Refused } from '@yizhan/contract';
import { type Client, hashOfToken, randomToken } from '@yizhan/identity';
import type { Room } from '../room.ts';
import { isRightCode, orderCode } from './codes.ts';
import { type GuestRow, guestOfLink, recordGuest } from './guests.sql.ts';
import { isAlive, waitingFor } from './open-task.ts';
import {
  deleteSpentOfGuests,
  endGuestSession,
  type GuestSession,
  openGuestSession,
  touchGuestSession,
} from './sessions.sql.ts';

const limits = { idleMinutes: 30, absoluteHours: 4 };

/** Sends a code to the address behind a link. The answer is the same whether or not there is one. */
export async function askCodeOfLink(room: Room, link: string): Promise<void> {
  const guest = await guestBehind(room, link);
  if (guest !== undefined) await orderCode(room, guest.id, guest);
}

export interface Entered {
  /** For the cookie; it is stored nowhere. */
  readonly token: string;
  readonly csrf: string;
}

/** @throws Refused `guest/wrong-code`, whatever was wrong */
export async function enterByLink(
  room: Room,
  { link, code, client }: { readonly link: string; readonly code: string; readonly client: Client },
): Promise<Entered> {
  const guest = await guestBehind(room, link);
  const isRight = await isRightCode(room, guest?.id, code);
  if (guest !== undefined && !isRight)
    await room.database.query(recordGuest(guest.id, 'wrong-code', room.now()));
  if (guest === undefined || !isRight) throw new Refused('guest/wrong-code');
  return openSession(room, guest.id, client);
}

export async function openSession(room: Room, guest: string, { ip, userAgent }: Client): Promise<Entered> {
  const [token, csrf, now] = [randomToken(), randomToken(), room.now()];
  await room.database.transaction((transaction) =>
    transaction.commitWith([
      openGuestSession(
        {
          tokenHash: hashOfToken(token),
          csrf,
          guest,
          ip,
          userAgent: userAgent.replaceAll('\0', '').slice(0, 300),
        },
        now,
      ),
      recordGuest(guest, 'entered', now),
    ]),
  );
  return { token, csrf };
}

/** A link leads to a guest as long as his task waits for him. */
async function guestBehind(room: Room, link: string): Promise<GuestRow | undefined> {
  const [guest] = await room.database.query<GuestRow>(guestOfLink(hashOfToken(link), room.now()));
  return guest && isAlive(guest, room.now()) && (await waitingFor(room, guest)) ? guest : undefined;
}

/** Who a guest's session is; undefined where it has ended, or what let him in has. */
export async function guestSessionOf(room: Room, token: string): Promise<GuestSession | undefined> {
  const [row] = await room.database.query<GuestSession>(
    touchGuestSession(hashOfToken(token), room.now(), limits),
  );
  return row;
}

export async function leave(room: Room, token: string): Promise<void> {
  await room.database.query(endGuestSession(hashOfToken(token)));
}

export async function forgetSpentOfGuests(room: Room): Promise<void> {
  for (const statement of deleteSpentOfGuests(room.now())) await room.database.query(statement);
}
