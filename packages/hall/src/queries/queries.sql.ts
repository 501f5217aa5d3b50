import type { Statement } from '@yizhan/database';

interface RowsWish {
  readonly register: string;
  readonly today: string;
  /** Whose rows; of a register about nobody, all. */
  readonly person: string | undefined;
  /** What may be searched: the shown columns alone, or hidden ones could be guessed. */
  readonly columns: readonly string[];
  readonly words: string | undefined;
  readonly where: readonly (readonly [column: string, value: string])[];
  readonly after: readonly [at: string, id: string] | undefined;
  readonly limit: number;
}

/** Rows that count today, the newest first. */
export const rowsForQuery = (wish: RowsWish): Statement => ({
  text: `
    select id, key, "row", person, until::text as until, application_id, written_at, struck_at
    from hall.register_row
    where register = $1 and struck_at is null and (until is null or until >= $2::date)
      and ($3::text is null or person = $3)
      and ($5::text is null
        or exists (select from unnest($4::text[]) as shown (key) where "row" ->> shown.key ilike $5))
      and not exists (
        select from unnest($6::text[], $7::text[]) as wish (key, value)
        where "row" ->> wish.key is distinct from wish.value)
      and (written_at, id) < ($8, $9)
    order by written_at desc, id desc
    limit $10`,
  values: [
    wish.register,
    wish.today,
    wish.person ?? null,
    wish.columns,
    wish.words === undefined ? null : `%${wish.words.replace(/[\\%_]/g, '\\$&')}%`,
    wish.where.map(([column]) => column),
    wish.where.map(([, value]) => value),
    wish.after?.[0] ?? 'infinity',
    wish.after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    wish.limit,
  ],
});

/** What may be chosen from in columns, a hundred values of each. */
export const valuesOfColumns = (
  register: string,
  columns: readonly string[],
  person: string | undefined,
  today: string,
): Statement => ({
  text: `
    select wish.key, found.value
    from unnest($2::text[]) as wish (key)
    cross join lateral (
      select distinct "row" ->> wish.key as value
      from hall.register_row
      where register = $1 and struck_at is null and (until is null or until >= $4::date)
        and ($3::text is null or person = $3) and "row" ->> wish.key <> ''
      order by 1
      limit 100
    ) as found`,
  values: [register, columns, person ?? null, today],
});

export interface ColumnValue {
  readonly key: string;
  readonly value: string;
}
