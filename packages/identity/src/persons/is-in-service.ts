import type { Connection } from '@yizhan/database';
import { activePerson } from './persons.sql.ts';

/** 在岗: there is such a person, and he has not left. */
export async function isInService(connection: Connection, personId: string): Promise<boolean> {
  return (await connection.query(activePerson(personId))).length > 0;
}
