import type { Statement } from '@yizhan/database';
import type { Status } from '@yizhan/engine';

export interface ExportRow {
  readonly id: string;
  readonly person: string;
  readonly service_id: string;
  readonly at: string;
  readonly columns: readonly string[];
  readonly from_day: string;
  readonly to_day: string;
  readonly statuses: readonly Status[] | null;
  readonly with_files: boolean;
  readonly reason: string;
  readonly applications: number;
}

const columns = `id, person, service_id, at, columns, from_day::text as from_day, to_day::text as to_day, statuses,
  with_files, reason, applications`;

/** Asked for again with the same key, it is the first one. */
export const insertExport = (row: ExportRow, key: string): Statement => ({
  text: `
    insert into hall.export (id, person, key, service_id, at, columns, from_day, to_day, statuses, with_files, reason,
      applications)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict (person, key) do update set key = excluded.key
    returning id, applications`,
  values: [
    row.id,
    row.person,
    key,
    row.service_id,
    row.at,
    row.columns,
    row.from_day,
    row.to_day,
    row.statuses,
    row.with_files,
    row.reason,
    row.applications,
  ],
});

export const exportById = (id: string): Statement => ({
  text: `
    select ${columns}
    from hall.export
    where id = $1`,
  values: [id],
});

/** The latest first. Rides export_at. */
export const exportsOf = (
  keys: readonly string[] | null,
  after: readonly [at: string, id: string] | undefined,
  limit: number,
): Statement => ({
  text: `
    select ${columns}
    from hall.export
    where ($1::text[] is null or service_id = any ($1))
      and (at, id) < ($2, $3)
    order by at desc, id desc
    limit $4`,
  values: [keys, after?.[0] ?? 'infinity', after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit],
});
