import type { Statement } from '@yizhan/database';

export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly attempts: number;
}

/**
 * The next message that is due, locked for this worker: others skip it. A worker that dies gives the lock up with
 * its connection, and the message is there as before. Rides outbox_due.
 */
export const takeMessage = (): Statement => ({
  name: 'flow.take-message',
  text: `
    select id::text, topic, payload, attempts
    from flow.outbox
    where due_at <= now() and failed_at is null
    order by due_at, id
    limit 1
    for update skip locked`,
});

export const messageDone = (id: string): Statement => ({
  name: 'flow.message-done',
  text: 'delete from flow.outbox where id = $1',
  values: [id],
});

/** Tried again after a pause that doubles, from two seconds to an hour; given up for a person to look at after twelve. */
export const messageFailed = (id: string, error: string): Statement => ({
  text: `
    update flow.outbox
    set attempts = attempts + 1,
      due_at = now() + least(interval '2 seconds' * power(2, attempts), interval '1 hour'),
      failed_at = case when attempts >= 11 then now() end,
      error = $2
    where id = $1`,
  values: [id, error],
});

export const outboxState = (): Statement => ({
  text: `
    select count(*) filter (where failed_at is null)::int as waiting,
      count(failed_at)::int as failed,
      coalesce(extract(epoch from now() - min(at) filter (where failed_at is null)), 0)::float8 as oldest_seconds
    from flow.outbox`,
});
