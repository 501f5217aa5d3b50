import type { Connection } from '@yizhan/database';
import type { Profile } from './person.ts';
import { profileRow } from './persons.sql.ts';

type ProfileRow = Omit<Profile, 'staffNo' | 'category' | 'email'> & {
  readonly category: Profile['category'] | null;
  readonly email: string | null;
};

/** The person's own record as forms are prefilled with it. The id comes from a session, so it exists. */
export async function profileOf(connection: Connection, personId: string): Promise<Profile> {
  const [row] = await connection.query<ProfileRow>(profileRow(personId));
  if (!row) throw new Error(`there is no person ${personId}`);
  const { category, email, ...rest } = row;
  return {
    ...rest,
    ...(row.kind === 'staff' && { staffNo: row.number }),
    ...(category && { category }),
    ...(email && { email }),
  };
}
