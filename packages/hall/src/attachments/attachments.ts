import { createHash } from 'node:crypto';
import path from 'node:path';
import { Refused, type Text } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';
import type { Instance } from '@yizhan/flow';
import {
  type FileValue,
  type FormDocument,
  fileRulesOf,
  filesOf,
  isFileField,
  projectForm,
} from '@yizhan/forms';
import { v4 as newId } from 'uuid';
import {
  announcementOfFile,
  mayReadObjectionFile,
  objectionFiles,
} from '../announcements/objection-files.ts';
import { announcementSeenBy } from '../announcements/read-announcements.ts';
import { frozenIn } from '../applications/applying.ts';
import { formContextOf } from '../applications/form-context.ts';
import { type Standing, standingOf } from '../applications/standing.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import {
  type AttachmentRow,
  attachmentsByIds,
  deleteLoose,
  insertAttachment,
  uploadedSince,
} from './attachments.sql.ts';
import { type Bomb, bombIn } from './bombs.ts';
import { type FileKind, kindOf } from './kind-of.ts';
import { withoutTraces } from './without-traces.ts';

export interface Upload {
  readonly service: string;
  /** The application that it is for, once there is one: its version may have other fields than the current one. */
  readonly application?: string;
  /** Path of the field: `proof`, `docs.file`. */
  readonly field: string;
  readonly name: string;
  readonly content: Uint8Array;
}

const mostFilesADay = 300;

/** @throws Refused */
export const storeAttachment = (room: Room, viewer: Viewer, upload: Upload): Promise<FileValue> =>
  keepAttachment(room, viewer, upload, newId());

/**
 * What can be refused before a byte is there: the place, the size, the ending of the name, too many in a day.
 * @throws Refused
 */
export async function refuseBeforehand(
  room: Room,
  viewer: Viewer,
  upload: Omit<Upload, 'content'> & { readonly size: number },
): Promise<{ readonly service: string; readonly name: string; readonly accept: readonly string[] }> {
  const { service, rules: field } = await rulesFor(room, viewer, upload);
  if (field === undefined) throw new Refused('attachment/unknown-field', { field: upload.field });
  const name = safeName(upload.name);
  const { accept, maxMegabytes: megabytes } = field;
  if (upload.size === 0) throw new Refused('attachment/empty', { name });
  if (upload.size > megabytes * 1024 * 1024) throw new Refused('request/too-large', { megabytes });
  await refuseTooMany(room, viewer);
  return { service, name, accept };
}

/**
 * Keeps an uploaded file for a field of a service. What it is, its content says; the name only has to agree. A
 * photograph loses what it tells besides the picture. It stays loose until an application that names it is saved, and
 * is thrown away after a day if none is.
 * @throws Refused
 */
export async function keepAttachment(
  room: Room,
  viewer: Viewer,
  upload: Upload,
  id: string,
  alongside: readonly Statement[] = [],
): Promise<FileValue> {
  const place = { ...upload, size: upload.content.byteLength };
  const { service, name, accept } = await refuseBeforehand(room, viewer, place);
  const kind = await kindOf(upload.content, name);
  if (kind === undefined || kind.claimed !== undefined || !accept.includes(kind.extension))
    throw new Refused('attachment/type', { name, found: foundWords(kind), accept: accept.join(', ') });
  const bomb = await bombIn(upload.content, kind.extension);
  if (bomb !== undefined) throw new Refused('attachment/harmful', { name, why: bombWords[bomb] });
  const content = withoutTraces(upload.content, kind.extension);
  const row = {
    id,
    service_id: service,
    field: upload.field,
    uploader: viewer.id,
    // Photographs of some phones come without an ending, which the form's own check would miss.
    name: path.extname(name) === '' ? `${name}.${kind.extension}` : name,
    type: kind.type,
    size: content.byteLength,
  };
  // The file first: a crash in between leaves bytes without a row, which nobody can reach, and never the reverse.
  await room.files.write(row.id, content);
  const sha256 = createHash('sha256').update(content).digest();
  await room.database.transaction((transaction) =>
    transaction.commitWith([insertAttachment({ ...row, sha256 }, room.now()), ...alongside]),
  );
  return { id: row.id, name: row.name, size: row.size, type: row.type };
}

const bombWords: Readonly<Record<Bomb, Text>> = {
  unpacks: { zh: '展开后过大', en: 'it unpacks to far too much' },
  pixels: { zh: '图片的像素过多', en: 'the picture has too many pixels' },
  broken: { zh: '文件损坏，打不开', en: 'it is damaged and cannot be opened' },
};

