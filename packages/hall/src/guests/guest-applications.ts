/** What somebody from outside does with a service that he has come in by: begin, look where it stands, correct. */
import {
  type GuestApplication,
  type GuestApplicationSummary,
  type GuestForm,
  Refused,
} from '@yizhan/contract';
import type { Idempotency, ListRequest, Outcome } from '@yizhan/flow';
import type { FormData } from '@yizhan/forms';
import { type ApplicantAct, actOnApplication } from '../applications/change-application.ts';
import { createApplication } from '../applications/create-application.ts';
import { listApplications } from '../applications/list-applications.ts';
import { readApplication } from '../applications/read-application.ts';
import type { Room } from '../room.ts';
import { readService } from '../services/read-services.ts';
import { calendarOf } from '../tasks/read-task.ts';
import { viewerOf } from './guest.ts';
import type { GuestRow } from './guests.sql.ts';

/** The form as he would begin it. @throws Refused `guest/closed` */
export async function readGuestForm(room: Room, guest: GuestRow): Promise<GuestForm> {
  const service = await readService(room, viewerOf(guest), serviceOf(guest));
  const { id, name, form, given, prefill, names, calendar } = service;
  return { service: { id, name }, form, given, data: prefill.values, names, calendar };
}

export const beginAsGuest = (
  room: Room,
  guest: GuestRow,
  data: FormData,
  idempotency: Idempotency,
): Promise<Outcome> =>
  createApplication(room, viewerOf(guest), { service: serviceOf(guest), data, draft: false }, idempotency);

export async function listGuestApplications(
  room: Room,
  guest: GuestRow,
  page: ListRequest,
): Promise<{ items: GuestApplicationSummary[]; next?: string }> {
  serviceOf(guest);
  const { items, next } = await listApplications(room, viewerOf(guest), {
    box: 'mine',
    status: undefined,
    service: undefined,
    q: undefined,
    ...page,
  });
  return {
    items: items.map(({ id, number, title, status, submittedAt, endedAt }) => ({
      id,
      number,
      title,
      status,
      ...(submittedAt !== undefined && { submittedAt }),
      ...(endedAt !== undefined && { endedAt }),
    })),
    ...(next !== undefined && { next }),
  };
}

/** Where it stands, by step and day: who deals with it inside is not for outside. @throws Refused */
export async function readGuestApplication(
  room: Room,
  guest: GuestRow,
  id: string,
): Promise<GuestApplication> {
  serviceOf(guest);
  const read = await readApplication(room, viewerOf(guest), id);
  const { number, title, status, step, form, data, given, names, owner } = read;
  return {
    id,
    number,
    title,
    status,
    ...(read.submittedAt !== undefined && { submittedAt: read.submittedAt }),
    ...(read.endedAt !== undefined && { endedAt: read.endedAt }),
    step,
    form,
    data,
    given,
    names,
    calendar: calendarOf(room),
    current: read.current.map(({ node, since }) => ({ node: node.name, since })),
    history: read.timeline
      .filter(({ what }) => told.has(what))
      .map(({ at, what, node, comment }) => ({
        at,
        what: what as GuestApplication['history'][number]['what'],
        ...(node !== undefined && { node: node.name }),
        // What is said to him: why it came back, or was not granted.
        ...((what === 'sentBack' || what === 'rejected') && comment !== undefined && { comment }),
      })),
    owner,
    acts: read.acts.flatMap((act) =>
      act === 'submit' || act === 'withdraw' || act === 'cancel' ? [act] : [],
    ),
  };
}

const told: ReadonlySet<string> = new Set([
  'submitted',
  'resubmitted',
  'approved',
  'rejected',
  'sentBack',
  'withdrawn',
  'cancelled',
  'ended',
  'terminated',
]);

export function actOnGuestApplication(
  room: Room,
  guest: GuestRow,
  id: string,
  act: ApplicantAct,
  idempotency: Idempotency,
): Promise<Outcome> {
  serviceOf(guest);
  return actOnApplication(room, viewerOf(guest), id, act, idempotency);
}

/** @throws Refused `guest/closed` of somebody who is in for a task */
function serviceOf({ service_id: service }: GuestRow): string {
  if (service === null) throw new Refused('guest/closed');
  return service;
}
