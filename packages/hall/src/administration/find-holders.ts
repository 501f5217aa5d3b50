import type { PersonSummary } from '@yizhan/contract';
import { findPersons } from '@yizhan/identity';
import type { Room } from '../room.ts';
import type { Administrator } from './administrator.ts';

/** Somebody whose tasks are to be handed over: also one who has left already. Never a phone. */
export async function findHolders(
  room: Room,
  _administrator: Administrator,
  q: string,
): Promise<{ items: PersonSummary[] }> {
  const found = await findPersons(room.database, { q, kind: 'staff', withInactive: true, limit: 12 });
  return { items: found.map(({ unit, ...person }) => ({ ...person, unit: unit.name })) };
}
