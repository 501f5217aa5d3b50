import type { Statement } from '@yizhan/database';
import { perAddress, perLogin } from '../sign-in/throttle.ts';

/** A scan of the table, once an hour: an index on either time would cost with every sign of life. */
export function deleteExpiredSessions(idleMinutes: number, absoluteHours: number): Statement {
  return {
    text: `
      delete from identity.session
      where last_seen_at <= now() - $1 * interval '1 minute'
      or created_at <= now() - $2 * interval '1 hour'
    `,
    values: [idleMinutes, absoluteHours],
  };
}

export function deleteOldFailures(): Statement {
  return {
    text: `
      delete from identity.sign_in_failure
      where last_at < now() - interval '${perLogin.forgottenAfterHours} hours'
    `,
  };
}

export function deleteEmptyBuckets(): Statement {
  return {
    text: `
      delete from identity.sign_in_address
      where last_at < now() - interval '${perAddress.most / perAddress.leakPerSecond} seconds'
    `,
  };
}
