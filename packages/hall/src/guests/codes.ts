/**
 * 验证码: six digits sent to the guest's own address prove that it is he who has the link. Whoever asks or tries learns
 * nothing but whether he is in: an unknown link, a wrong code, one that is over and one too many are the same no, after
 * the same work.
 */
import { createHash } from 'node:crypto';
import { schoolDay } from '@yizhan/flow';
import { verifyPassword } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { insertLetter } from '../letters/letters.sql.ts';
import type { Room } from '../room.ts';
import { reachOf } from './address.ts';
import { askForCode, spendCode, tryCode } from './codes.sql.ts';
import type { GuestRow } from './guests.sql.ts';

export const codeMinutes = 10;
const mostTries = 5;
/** A code a minute and ten a day for a link; twenty a day for an address, whatever the links. */
const perHolder = { everySeconds: 60, most: 10 };
const perAddress = { everySeconds: 0, most: 20 };

/** Orders a code for whoever may have one; where he may not now, nothing happens and nobody is told. */
export async function orderCode(
  room: Room,
  holder: string,
  contact: Pick<GuestRow, 'email' | 'phone'>,
): Promise<void> {
  const reach = reachOf(room, contact);
  if (reach === undefined) return;
  const now = room.now();
  const day = schoolDay(now);
  await room.database.transaction(async (transaction) => {
    const [own] = await transaction.query(askForCode(holder, now, { day, ...perHolder }));
    if (own === undefined) return;
    const ofAddress = `address:${createHash('sha256').update(reach.address).digest('base64url')}`;
    const [other] = await transaction.query(askForCode(ofAddress, now, { day, ...perAddress }));
    if (other === undefined) return;
    await transaction.commitWith([
      insertLetter(
        {
          id: newId(),
          ...reach,
          kind: 'guest-code',
          parameters: { holder },
          usefulUntil: minutesAfter(now, codeMinutes),
        },
        now,
      ),
    ]);
  });
  room.wakeLetters();
}

/** Whether it is the code that was sent last; then it is used up. Nobody (undefined) has none, and it takes as long. */
export async function isRightCode(room: Room, holder: string | undefined, code: string): Promise<boolean> {
  const [row] =
    holder === undefined
      ? []
      : await room.database.query<{ hashes: string[] }>(tryCode(holder, room.now(), mostTries));
  const hashes = row?.hashes ?? [];
  let isRight = false;
  for (const hash of hashes.length > 0 ? hashes : [undefined])
    isRight = (await verifyPassword(code, hash)) || isRight;
  if (!isRight || holder === undefined) return false;
  const used = await room.database.query(spendCode(holder, hashes));
  return used.length > 0;
}

export const minutesAfter = (moment: string, minutes: number): string =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();
