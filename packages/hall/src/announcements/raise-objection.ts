/**
 * 异议. It is the case's, and yet no field of its form: what stands in the form is in the history for good and before
 * everybody who may read the step. The steps that the announcement names see it, with who has raised it where he is named.
 */
import { createHash } from 'node:crypto';
import { type NewObjection, type ObjectionRaised, type OwnObjection, Refused } from '@yizhan/contract';
import { schoolDay } from '@yizhan/flow';
import type { FileValue } from '@yizhan/forms';
import { v5 as idFrom } from 'uuid';
import { type AttachmentRow, attachmentsByIds, bindAttachments } from '../attachments/attachments.sql.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { keepObjection, type ObjectionRow, objectionByCode, objectionsBy } from './announcements.sql.ts';
import { objectionField } from './objection-files.ts';
import { announcementSeenBy, ownObjection } from './read-announcements.ts';

const namespace = '5f0c4c39-2f6b-4b0e-8c57-1d7f6f6b8a15';

/** A case that waits for it goes on by this message. */
const message = 'objection';

const mostOfOnePerson = 5;

/** `key`: the request's own; sent again with it, it is the same objection. @throws Refused */
export async function raiseObjection(
  room: Room,
  viewer: Viewer,
  announcement: string,
  { reason, files: fileIds = [], anonymous: isAnonymous = false }: NewObjection,
  key: string,
): Promise<ObjectionRaised> {
  const { row, settings } = await announcementSeenBy(room, viewer, announcement);
  if (row.ends_at <= room.now()) throw new Refused('announcement/ended');
  if (settings.objections === 'none') throw new Refused('announcement/no-objections');
  if (isAnonymous && settings.objections !== 'anonymous') throw new Refused('announcement/named-only');
  // A file knows who has uploaded it.
  if (isAnonymous && fileIds.length > 0) throw new Refused('announcement/anonymous-files');
  const id = idFrom(isAnonymous ? key : `${viewer.id} ${key}`, namespace);
  if (!isAnonymous) {
    const mine = await room.database.query<ObjectionRow>(objectionsBy(viewer.id, announcement));
    if (mine.length >= mostOfOnePerson && !mine.some((each) => each.id === id))
      throw new Refused('announcement/too-many-objections', { most: mostOfOnePerson });
  }
  const code = isAnonymous ? codeFrom(key) : undefined;
  const keep = [
    ...(fileIds.length === 0 ? [] : [bindAttachments(fileIds, row.application_id, viewer.id)]),
    keepObjection(
      {
        id,
        announcement_id: announcement,
        person: isAnonymous ? null : viewer.id,
        reason,
        files: await filesFor(room, viewer, announcement, fileIds),
        raised_on: schoolDay(room.now()),
      },
      code === undefined ? null : digestOf(code),
    ),
  ];
  await tell(room, row.application_id, id, keep);
  return { id, ...(code !== undefined && { code }) };
}

/** The answer to an anonymous objection, for whoever has its code. @throws Refused `announcement/no-such-code` */
export async function readObjectionByCode(
  room: Room,
  viewer: Viewer,
  announcement: string,
  code: string,
): Promise<OwnObjection> {
  await announcementSeenBy(room, viewer, announcement);
  const [row] = await room.database.query<ObjectionRow>(
    objectionByCode(announcement, digestOf(code.trim().toUpperCase())),
  );
  if (row === undefined) throw new Refused('announcement/no-such-code');
  return ownObjection(row);
}

/** Kept together with the step that it leads to, where the case waits for it; else it is there for whoever handles it. */
async function tell(
  room: Room,
  application: string,
  id: string,
  keep: readonly ReturnType<typeof keepObjection>[],
): Promise<void> {
  const { state } = await room.flow.instance(application);
  const wait = state.waits.find((each) => each.kind === 'message' && each.name === message);
  if (wait !== undefined) {
    try {
      await room.flow.run({
        instance: application,
        person: 'system',
        idempotency: { key: `objection ${id}`, digest: message },
        commands: () => [
          { type: 'message', name: message, ...(wait.key !== undefined && { key: wait.key }), data: {} },
        ],
        alongside: async () => ({ statements: keep }),
      });
      return;
    } catch (error) {
      // It waited a moment ago. The objection is taken all the same.
      if (!(error instanceof Refused)) throw error;
    }
  }
  await room.database.transaction((transaction) => transaction.commitWith(keep));
}

async function filesFor(
  room: Room,
  viewer: Viewer,
  announcement: string,
  ids: readonly string[],
): Promise<readonly FileValue[]> {
  const rows = ids.length === 0 ? [] : await room.database.query<AttachmentRow>(attachmentsByIds(ids));
  const own = rows.filter(
    (file) => file.uploader === viewer.id && file.field === objectionField(announcement),
  );
  if (own.length < new Set(ids).size) throw new Refused('attachment/not-found');
  return own.map(({ id, name, size, type }) => ({ id, name, size, type }));
}

/** 32 letters that nobody confuses; made of the request's key, so that a repeated request gets the same code. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const codeFrom = (key: string): string =>
  [...createHash('sha256').update(`objection ${key}`).digest().subarray(0, 12)]
    .map((byte) => letters[byte % 32])
    .join('');

const digestOf = (code: string): Buffer => createHash('sha256').update(code).digest();
