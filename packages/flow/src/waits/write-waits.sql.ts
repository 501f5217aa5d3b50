import type { Statement } from '@yizhan/database';

export interface WaitRow {
  readonly id: string;
  readonly kind: 'timer' | 'message' | 'signal' | 'task';
  readonly node: string;
  readonly name: string | null;
  readonly key: string | null;
  readonly due_at: string | null;
}

export interface JobRow {
  readonly id: string;
  readonly node: string;
  readonly work: string;
}

/** What an instance waits for from now on and no longer; sent along with a command that changes any of it. */
export const writeWaits = (
  instance: string,
  waits: { readonly opened: readonly WaitRow[]; readonly closed: readonly string[] },
  jobs: { readonly opened: readonly JobRow[]; readonly closed: readonly string[] },
  at: string,
): Statement => ({
  name: 'flow.write-waits',
  text: `
    with closed_wait as (
      delete from flow.wait
      where instance_id = $1 and id = any ($2::text[])
    ),
    closed_job as (
      delete from flow.job
      where id = any ($3::uuid[])
    ),
    settled as (
      update flow.incident
      set resolved_at = $4
      where resolved_at is null and instance_id = $1 and source = any ($2::text[] || $3::text[])
    ),
    opened_job as (
      insert into flow.job (id, instance_id, node, work, opened_at, due_at)
      select job.id, $1, job.node, job.work, $4, now()
      from unnest($5::uuid[], $6::text[], $7::text[]) as job (id, node, work)
      on conflict (id) do update set node = excluded.node, work = excluded.work
    )
    insert into flow.wait (instance_id, id, kind, node, name, key, due_at)
    select $1, wait.id, wait.kind, wait.node, wait.name, wait.key, wait.due
    from unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::timestamptz[])
      as wait (id, kind, node, name, key, due)
    on conflict (instance_id, id) do update
    set node = excluded.node, name = excluded.name, key = excluded.key, due_at = excluded.due_at, leased_until = null`,
  values: [
    instance,
    waits.closed,
    jobs.closed,
    at,
    jobs.opened.map((job) => job.id),
    jobs.opened.map((job) => job.node),
    jobs.opened.map((job) => job.work),
    waits.opened.map((wait) => wait.id),
    waits.opened.map((wait) => wait.kind),
    waits.opened.map((wait) => wait.node),
    waits.opened.map((wait) => wait.name),
    waits.opened.map((wait) => wait.key),
    waits.opened.map((wait) => wait.due_at),
  ],
});
