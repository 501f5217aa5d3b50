import type { Connection } from '@yizhan/database';
import { deleteEmptyBuckets, deleteExpiredSessions, deleteOldFailures } from './forget-expired.sql.ts';
import { type SessionLimits, usualLimits } from './session.ts';

/**
 * Deletes expired sessions and throttle rows that no longer slow anybody down. For a job that runs every hour:
 * they have no effect before either, they only take room (a stranger makes a row with every login he invents).
 */
export async function forgetExpired(
  connection: Connection,
  { idleMinutes, absoluteHours }: SessionLimits = usualLimits,
): Promise<void> {
  await connection.query(deleteExpiredSessions(idleMinutes, absoluteHours));
  await connection.query(deleteOldFailures());
  await connection.query(deleteEmptyBuckets());
}
