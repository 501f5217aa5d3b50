import type { Statement } from '@yizhan/database';

export const definitionKeys = (): Statement => ({
  text: 'select distinct key from flow.definition',
});

export interface EndedRow {
  readonly id: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What ended before then, the oldest first; what another server forgets at this moment is skipped. Rides instance_ended. */
export const endedBefore = (key: string, before: string, limit: number): Statement => ({
  text: `
    select id, created_at, updated_at
    from flow.instance
    where key = $1 and ended_at < $2
    order by ended_at
    limit $3
    for update skip locked`,
  values: [key, before, limit],
});

/** Instances with all that hangs on them. The times bound which months of the history are looked through. */
export function deleteInstances(rows: readonly EndedRow[]): readonly Statement[] {
  const ids = rows.map((row) => row.id);
  const [from] = rows.map((row) => row.created_at).sort();
  const to = rows
    .map((row) => row.updated_at)
    .sort()
    .at(-1);
  return [
    {
      text: `
        delete from flow.history
        where instance_id = any ($1::uuid[]) and at between $2 and $3`,
      values: [ids, from, to],
    },
    { text: 'delete from flow.done_task where instance_id = any ($1::uuid[])', values: [ids] },
    { text: 'delete from flow.task where instance_id = any ($1::uuid[])', values: [ids] },
    // Waits, jobs and incidents go with it (on delete cascade).
    { text: 'delete from flow.instance where id = any ($1::uuid[])', values: [ids] },
  ];
}

export const dropEmptyHistory = (): Statement => ({
  text: 'select flow.drop_empty_history_partitions() as dropped',
});
