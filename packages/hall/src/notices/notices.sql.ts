import type { Statement } from '@yizhan/database';

export interface NoticeRow {
  readonly id: string;
  readonly author: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly body_zh: string;
  readonly body_en: string;
  readonly from_day: string;
  readonly until_day: string;
  readonly kinds: readonly string[];
  readonly units: readonly string[];
  readonly created_at: string;
  readonly changed_at: string;
}

const columns = `
  notice.id, author, title_zh, title_en, body_zh, body_en, from_day::text as from_day, until_day::text as until_day,
  kinds, units, created_at, changed_at`;

export interface Reader {
  readonly person: string;
  readonly kind: string;
  /** His units with all above them. */
  readonly units: readonly string[];
  readonly today: string;
}

type After = readonly [at: string, id: string] | undefined;

const forReader = `
  $4::date between from_day and until_day
  and (kinds = '{}' or $2 = any (kinds))
  and (units = '{}' or units && $3::text[])`;

/** What is shown to a person today, the newest first. */
export const noticesFor = (
  { person, kind, units, today }: Reader,
  after: After,
  limit: number,
): Statement => ({
  name: 'hall.notices-for',
  text: `
    select ${columns}, seen.person is not null as is_read
    from hall.notice
    left join hall.notice_read as seen on seen.notice_id = notice.id and seen.person = $1
    where ${forReader} and (created_at, notice.id) < ($5, $6)
    order by created_at desc, notice.id desc
    limit $7`,
  values: [person, kind, units, today, ...begin(after), limit],
});

export const unreadNotices = ({ person, kind, units, today }: Reader): Statement => ({
  name: 'hall.unread-notices',
  text: `
    select count(*)::int as count
    from hall.notice
    where ${forReader}
      and not exists (select from hall.notice_read where notice_id = notice.id and notice_read.person = $1)`,
  values: [person, kind, units, today],
});

/** Only one that is shown to him. */
export const markNoticeRead = (
  id: string,
  { person, kind, units, today }: Reader,
  at: string,
): Statement => ({
  text: `
    insert into hall.notice_read (notice_id, person, at)
    select id, $1, $6
    from hall.notice
    where id = $5 and ${forReader}
    on conflict (notice_id, person) do update set at = notice_read.at
    returning notice_id`,
  values: [person, kind, units, today, id, at],
});

/** Those that an administrator looks after: all (null), or those for none but his units. */
export const administeredNotices = (
  units: readonly string[] | null,
  after: After,
  limit: number,
): Statement => ({
  text: `
    select ${columns},
      (select count(*)::int from hall.notice_read where notice_id = notice.id) as readers
    from hall.notice
    where ($1::text[] is null or (units <> '{}' and units <@ $1)) and (created_at, notice.id) < ($2, $3)
    order by created_at desc, notice.id desc
    limit $4`,
  values: [units, ...begin(after), limit],
});

export const noticeById = (id: string): Statement => ({
  text: `
    select ${columns}
    from hall.notice
    where id = $1
    for update`,
  values: [id],
});

/** Made, or put in place of what it was. Whoever has read it keeps that. */
export const putNotice = (row: NoticeRow): Statement => ({
  text: `
    insert into hall.notice (id, author, title_zh, title_en, body_zh, body_en, from_day, until_day, kinds, units,
      created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
    on conflict (id) do update set
      title_zh = excluded.title_zh, title_en = excluded.title_en, body_zh = excluded.body_zh,
      body_en = excluded.body_en, from_day = excluded.from_day, until_day = excluded.until_day,
      kinds = excluded.kinds, units = excluded.units, changed_at = excluded.changed_at`,
  values: [
    row.id,
    row.author,
    row.title_zh,
    row.title_en,
    row.body_zh,
    row.body_en,
    row.from_day,
    row.until_day,
    row.kinds,
    row.units,
    row.changed_at,
  ],
});

export const deleteNotice = (id: string): Statement => ({
  text: 'delete from hall.notice where id = $1',
  values: [id],
});

const begin = (after: After): readonly [string, string] => [
  after?.[0] ?? 'infinity',
  after?.[1] ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
];
