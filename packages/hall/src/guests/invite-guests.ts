import type { Transaction } from '@yizhan/database';
import type { FlowMessage, Instance } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { insertLetter } from '../letters/letters.sql.ts';
import type { Room } from '../room.ts';
import { reachOf } from './address.ts';
import { isGuest } from './guest.ts';
import { type GuestRow, guestsByIds, insertTaskGuest, setWanted } from './guests.sql.ts';

/** How long a link is good where the step has no time limit. */
export const linkDays = 14;

/**
 * Steps that have opened ask guests: each is written down and, where he can be reached, sent his link. Where he cannot
 * (nothing is configured), nothing is lost: the page of whoever named him says that the link is to be handed over.
 */
export async function inviteGuests(
  room: Room,
  { opened }: Pick<FlowMessage, 'opened'>,
  instance: Instance,
  transaction: Transaction,
): Promise<void> {
  for (const { task: id } of opened) {
    const task = instance.state.tasks.find((open) => open.id === id);
    for (const { person, guest } of task?.signers ?? []) {
      if (task === undefined || guest === undefined) continue;
      const named = {
        ...guest,
        id: person,
        task: id,
        application: instance.row.id,
        node: task.node,
        expiresAt: task.dueAt ?? daysAfter(task.openedAt, linkDays),
      };
      const [row] = await transaction.query<GuestRow>(insertTaskGuest(named, room.now()));
      const letter = row && linkLetter(room, row);
      if (letter !== undefined) await transaction.query(letter);
    }
  }
}

/** 催办: whoever is asked by link gets it once more; one that has run out meanwhile is good again. */
export async function remindGuests(
  room: Room,
  { reminded = [] }: Pick<FlowMessage, 'reminded'>,
  transaction: Transaction,
): Promise<void> {
  const ids = reminded.flatMap(({ people }) => people.filter(isGuest));
  if (ids.length === 0) return;
  const now = room.now();
  for (const guest of await transaction.query<GuestRow>(guestsByIds(ids))) {
    const letter = guest.revoked_at === null ? linkLetter(room, guest) : undefined;
    if (letter === undefined) continue;
    await transaction.query(setWanted(guest.id, now, daysAfter(now, linkDays)));
    await transaction.query(letter);
  }
}

/** The letter with his link; undefined where nothing reaches him. */
export function linkLetter(
  room: Room,
  guest: Pick<GuestRow, 'id' | 'email' | 'phone' | 'application_id' | 'node'>,
): ReturnType<typeof insertLetter> | undefined {
  const reach = reachOf(room, guest);
  return (
    reach &&
    insertLetter(
      {
        id: newId(),
        ...reach,
        kind: 'guest-link',
        parameters: { guest: guest.id },
        ...(guest.application_id !== null && { application: guest.application_id }),
        ...(guest.node !== null && { node: guest.node }),
      },
      room.now(),
    )
  );
}

export const daysAfter = (moment: string, days: number): string =>
  new Date(Date.parse(moment) + days * 86_400_000).toISOString();