/** What may be uploaded: for a field of a form, or with an objection (异议) that is about to be raised. */
async function rulesFor(
  room: Room,
  viewer: Viewer,
  upload: Omit<Upload, 'content'>,
): Promise<{ readonly service: string; readonly rules: ReturnType<typeof fileRulesAt> }> {
  const announcement = announcementOfFile(upload.field);
  if (announcement !== undefined) {
    const { row } = await announcementSeenBy(room, viewer, announcement);
    return { service: row.service_id, rules: objectionFiles };
  }
  const version = await versionFor(room, viewer, upload);
  return { service: version.id, rules: fileRulesAt(version.form.document, upload.field) };
}

/** @throws Refused `application/not-found` */
async function versionFor(
  room: Room,
  viewer: Viewer,
  upload: Omit<Upload, 'content'>,
): Promise<ServiceVersion> {
  if (upload.application === undefined) return room.catalogue.find(upload.service);
  const instance = await room.flow.instance(upload.application);
  const version = await versionOf(room, instance);
  await standingOf(room, viewer, instance, version.form);
  return version;
}

/** What the content is, for the refusal. */
function foundWords(kind: FileKind | undefined): Text {
  if (kind === undefined) return { zh: '未知类型', en: 'of an unknown kind' };
  const { extension, claimed } = kind;
  return claimed === undefined
    ? { zh: extension, en: extension }
    : {
        zh: `${extension}（扩展名却是 .${claimed}）`,
        en: `${extension} (but its name ends with .${claimed})`,
      };
}

async function refuseTooMany(room: Room, viewer: Viewer): Promise<void> {
  const yesterday = new Date(Date.parse(room.now()) - 86_400_000).toISOString();
  const [recent] = await room.database.query<{ count: number }>(uploadedSince(viewer.id, yesterday));
  if ((recent?.count ?? 0) >= mostFilesADay)
    throw new Refused('attachment/quota', { owner: { zh: '信息化部门', en: 'the IT centre' } });
}

export interface Download {
  readonly file: FileValue;
  readonly content: NodeJS.ReadableStream;
}

/**
 * A file for somebody who may see the field that holds it: its uploader while it is loose, then whoever reads the
 * application with a step that sees the field.
 * @throws Refused `attachment/not-found`
 */
export async function openAttachment(room: Room, viewer: Viewer, id: string): Promise<Download> {
  const [row] = await room.database.query<AttachmentRow>(attachmentsByIds([id]));
  if (row === undefined || !(await mayRead(room, viewer, row))) throw new Refused('attachment/not-found');
  const content = await room.files.read(row.id);
  if (content === undefined) throw new Refused('attachment/not-found');
  return { file: { id: row.id, name: row.name, size: row.size, type: row.type }, content };
}

async function mayRead(room: Room, viewer: Viewer, row: AttachmentRow): Promise<boolean> {
  if (row.application_id === null) return row.uploader === viewer.id;
  if (announcementOfFile(row.field) !== undefined) return mayReadObjectionFile(room, viewer, row);
  try {
    const instance = await room.flow.instance(row.application_id);
    const version = await versionOf(room, instance);
    const standing = await standingOf(room, viewer, instance, version.form);
    return seesFile(room, { version, instance, ...standing }, row);
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** Who sees the field; where he sees only some rows of a table, a file of one of those. A secret one nobody sees. */
async function seesFile(
  room: Room,
  { version, instance, step, eyes }: Standing & { version: ServiceVersion; instance: Instance },
  { id, field }: AttachmentRow,
): Promise<boolean> {
  const { form } = version;
  const at = form.at(step);
  if (at.access(field) === 'hidden' || at.isMasked(field)) return false;
  const [table = ''] = field.split('.');
  if (at.rows.get(table)?.visible === undefined) return true;
  const context = await formContextOf(
    room,
    version,
    eyes,
    instance.state.applicant.person,
    frozenIn(version, instance.state),
  );
  const seen = filesOf(form, projectForm(form, step, instance.state.data, context));
  return seen.some(({ file }) => file.id === id);
}

/** Throws away what was uploaded more than a day ago and never saved; answers how many files. */
export async function removeLooseAttachments(room: Room): Promise<number> {
  const yesterday = new Date(Date.parse(room.now()) - 86_400_000).toISOString();
  const rows = await room.database.query<{ id: string }>(deleteLoose(yesterday));
  for (const row of rows) await room.files.remove(row.id);
  return rows.length;
}

function fileRulesAt(document: FormDocument, path: string) {
  const [key, column] = path.split('.');
  const field = document.sections
    .flatMap((section) => section.fields)
    .find((candidate) => candidate.key === key);
  const found =
    column === undefined
      ? field
      : field?.type === 'table'
        ? field.items.find((item) => item.key === column)
        : undefined;
  return found && isFileField(found) ? fileRulesOf(found) : undefined;
}

/** The name for people to see, without path, control or direction-changing characters. */
function safeName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = base.replace(/[\p{Cc}\p{Cf}]/gu, '').trim();
  return Array.from(clean).slice(-120).join('') || '未命名';
}
