import type { Connection } from '@yizhan/database';
import { type AccountRow, localAccounts } from './accounts.sql.ts';

/** Somebody who can sign in with a password, as a list of accounts shows them. */
export interface Account {
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  /** As they are spoken of: 学校办公室主任. */
  readonly posts: readonly string[];
  /** The capacities they act in: member of their unit, then posts. */
  readonly identities: readonly string[];
}

/** All active persons with a local account, in the order of their numbers. */
export async function accounts(connection: Connection): Promise<Account[]> {
  const rows = await connection.query<AccountRow>(localAccounts());
  return rows.map((row) => ({ ...row, identities: [row.unit, ...row.posts] }));
}
