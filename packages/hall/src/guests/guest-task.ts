/** All that a guest of a step may do: see its form, put files to it, and decide it. */
import { type GuestTask, Refused } from '@yizhan/contract';
import type { Idempotency } from '@yizhan/flow';
import { type FileValue, type FormData, mayWrite } from '@yizhan/forms';
import { versionOf } from '../applications/version-of.ts';
import { type Download, openAttachment, storeAttachment } from '../attachments/attachments.ts';
import type { Room } from '../room.ts';
import { actOnTask } from '../tasks/act-on-task.ts';
import { readTask } from '../tasks/read-task.ts';
import { viewerOf } from './guest.ts';
import { countGuestEvents, type GuestRow, recordAct, recordGuest } from './guests.sql.ts';
import { type OpenTask, waitingFor } from './open-task.ts';

const guestActs = ['approve', 'reject', 'sendBack'] as const;
type GuestAct = (typeof guestActs)[number];

/** @throws Refused `guest/closed` */
export async function readGuestTask(room: Room, guest: GuestRow): Promise<GuestTask> {
  const { task: id } = await openOr(room, guest);
  const task = await readTask(room, viewerOf(guest), id);
  await recordLook(room, guest);
  const { application, form, data, given, names, calendar, node, step, acts, due } = task;
  const { number, service, title, applicant, id: applicationId } = application;
  const { institution, institutionEn } = room.site;
  return {
    node,
    application: {
      id: applicationId,
      number,
      service,
      title,
      applicant: { name: applicant.name, unit: applicant.unit },
    },
    ...(due !== undefined && { due }),
    step,
    form,
    data,
    given,
    names,
    calendar,
    acts: acts.flatMap(({ act, label }) =>
      isGuestAct(act) ? [{ act, ...(label !== undefined && { label }) }] : [],
    ),
    site: { institution, institutionEn },
  };
}

const isGuestAct = (act: string): act is GuestAct => (guestActs as readonly string[]).includes(act);

/** One look in a quarter of an hour: reloading a page is no second one. */
async function recordLook(room: Room, { id }: GuestRow): Promise<void> {
  const since = new Date(Date.parse(room.now()) - 15 * 60_000).toISOString();
  const [lately] = await room.database.query<{ count: number }>(countGuestEvents(id, 'looked', since));
  if ((lately?.count ?? 0) === 0) await room.database.query(recordGuest(id, 'looked', room.now()));
}

export interface GuestActRequest {
  readonly act: GuestAct;
  readonly comment?: string;
  readonly data?: FormData;
}

/** To send back is to send back to the applicant: a guest knows of no other step. @throws Refused */
export async function actAsGuest(
  room: Room,
  guest: GuestRow,
  request: GuestActRequest,
  idempotency: Idempotency,
): Promise<void> {
  // A repeated request finds its task closed by the first, whose answer it is to have.
  const task = guest.task_id;
  if (task === null) throw new Refused('guest/closed');
  try {
    await actOnTask(room, viewerOf(guest), task, request, idempotency);
  } catch (error) {
    throw isOver(error) ? new Refused('guest/closed') : error;
  }
  await room.database.query(recordAct(guest.id, room.now()));
}

const over: ReadonlySet<string> = new Set(['task/not-found', 'task/already-closed', 'task/already-voted']);
const isOver = (error: unknown): boolean => error instanceof Refused && over.has(error.code);

/** A file for a field that his step fills in, or of the service that he begins. @throws Refused */
export async function storeGuestFile(
  room: Room,
  guest: GuestRow,
  upload: { readonly field: string; readonly name: string; readonly content: Uint8Array },
): Promise<FileValue> {
  if (guest.service_id !== null)
    return storeAttachment(room, viewerOf(guest), { ...upload, service: guest.service_id });
  const { instance, task } = await openOr(room, guest);
  const version = await versionOf(room, instance);
  const step = instance.state.tasks.find((open) => open.id === task)?.node ?? '';
  if (!mayWrite(version.form.at(step).access(upload.field)))
    throw new Refused('attachment/unknown-field', { field: upload.field });
  return storeAttachment(room, viewerOf(guest), {
    ...upload,
    service: version.id,
    application: instance.row.id,
  });
}

/** @throws Refused `attachment/not-found`, `guest/closed` */
export async function openGuestFile(room: Room, guest: GuestRow, id: string): Promise<Download> {
  if (guest.service_id === null) await openOr(room, guest);
  return openAttachment(room, viewerOf(guest), id);
}

async function openOr(room: Room, guest: GuestRow): Promise<OpenTask> {
  const open = await waitingFor(room, guest);
  if (open === undefined) throw new Refused('guest/closed');
  return open;
}
