import type { Statement } from '@yizhan/database';
import type { FileValue } from '@yizhan/forms';
import type { Line } from './content.ts';
import type { AnnouncementSettings } from './settings.ts';

export interface AnnouncementRow {
  readonly id: string;
  readonly application_id: string;
  readonly service_id: string;
  readonly announcement: string;
  readonly title: { readonly zh: string; readonly en?: string };
  readonly content: readonly Line[];
  readonly archived: readonly Line[];
  readonly audience: AnnouncementSettings['audience'];
  readonly unit_id: string;
  readonly begins_at: string;
  readonly ends_at: string;
}

const columns = `
  id, application_id, service_id, announcement, title, content, archived, audience, unit_id, begins_at, ends_at`;

/** Done again by the same job it changes nothing. What was announced of the case before has ended by this. */
export const putUp = (row: AnnouncementRow): Statement => ({
  text: `
    with ended as (
      update hall.announcement
      set ends_at = least(ends_at, $10)
      where application_id = $2 and announcement = $4 and id <> $1
    )
    insert into hall.announcement (${columns})
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    on conflict (id) do nothing`,
  values: [
    row.id,
    row.application_id,
    row.service_id,
    row.announcement,
    JSON.stringify(row.title),
    JSON.stringify(row.content),
    JSON.stringify(row.archived),
    row.audience,
    row.unit_id,
    row.begins_at,
    row.ends_at,
  ],
});

/** Who looks: nobody in particular where he has not signed in. */
export interface Reader {
  /** His unit and all above it: what is announced in any of them is for him. */
  readonly units: readonly string[] | undefined;
}

const isFor = `
  (audience = 'public' or ($1::text[] is not null and (audience = 'signedIn' or unit_id = any ($1))))`;

export const announcementsFor = (
  { units }: Reader,
  which: {
    readonly isOpen: boolean;
    readonly now: string;
    readonly after: readonly [at: string, id: string] | undefined;
    readonly limit: number;
  },
): Statement => ({
  text: `
    select ${columns}
    from hall.announcement
    where ${isFor}
      and (ends_at > $2) = $3
      and (begins_at, id) < ($4, $5)
    order by begins_at desc, id desc
    limit $6`,
  values: [
    units ?? null,
    which.now,
    which.isOpen,
    ...(which.after ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff']),
    which.limit,
  ],
});

export const announcementFor = ({ units }: Reader, id: string): Statement => ({
  text: `
    select ${columns}
    from hall.announcement
    where ${isFor} and id = $2`,
  values: [units ?? null, id],
});

export const announcementsOf = (application: string): Statement => ({
  text: `
    select ${columns}
    from hall.announcement
    where application_id = $1
    order by begins_at`,
  values: [application],
});

/** After the end the masked values stand in the place of the others, which nobody needs any more. */
export const archiveEnded = (now: string): Statement => ({
  text: `
    update hall.announcement
    set content = archived
    where ends_at <= $1 and content <> archived`,
  values: [now],
});

export const deleteAnnouncementsOf = (applications: readonly string[]): Statement => ({
  text: 'delete from hall.announcement where application_id = any ($1::uuid[])',
  values: [applications],
});

export interface ObjectionRow {
  readonly id: string;
  readonly announcement_id: string;
  readonly person: string | null;
  readonly reason: string;
  readonly files: readonly FileValue[];
  readonly raised_on: string;
  readonly answer: string | null;
  readonly answered_by: string | null;
  readonly answered_at: string | null;
}

const objectionColumns = `
  objection.id, announcement_id, person, reason, files, raised_on::text, answer, answered_by, answered_at`;

/** Sent again it is the same objection. */
export const keepObjection = (
  row: Pick<ObjectionRow, 'id' | 'announcement_id' | 'person' | 'reason' | 'files' | 'raised_on'>,
  codeDigest: Buffer | null,
): Statement => ({
  text: `
    insert into hall.objection (id, announcement_id, person, code_digest, reason, files, raised_on)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (id) do nothing`,
  values: [
    row.id,
    row.announcement_id,
    row.person,
    codeDigest,
    row.reason,
    JSON.stringify(row.files),
    row.raised_on,
  ],
});

export const objectionsBy = (person: string, announcement: string): Statement => ({
  text: `
    select ${objectionColumns}
    from hall.objection
    where person = $1 and announcement_id = $2
    order by raised_on, id`,
  values: [person, announcement],
});

export const objectionByCode = (announcement: string, codeDigest: Buffer): Statement => ({
  text: `
    select ${objectionColumns}
    from hall.objection
    where announcement_id = $1 and code_digest = $2`,
  values: [announcement, codeDigest],
});

export const objectionsOf = (announcements: readonly string[]): Statement => ({
  text: `
    select ${objectionColumns}
    from hall.objection
    where announcement_id = any ($1::uuid[])
    order by raised_on, id`,
  values: [announcements],
});

export const answerObjection = (
  id: string,
  announcements: readonly string[],
  { answer, by, at }: { readonly answer: string; readonly by: string; readonly at: string },
): Statement => ({
  text: `
    update hall.objection
    set answer = $3, answered_by = $4, answered_at = $5
    where id = $1 and announcement_id = any ($2::uuid[])
    returning id`,
  values: [id, announcements, answer, by, at],
});

/** The announcement that holds a file of an objection, and whether this person has raised it. */
export const objectionWithFile = (file: string): Statement => ({
  text: `
    select objection.person, announcement.application_id, announcement.announcement
    from hall.objection
    join hall.announcement on announcement.id = announcement_id
    where files @> $1::jsonb`,
  values: [JSON.stringify([{ id: file }])],
});
