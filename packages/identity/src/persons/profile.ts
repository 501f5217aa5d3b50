import type { Connection } from '@yizhan/database';
import type { PersonFacts, Profile } from './person.ts';
import { profileRows } from './persons.sql.ts';

export type ProfileRow = Pick<Profile, 'id' | 'name' | 'number' | 'kind' | 'unit' | 'unitName' | 'phone'> & {
  readonly category: Profile['category'] | null;
  readonly email: string | null;
  readonly facts: PersonFacts;
};

/** The person's own record as forms are prefilled with it. The id comes from a session, so it exists. */
export async function profileOf(connection: Connection, personId: string): Promise<Profile> {
  const [row] = await connection.query<ProfileRow>(profileRows([personId]));
  if (!row) throw new Error(`there is no person ${personId}`);
  return profileFrom(row);
}

export function profileFrom(row: ProfileRow): Profile {
  const { category, email, facts, ...rest } = row;
  return {
    ...facts,
    ...rest,
    ...(row.kind === 'staff' && { staffNo: row.number }),
    ...(row.kind === 'student' && { studentNo: row.number }),
    ...(category && { category }),
    ...(email && { email }),
  };
}
