import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';
import { instanceColumns } from './instances.sql.ts';

type After = readonly [createdAt: string, id: string] | undefined;

const position = (after: After) => [
  after?.[0] ?? '-infinity',
  after?.[1] ?? '00000000-0000-0000-0000-000000000000',
];

export interface SubmittedRow {
  readonly id: string;
  readonly revision: number;
  readonly created_at: string;
}

/** Rides instance_created, forwards. */
export const submitted = (after: After, limit: number): Statement => ({
  text: `
    select id, revision, created_at
    from flow.instance
    where submitted_at is not null and not confidential and (created_at, id) > ($1, $2)
    order by created_at, id
    limit $3`,
  values: [...position(after), limit],
});

export interface SubmittedTo {
  readonly key: string;
  /** When it was first submitted: from then, and before. */
  readonly from: string;
  readonly before: string;
  readonly statuses: readonly Status[] | null;
}

export const countSubmittedTo = ({ key, from, before, statuses }: SubmittedTo): Statement => ({
  text: `
    select count(*)::int as count
    from flow.instance
    where key = $1
      and submitted_at >= $2
      and submitted_at < $3
      and ($4::text[] is null or status = any ($4))
      and not confidential`,
  values: [key, from, before, statuses],
});

/** Rides instance_key, forwards. A draft that was begun long before counts when it was submitted. */
export const submittedTo = (
  { key, from, before, statuses }: SubmittedTo,
  after: After,
  limit: number,
): Statement => ({
  text: `
    select ${instanceColumns}
    from flow.instance
    where key = $3
      and submitted_at >= $4
      and submitted_at < $5
      and ($6::text[] is null or status = any ($6))
      and not confidential
      and (created_at, id) > ($1, $2)
    order by created_at, id
    limit $7`,
  values: [...position(after), key, from, before, statuses, limit],
});
