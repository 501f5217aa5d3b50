import { Refused } from '@yizhan/contract';
import type { Transaction } from '@yizhan/database';
import { type Alongside, type Decided, schoolDay } from '@yizhan/flow';
import { type FormData, filesOf } from '@yizhan/forms';
import { bindAttachments, releaseAttachments } from '../attachments/attachments.sql.ts';
import { holdBookings } from '../bookings/hold-bookings.ts';
import { holdCase } from '../campaigns/cases.sql.ts';
import { isOfCampaigns, refuseOutsideCampaign } from '../campaigns/submission.ts';
import { takePlace } from '../registrations/take-place.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { isTakenAt, takeQuotas } from '../services/quota.ts';
import type { Viewer } from '../viewer.ts';
import { confidentialTitle, isConfidential } from './is-confidential.ts';
import { nextSerial } from './serial-number.sql.ts';
import { serialNumber } from './serial-number.ts';
import { titleOf } from './title.ts';

/**
 * What the hall adds to a command: what it books, its place in a registration, what a submission or an approval takes of quotas, the serial number of a first
 * submission, the title, and the files' owner. Once an application was submitted it keeps also the files that it names no longer, for others have decided on them.
 * @throws Refused `attachment/not-found`, `service/quota-used-up`, `service/closed` and their like of a campaign, `booking/taken` and others of bookings, `registration/full`, `registration/already-in`
 */
export async function hallAlongside(
  room: Room,
  version: ServiceVersion,
  viewer: Viewer,
  decided: Decided,
  transaction: Transaction,
): Promise<Alongside> {
  const { locked, state, events, now } = decided;
  const idsIn = (data: FormData) => filesOf(version.form, data).map(({ file }) => file.id);
  const dataChanged = state.data !== locked.state.data;
  const isFirst = locked.businessKey === null;
  const isSubmission = events.some((event) => event.type === 'submitted');
  const before = new Set(idsIn(locked.state.data));
  const files = dataChanged ? idsIn(state.data) : [];
  const added = files.filter((file) => !before.has(file));
  await holdBookings(room, version, viewer, decided, transaction);
  const approved = events.flatMap((event) => (event.type === 'approved' ? [event.node] : []));
  const moment = { isSubmission, approved };
  const isAsked = isSubmission || version.quotas.some((quota) => isTakenAt(quota, moment));
  const held = isAsked && isOfCampaigns(version) ? await holdCase(locked.instance, transaction) : undefined;
  if (isSubmission && isOfCampaigns(version))
    refuseOutsideCampaign(held, locked.state.status, schoolDay(now));
  const quotas = await takeQuotas(
    room,
    version,
    { application: locked.instance, state, now, ...moment, held },
    transaction,
  );
  const registered = await takePlace(room, version, decided, transaction);
  const [businessKey] = await Promise.all([
    isFirst && isSubmission ? drawNumber(version, now, transaction) : undefined,
    added.length > 0 ? bind(added, locked.instance, viewer, transaction) : undefined,
  ]);
  const isSecret = isConfidential(room, version, state);
  return {
    ...(businessKey !== undefined && { businessKey }),
    ...(version.confidential && { confidential: isSecret }),
    ...((dataChanged || isSecret) && {
      title: isSecret ? confidentialTitle : titleOf(version, state.data),
    }),
    statements: [
      ...quotas,
      ...registered,
      ...(dataChanged && isFirst && locked.revision > 0 ? [releaseAttachments(locked.instance, files)] : []),
    ],
  };
}

/** Two applications that name one loose file at the same instant: both have seen it loose, and only one can have it. */
async function bind(files: readonly string[], application: string, viewer: Viewer, transaction: Transaction) {
  const bound = await transaction.query(bindAttachments(files, application, viewer.id));
  if (bound.length < new Set(files).size) throw new Refused('attachment/not-found');
}

async function drawNumber(version: ServiceVersion, now: string, transaction: Transaction): Promise<string> {
  const { period, write } = serialNumber(version.settings.serialNumber, schoolDay(now));
  const [row] = await transaction.query<{ last: number }>(nextSerial(version.id, period));
  return write(row?.last ?? 0);
}
