import type { Connection } from '@yizhan/database';
import type { PersonKind, Profile, StaffCategory } from './person.ts';
import { type GatheredRow, personsNumbered, personsWho, profileRows } from './persons.sql.ts';
import { type ProfileRow, profileFrom } from './profile.ts';

/** What many people have in common; all of what is given must hold, any one value of each list suffices. */
export interface PersonRule {
  readonly unitIds?: readonly string[] | undefined;
  readonly kinds?: readonly PersonKind[] | undefined;
  readonly categories?: readonly (StaffCategory | string)[] | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Of their facts: key → values. */
  readonly facts?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** Everybody in service of whom the rule holds, by unit and number. */
export const gatherPersons = (connection: Connection, rule: PersonRule): Promise<readonly GatheredRow[]> =>
  connection.query<GatheredRow>(personsWho(rule));

/** Those in service with these numbers; of a number that nobody has, nothing. */
export const personsByNumbers = (
  connection: Connection,
  numbers: readonly string[],
): Promise<readonly GatheredRow[]> => connection.query<GatheredRow>(personsNumbered(numbers));

/** The records of many at once, as forms are prefilled with them. */
export async function profilesOf(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Profile>> {
  const rows = await connection.query<ProfileRow>(profileRows(ids));
  return new Map(rows.map((row) => [row.id, profileFrom(row)]));
}
