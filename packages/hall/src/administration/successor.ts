import { type PersonSummary, Refused } from '@yizhan/contract';
import { isInService } from '@yizhan/identity';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';

/** Whom tasks are handed over to must be somebody else who is here to do them. @throws Refused */
export async function refuseAsSuccessor(room: Room, from: string, to: string): Promise<void> {
  if (from === to || !(await isInService(room.database, to))) throw new Refused('administration/successor');
}

/** Somebody who holds tasks, whether or not he has left already. @throws Refused `administration/person-not-found` */
export async function holderOf(room: Room, id: string): Promise<PersonSummary> {
  const names = await openNameBook(room.database, await organisation(room), [id]);
  const person = names.person(id);
  if (person.unit === '') throw new Refused('administration/person-not-found');
  return person;
}
