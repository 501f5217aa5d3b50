import { Refused } from '@yizhan/contract';
import type { Database } from '@yizhan/database';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { shortestPassword, type Weakness, weaknessOf } from './password-weakness.ts';
import {
  endSessionsOfAll,
  type HashRow,
  hashesOf,
  type NumberRow,
  numberOf,
  storeHash,
} from './set-password.sql.ts';

/** Gives a person a local account with this password, or changes it; all their sessions end. */
export async function setPassword(database: Database, personId: string, password: string): Promise<void> {
  const [person] = await database.query<NumberRow>(numberOf(personId));
  if (!person) throw new Error(`there is no person ${personId}`);
  const weakness = weaknessOf(password, person.number);
  if (weakness)
    throw new Refused('request/invalid', {
      detail: weaknessText[weakness],
      weakness,
    });
  await store(database, [personId], await hashPassword(password));
}

/**
 * One password for many, of any strength: for the demo campus, where the password is printed on the terminal.
 * Those who have it already keep their account and sessions, so a restart signs nobody out.
 */
export async function setSharedPassword(
  database: Database,
  personIds: readonly string[],
  password: string,
): Promise<void> {
  const others = new Set(personIds);
  for (const { hash, personIds: holders } of await database.query<HashRow>(hashesOf(personIds))) {
    if (!(await verifyPassword(password, hash))) continue;
    for (const holder of holders) others.delete(holder);
  }
  if (others.size > 0) await store(database, [...others], await hashPassword(password));
}

/**
 * Two statements in this order: the first waits for a sign-in that is under way with the old password (it holds
 * the account's row), and only a statement begun after that sees the session it opened.
 */
function store(database: Database, personIds: readonly string[], hash: string): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.query(storeHash(personIds, hash));
    await transaction.commitWith([endSessionsOfAll(personIds)]);
  });
}

const weaknessText: Record<Weakness, string> = {
  'too-short': `密码至少 ${shortestPassword} 个字符 / the password needs at least ${shortestPassword} characters`,
  'too-long': '密码过长 / the password is too long',
  'too-common': '密码过于常见 / the password is too common',
  'contains-number': '密码不能包含工号或学号 / the password must not contain your number',
};
