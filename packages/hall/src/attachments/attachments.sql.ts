import type { Statement } from '@yizhan/database';
import { isUuid } from '@yizhan/flow';

export interface AttachmentRow {
  readonly id: string;
  readonly service_id: string;
  readonly field: string;
  readonly uploader: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly application_id: string | null;
}

/** What is no uuid is no file. Rides the primary key. */
export const attachmentsByIds = (ids: readonly string[]): Statement => ({
  name: 'hall.attachments-by-ids',
  text: `
    select id, service_id, field, uploader, name, type, size, application_id
    from hall.attachment
    where id = any ($1::uuid[])`,
  values: [ids.filter(isUuid)],
});

export const insertAttachment = (
  row: Omit<AttachmentRow, 'application_id'> & { readonly sha256: Buffer },
  at: string,
): Statement => ({
  text: `
    insert into hall.attachment (id, service_id, field, uploader, name, type, size, sha256, uploaded_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  values: [row.id, row.service_id, row.field, row.uploader, row.name, row.type, row.size, row.sha256, at],
});

/** Ties loose files to the application that now holds them; answers those that it has. */
export const bindAttachments = (
  ids: readonly string[],
  application: string,
  uploader: string,
): Statement => ({
  text: `
    update hall.attachment
    set application_id = $2
    where id = any ($1::uuid[]) and uploader = $3 and (application_id is null or application_id = $2)
    returning id`,
  values: [ids, application, uploader],
});

/** Files of an application that is no more, or that it names no longer, are loose again and go with the others. */
export const releaseAttachments = (application: string, kept: readonly string[]): Statement => ({
  name: 'hall.release-attachments',
  text: `
    update hall.attachment
    set application_id = null
    where application_id = $1 and not id = any ($2::uuid[])`,
  values: [application, kept],
});

/** All files of applications that are no more. Rides attachment_application. */
export const releaseAllOf = (applications: readonly string[]): Statement => ({
  text: `
    update hall.attachment
    set application_id = null
    where application_id = any ($1::uuid[])`,
  values: [applications],
});

export const uploadedSince = (uploader: string, since: string): Statement => ({
  text: `
    select count(*)::int as count
    from hall.attachment
    where uploader = $1 and uploaded_at >= $2`,
  values: [uploader, since],
});

/** Files that were uploaded and never saved with an application. Rides attachment_loose. */
export const deleteLoose = (before: string): Statement => ({
  text: `
    delete from hall.attachment
    where application_id is null and uploaded_at < $1
    returning id`,
  values: [before],
});
