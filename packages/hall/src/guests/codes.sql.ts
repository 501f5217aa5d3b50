import type { Statement } from '@yizhan/database';

/**
 * A new code is asked for: what was there before is no good any more. Answers nothing where that comes too soon or too
 * often on this day.
 */
export const askForCode = (
  holder: string,
  now: string,
  { day, everySeconds, most }: { readonly day: string; readonly everySeconds: number; readonly most: number },
): Statement => ({
  text: `
    insert into hall.guest_code (holder, asked_at, day)
    values ($1, $2, $3)
    on conflict (holder) do update
    set hashes = '{}',
      tries = 0,
      expires_at = null,
      asked_at = excluded.asked_at,
      day = excluded.day,
      asked = case when guest_code.day = excluded.day then guest_code.asked + 1 else 1 end
    where guest_code.asked_at <= excluded.asked_at - $4 * interval '1 second'
      and (guest_code.day <> excluded.day or guest_code.asked < $5)
    returning holder`,
  values: [holder, now, day, everySeconds, most],
});

/** A letter with a code is about to leave; nothing is answered where it is wanted no more. */
export const addCode = (holder: string, hash: string, expiresAt: string): Statement => ({
  text: `
    update hall.guest_code
    set hashes = array_append(hashes, $2), expires_at = $3
    where holder = $1
    returning holder`,
  values: [holder, hash, expiresAt],
});

/** Counts a try before it is judged, so that none of many at once is free. */
export const tryCode = (holder: string, now: string, mostTries: number): Statement => ({
  text: `
    update hall.guest_code
    set tries = tries + 1
    where holder = $1 and tries < $3 and expires_at > $2
    returning hashes`,
  values: [holder, now, mostTries],
});

/** Of two who come with the same right code one gets in. */
export const spendCode = (holder: string, hashes: readonly string[]): Statement => ({
  text: `
    update hall.guest_code
    set hashes = '{}', expires_at = null
    where holder = $1 and hashes = $2::text[]
    returning holder`,
  values: [holder, hashes],
});
