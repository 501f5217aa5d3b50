import type { Statement } from '@yizhan/database';

export type Row = Readonly<Record<string, unknown>>;

export interface RegisterRow {
  readonly id: string;
  readonly key: string;
  readonly row: Row;
  readonly person: string | null;
  readonly until: string | null;
  readonly application_id: string;
  readonly written_at: string;
  readonly struck_at: string | null;
}

const columns = 'id, key, "row", person, until::text as until, application_id, written_at, struck_at';

/** Locked, so that of two works on one row the second sees what the first has written. */
export const lockRow = (register: string, key: string): Statement => ({
  name: 'hall.lock-register-row',
  text: `
    select ${columns}
    from hall.register_row
    where register = $1 and key = $2
    for update`,
  values: [register, key],
});

export const workDone = (job: string): Statement => ({
  name: 'hall.register-work-done',
  text: `
    select job
    from hall.register_history
    where job = $1`,
  values: [job],
});

export interface Writing extends Omit<RegisterRow, 'written_at' | 'struck_at'> {
  readonly register: string;
  readonly search: string;
}

export const writeRow = (writing: Writing, at: string): Statement => ({
  text: `
    insert into hall.register_row
      (id, register, key, "row", person, until, application_id, written_at, search)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (register, key) do update set "row" = excluded."row", person = excluded.person,
      until = excluded.until, application_id = excluded.application_id, written_at = excluded.written_at,
      struck_at = null, search = excluded.search`,
  values: [
    writing.id,
    writing.register,
    writing.key,
    writing.row,
    writing.person,
    writing.until,
    writing.application_id,
    at,
    writing.search,
  ],
});

export const strikeRow = (id: string, at: string): Statement => ({
  text: `
    update hall.register_row
    set struck_at = $2
    where id = $1`,
  values: [id, at],
});

/** Only those that count today, and of one person where one is given. */
export const rowsByIds = (
  register: string,
  ids: readonly string[],
  person: string | undefined,
  today: string,
): Statement => ({
  text: `
    select ${columns}
    from hall.register_row
    where register = $1 and id = any ($2::uuid[]) and ($3::text is null or person = $3)
      and struck_at is null and (until is null or until >= $4::date)`,
  values: [register, ids, person ?? null, today],
});

export interface HistoryRow {
  readonly at: string;
  readonly what: 'written' | 'struck';
  readonly application_id: string;
  readonly row: Row;
  readonly until: string | null;
}

export const recordWork = (
  job: string,
  id: string,
  { at, what, application_id, row, until }: HistoryRow,
): Statement => ({
  text: `
    insert into hall.register_history (job, row_id, at, what, application_id, "row", until)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  values: [job, id, at, what, application_id, row, until],
});

export interface RowsRequest {
  readonly register: string;
  readonly state: 'current' | 'struck' | 'expired' | 'all';
  readonly words: string | undefined;
  readonly person: string | undefined;
  readonly where: { readonly column: string; readonly value: string } | undefined;
  readonly today: string;
  readonly after: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

/** Newest first. Rides register_row_newest, or register_row_search where something is looked for. */
export const rowsOf = ({
  register,
  state,
  words,
  person,
  where,
  today,
  after,
  limit,
}: RowsRequest): Statement => ({
  text: `
    select ${columns}
    from hall.register_row
    where register = $1
      and ($2 = 'all'
        or ($2 = 'struck' and struck_at is not null)
        or ($2 = 'current' and struck_at is null and (until is null or until >= $3::date))
        or ($2 = 'expired' and struck_at is null and until < $3::date))
      and ($4::text is null or search like $4)
      and ($5::text is null or person = $5)
      and ($6::text is null or "row" ->> $6 = $7)
      and (written_at, id) < ($8, $9)
    order by written_at desc, id desc
    limit $10`,
  values: [
    register,
    state,
    today,
    words === undefined ? null : `%${words.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
    person ?? null,
    where?.column ?? null,
    where?.value ?? null,
    after?.[0] ?? 'infinity',
    after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    limit,
  ],
});

export const rowById = (register: string, id: string): Statement => ({
  text: `
    select ${columns}
    from hall.register_row
    where register = $1 and id = $2`,
  values: [register, id],
});

export const historyOfRow = (id: string): Statement => ({
  text: `
    select at, what, application_id, "row", until::text as until
    from hall.register_history
    where row_id = $1
    order by at, job`,
  values: [id],
});

export interface CountRow {
  readonly register: string;
  readonly rows: number;
  readonly own: number;
}

/** How many rows count today, in each register and of the person himself. */
export const countRows = (person: string, today: string): Statement => ({
  text: `
    select register, count(*)::int as rows, count(*) filter (where person = $1)::int as own
    from hall.register_row
    where struck_at is null and (until is null or until >= $2::date)
    group by register`,
  values: [person, today],
});
