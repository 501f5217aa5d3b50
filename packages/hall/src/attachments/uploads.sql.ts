import type { Statement } from '@yizhan/database';

export interface UploadRow {
  readonly id: string;
  readonly uploader: string;
  readonly service_id: string;
  readonly application_id: string | null;
  readonly field: string;
  readonly name: string;
  readonly size: number;
}

export const insertUpload = (row: UploadRow, at: string): Statement => ({
  text: `
    insert into hall.upload (id, uploader, service_id, application_id, field, name, size, begun_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  values: [row.id, row.uploader, row.service_id, row.application_id, row.field, row.name, row.size, at],
});

export const uploadById = (id: string, uploader: string): Statement => ({
  name: 'hall.upload-by-id',
  text: `
    select id, uploader, service_id, application_id, field, name, size
    from hall.upload
    where id = $1 and uploader = $2`,
  values: [id, uploader],
});

export const uploadsOf = (uploader: string): Statement => ({
  text: `
    select count(*)::int as count
    from hall.upload
    where uploader = $1`,
  values: [uploader],
});

export const deleteUpload = (id: string): Statement => ({
  text: 'delete from hall.upload where id = $1',
  values: [id],
});

/** Rides upload_begun. */
export const deleteUploadsBefore = (before: string): Statement => ({
  text: `
    delete from hall.upload
    where begun_at < $1`,
  values: [before],
});
