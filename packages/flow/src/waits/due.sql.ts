import type { Statement } from '@yizhan/database';

export interface DueWait {
  readonly instance_id: string;
  readonly id: string;
  readonly kind: 'timer' | 'task';
  readonly node: string;
}

/** 挂起: what is due of a suspended instance waits until it is resumed. */
const isGoingOn = (table: 'wait' | 'job'): string => `
  not exists (
    select
    from flow.instance
    where instance.id = ${table}.instance_id and instance.state ? 'suspended'
  )`;

/**
 * Takes what is due, for as long as a worker should need. Another worker skips it; one that dies loses it by time.
 * A worker that was only slow does no harm: the second firing finds nothing that waits. Rides wait_due.
 */
export const takeDueWait = (): Statement => ({
  name: 'flow.take-due-wait',
  text: `
    update flow.wait
    set leased_until = now() + interval '10 seconds'
    where (instance_id, id) = (
      select instance_id, id
      from flow.wait
      where due_at <= now() and (leased_until is null or leased_until < now()) and ${isGoingOn('wait')}
      order by due_at
      limit 1
      for update skip locked
    )
    returning instance_id, id, kind, node`,
});

/** A task's time is over once; what it led to is done. */
export const waitDone = (instance: string, id: string): Statement => ({
  text: `
    delete from flow.wait
    where instance_id = $1 and id = $2`,
  values: [instance, id],
});

/** Tried again in a while. */
export const waitLater = (instance: string, id: string): Statement => ({
  text: `
    update flow.wait
    set leased_until = now() + interval '30 seconds'
    where instance_id = $1 and id = $2`,
  values: [instance, id],
});

export interface DueJob {
  readonly id: string;
  readonly instance_id: string;
  readonly node: string;
  readonly work: string;
  readonly attempts: number;
  readonly due_at: string;
}

/** Like `takeDueWait`; who makes a long call renews the lease. Rides job_due. */
export const takeDueJob = (): Statement => ({
  name: 'flow.take-due-job',
  text: `
    update flow.job
    set leased_until = now() + interval '10 seconds', attempts = attempts + 1
    where id = (
      select id
      from flow.job
      where due_at <= now() and failed_at is null and (leased_until is null or leased_until < now())
        and ${isGoingOn('job')}
      order by due_at
      limit 1
      for update skip locked
    )
    returning id, instance_id, node, work, attempts, due_at`,
});

export const renewJob = (id: string): Statement => ({
  name: 'flow.renew-job',
  text: `
    update flow.job
    set leased_until = now() + interval '10 seconds'
    where id = $1`,
  values: [id],
});

/** Tried again in a while, which counts for nothing. */
export const jobLater = (id: string): Statement => ({
  text: `
    update flow.job
    set leased_until = null, due_at = now() + interval '30 seconds', attempts = attempts - 1
    where id = $1`,
  values: [id],
});

/**
 * What it waits for has not come yet: looked at again then, or at once where it was woken while it was in hand. Rides job_pkey.
 */
export const jobAgain = (id: string, then: string, seconds: number): Statement => ({
  text: `
    update flow.job
    set leased_until = null, attempts = attempts - 1,
      due_at = case when due_at = $2 then now() + make_interval(secs => $3) else due_at end
    where id = $1`,
  values: [id, then, seconds],
});

/** What it waits for may have come; one that a person has to see to stays with him. */
export const wakeJob = (id: string): Statement => ({
  text: `
    update flow.job
    set due_at = clock_timestamp()
    where id = $1`,
  values: [id],
});

export interface JobStandingRow {
  readonly is_waiting: boolean;
  readonly is_answered: boolean;
}

/** In one look: a job that is answered goes in the same transaction in which its answer comes. */
export const standingOfJob = (id: string): Statement => ({
  text: `
    select exists (select from flow.job where id = $1) as is_waiting,
      exists (select from flow.answered where person = 'system' and key = $1::uuid::text) as is_answered`,
  values: [id],
});

/** Tried again after a pause that doubles, from two seconds to an hour; after eight attempts a person has to look. */
export const jobFailed = (id: string): Statement => ({
  text: `
    update flow.job
    set leased_until = null,
      due_at = now() + least(interval '2 seconds' * power(2, attempts), interval '1 hour'),
      failed_at = case when attempts >= 8 then now() end
    where id = $1`,
  values: [id],
});

export interface WaitingInstance {
  readonly instance_id: string;
}

/** Who waits for a message by that name and key, the longest waiting first. Rides wait_name. */
export const waitingForMessage = (name: string, key: string | undefined): Statement => ({
  name: 'flow.waiting-for-message',
  text: `
    select instance_id
    from flow.wait
    where kind = 'message' and name = $1 and (key is null or key = $2)
    order by instance_id
    limit 1`,
  values: [name, key ?? null],
});

/** Everybody who waits for a signal. Rides wait_name. */
export const waitingForSignal = (name: string): Statement => ({
  name: 'flow.waiting-for-signal',
  text: `
    select distinct instance_id
    from flow.wait
    where kind = 'signal' and name = $1`,
  values: [name],
});

export interface KeptMessage {
  readonly id: string;
  readonly name: string;
  readonly key: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Kept for those who will wait for it; not when it was delivered and only the answer was lost. */
export const keepMessage = (
  id: string,
  name: string,
  key: string | undefined,
  data: object,
  at: string,
  until: string,
): Statement => ({
  text: `
    insert into flow.message (id, name, key, data, at, keep_until)
    select $1, $2, $3, $4, $5, $6
    where not exists (select from flow.answered where person = 'system' and key = $1::uuid::text)`,
  values: [id, name, key ?? null, data, at, until],
});

/** A kept message that somebody waits for now, by lease like the others. Rides message_name. */
export const takeKeptMessage = (): Statement => ({
  name: 'flow.take-kept-message',
  text: `
    update flow.message
    set leased_until = now() + interval '10 seconds'
    where id = (
      select message.id
      from flow.message
      where message.keep_until > now() and (message.leased_until is null or message.leased_until < now())
        and exists (
          select from flow.wait
          where wait.kind = 'message' and wait.name = message.name and (wait.key is null or wait.key = message.key)
        )
      order by message.at
      limit 1
      for update skip locked
    )
    returning id, name, key, data`,
});

export const messageDelivered = (id: string): Statement => ({
  text: 'delete from flow.message where id = $1',
  values: [id],
});

export const messageLater = (id: string): Statement => ({
  text: `
    update flow.message
    set leased_until = now() + interval '30 seconds'
    where id = $1`,
  values: [id],
});

/** Those that nobody came to wait for, and those whose worker died between delivering and throwing away. */
export const forgetMessages = (): Statement => ({
  text: `
    delete from flow.message
    where keep_until < now()
      or exists (select from flow.answered where answered.person = 'system' and answered.key = message.id::text)`,
});
