/**
 * Uploads that go on where they broke off. Each part is kept whole under its place in the file or not at all, so that a
 * killed server has no half part; how much there is, the parts themselves say. The file becomes an attachment under the
 * upload's own id: whoever did not hear the last answer asks again and gets it.
 */
import { Refused, type UploadState, type UploadWish } from '@yizhan/contract';
import { isUuid } from '@yizhan/flow';
import { v4 as newId } from 'uuid';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { type AttachmentRow, attachmentsByIds } from './attachments.sql.ts';
import { keepAttachment, refuseBeforehand } from './attachments.ts';
import {
  deleteUpload,
  deleteUploadsBefore,
  insertUpload,
  type UploadRow,
  uploadById,
  uploadsOf,
} from './uploads.sql.ts';

/** On a slow line a part takes some seconds, and no more than that is sent twice. */
const partSize = 512 * 1024;
const mostAtOnce = 50;
const aDay = 86_400_000;

/** @throws Refused all that can be said before a byte is sent: no such field, too large, the wrong ending, too many */
export async function beginUpload(room: Room, viewer: Viewer, wish: UploadWish): Promise<UploadState> {
  const { service, name } = await refuseBeforehand(room, viewer, wish);
  const [running] = await room.database.query<{ count: number }>(uploadsOf(viewer.id));
  if ((running?.count ?? 0) >= mostAtOnce)
    throw new Refused('attachment/quota', { owner: { zh: '信息化部门', en: 'the IT centre' } });
  const row: UploadRow = {
    id: newId(),
    uploader: viewer.id,
    service_id: service,
    application_id: wish.application ?? null,
    field: wish.field,
    name,
    size: wish.size,
  };
  await room.database.query(insertUpload(row, room.now()));
  return { id: row.id, offset: 0, size: row.size, part: partSize };
}

/** How much is there, or the file once it is whole. @throws Refused `attachment/not-found` */
export async function readUpload(room: Room, viewer: Viewer, id: string): Promise<UploadState> {
  const row = await uploadOf(room, viewer, id);
  if (row !== undefined) return stateOf(row, await room.files.partsOf(id));
  const [file] = isUuid(id) ? await room.database.query<AttachmentRow>(attachmentsByIds([id])) : [];
  if (file === undefined || file.uploader !== viewer.id) throw new Refused('attachment/not-found');
  const { name, size, type } = file;
  return { id, offset: size, size, part: partSize, file: { id, name, size, type } };
}

const stateOf = ({ id, size }: UploadRow, offset: number): UploadState => ({
  id,
  offset,
  size,
  part: partSize,
});

/**
 * One part more; with the last the file is judged and kept. A part sent twice, or after another of the same place, is
 * answered with where to go on.
 * @throws Refused `attachment/offset`, `attachment/not-found`, and what is wrong with the whole file
 */
export async function addPart(
  room: Room,
  viewer: Viewer,
  id: string,
  { offset, content }: { readonly offset: number; readonly content: Uint8Array },
): Promise<UploadState> {
  const row = await uploadOf(room, viewer, id);
  if (row === undefined) return readUpload(room, viewer, id);
  const there = await room.files.partsOf(id);
  const isFitting = content.byteLength <= partSize && there + content.byteLength <= row.size;
  if (offset !== there || !isFitting) throw new Refused('attachment/offset', { offset: there });
  await room.files.writePart(id, offset, content);
  const now = offset + content.byteLength;
  return now < row.size ? stateOf(row, now) : finish(room, viewer, row);
}

async function finish(room: Room, viewer: Viewer, row: UploadRow): Promise<UploadState> {
  const place = {
    service: row.service_id,
    field: row.field,
    ...(row.application_id !== null && { application: row.application_id }),
  };
  try {
    const content = await room.files.readParts(row.id);
    const file = await keepAttachment(room, viewer, { ...place, name: row.name, content }, row.id, [
      deleteUpload(row.id),
    ]);
    return { id: row.id, offset: row.size, size: row.size, part: partSize, file };
  } catch (error) {
    if (error instanceof Refused) await room.database.query(deleteUpload(row.id));
    throw error;
  } finally {
    const isOver = (await uploadOf(room, viewer, row.id)) === undefined;
    if (isOver) await room.files.removeParts(row.id);
  }
}

/** @throws Refused `attachment/not-found` */
export async function cancelUpload(room: Room, viewer: Viewer, id: string): Promise<void> {
  const row = await uploadOf(room, viewer, id);
  if (row === undefined) throw new Refused('attachment/not-found');
  await room.database.query(deleteUpload(id));
  await room.files.removeParts(id);
}

/** Throws away what was begun more than a day ago, and what a killed server has left half written. */
export async function removeOldUploads(room: Room): Promise<void> {
  const yesterday = new Date(Date.parse(room.now()) - aDay).toISOString();
  await room.database.query(deleteUploadsBefore(yesterday));
  await room.files.removeLeftovers(yesterday);
}

async function uploadOf(room: Room, viewer: Viewer, id: string): Promise<UploadRow | undefined> {
  const [row] = isUuid(id) ? await room.database.query<UploadRow>(uploadById(id, viewer.id)) : [];
  return row;
}
