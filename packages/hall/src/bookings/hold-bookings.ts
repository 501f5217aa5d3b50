/**
 * 预占: what a form books is held in the transaction of the command that submits it, moves it or approves it. Two who
 * want the same at once: each takes the lock of the resource first, so the second sees what the first has committed and
 * is told what is free nearby. The lock is for that answer; that nothing overlaps, `booking_apart` sees to.
 */
import { Refused } from '@yizhan/contract';
import { isExclusionViolation, type Transaction } from '@yizhan/database';
import type { Decided } from '@yizhan/flow';
import { formatValue, occurrencesOf } from '@yizhan/forms';
import { v7 as newId } from 'uuid';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import {
  type BookingRow,
  extendHold,
  insertHolds,
  lockResources,
  moveAway,
  overlapping,
  ownBookings,
  releaseExpired,
} from './bookings.sql.ts';
import { nearby } from './nearby.ts';
import type { Resource } from './resource.ts';
import { refuseOutsideRules } from './rules.ts';
import { momentOf, type Span } from './times.ts';
import { bookingFields, type Wanted, wantedIn } from './wanted.ts';

interface Wish extends Wanted {
  readonly resource: Resource;
  readonly spans: readonly Span[];
}

const usualHold = 72;

/** @throws Refused `booking/taken`, `booking/outside-rules`, `booking/unknown-resource` */
export async function holdBookings(
  room: Room,
  version: ServiceVersion,
  viewer: Viewer,
  decided: Decided,
  transaction: Transaction,
): Promise<void> {
  const { locked, state, events, now } = decided;
  const { form } = version;
  // Corrections of what was sent back are kept as a draft first: what is held moves when they are submitted.
  if (bookingFields(form).length === 0 || (state.status !== 'running' && state.status !== 'approved')) return;
  const isSubmission = events.some((event) => event.type === 'submitted');
  const isApproved = state.status === 'approved' && locked.state.status !== 'approved';
  const wanted = wantedIn(form, state.data);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(wantedIn(form, locked.state.data));
  if (!isSubmission && !isChanged && !isApproved) return;
  const wishes = wanted.map((each) => wishOf(room, version, each));
  // What the applicant asks must keep to the rules; who decides may make an exception.
  if (isSubmission && (isChanged || locked.businessKey === null))
    for (const { resource, spans } of wishes)
      refuseOutsideRules(resource, spans, viewer.kind, now, room.site.calendar);
  const resources = wishes.map(({ resource }) => resource.id);
  await transaction.query(lockResources(resources));
  await transaction.query(releaseExpired(now, resources));
  const own = await transaction.query<BookingRow>(ownBookings(locked.instance));
  if (!holdsAll(own, wishes)) await move(room, wishes, decided, transaction);
  else if (isSubmission) await transaction.query(extendHold(locked.instance, expiryOf(wishes, now)));
}

/** All of it or nothing: what it held before is given up only together with having the new. */
async function move(
  room: Room,
  wishes: readonly Wish[],
  { locked: { instance }, state, now }: Decided,
  transaction: Transaction,
): Promise<void> {
  for (const wish of wishes) {
    const taken = await transaction.query<BookingRow>(
      overlapping([wish.resource.id], timesOf(wish.spans), instance),
    );
    if (taken.length > 0) throw await takenOf(room, wish, transaction);
  }
  await transaction.query(moveAway(instance, now));
  if (wishes.length === 0) return;
  const expires = expiryOf(wishes, now);
  const holds = wishes.flatMap(({ field, resource, spans }) =>
    spans.map(({ start, end }) => ({
      id: newId(),
      resource: resource.id,
      starts: momentOf(start),
      ends: momentOf(end),
      field,
      expires,
    })),
  );
  try {
    await transaction.query(insertHolds(instance, state.applicant.person, holds, now));
  } catch (error) {
    const [wish] = wishes;
    // Two fields of one form that want the same, or somebody who writes without the lock.
    if (wish === undefined || !isExclusionViolation(error, 'booking_apart')) throw error;
    throw await takenOf(room, wish, room.database);
  }
}

function wishOf(room: Room, { form }: ServiceVersion, { field, value }: Wanted): Wish {
  const resource = room.site.resources.get(value.resource);
  const settings = bookingFields(form).find(({ key }) => key === field);
  const isOffered =
    resource !== undefined &&
    settings?.kinds.includes(resource.kind) === true &&
    (settings.buildings?.includes(resource.building) ?? true);
  if (!isOffered) throw new Refused('booking/unknown-resource', { resource: value.label || value.resource });
  return { field, value, resource, spans: occurrencesOf(value) };
}

const timesOf = (spans: readonly Span[]) => ({
  starts: spans.map(({ start }) => momentOf(start)),
  ends: spans.map(({ end }) => momentOf(end)),
});

const holdsAll = (own: readonly BookingRow[], wishes: readonly Wish[]): boolean => {
  const keyOf = (field: string | null, resource: string, starts: string, ends: string) =>
    [field, resource, Date.parse(starts), Date.parse(ends)].join(' ');
  const held = own.map((row) =>
    row.status === 'released' ? '' : keyOf(row.field, row.resource_id, row.starts, row.ends),
  );
  const wished = wishes.flatMap(({ field, resource, spans }) =>
    spans.map(({ start, end }) => keyOf(field, resource.id, momentOf(start), momentOf(end))),
  );
  return held.length === wished.length && wished.every((each) => held.includes(each));
};

function expiryOf(wishes: readonly Wish[], now: string): string {
  const hours = Math.min(...wishes.map(({ resource }) => resource.rules.holdHours ?? usualHold), 720);
  return new Date(Date.parse(now) + hours * 3_600_000).toISOString();
}

async function takenOf(
  room: Room,
  { resource, value, spans }: Wish,
  connection: Room['database'] | Transaction,
) {
  const { times, others } = await nearby(room, resource, spans, connection);
  const words = (isEnglish: boolean) => {
    const free = [
      ...others.map(({ name, nameEn }) => (isEnglish ? (nameEn ?? name) : name)),
      ...times.map(({ start, end }) =>
        isEnglish
          ? `this one ${start.slice(11)}–${end.slice(11)}`
          : `本处 ${start.slice(11)}–${end.slice(11)}`,
      ),
    ];
    if (free.length === 0) return isEnglish ? 'nothing is free nearby that day' : '当天附近都已约满';
    return isEnglish ? `free nearby: ${free.join(', ')}` : `附近空闲：${free.join('、')}`;
  };
  const field = { key: 'x', type: 'booking', label: '', kinds: [] } as const;
  const names = { people: {}, units: {} };
  return new Refused('booking/taken', {
    what: {
      zh: formatValue(field, value, names, 'zh-CN'),
      en: formatValue(field, { ...value, label: resource.nameEn ?? value.label }, names, 'en'),
    },
    near: { zh: words(false), en: words(true) },
    others: others.map(({ id, name }) => ({ id, name })),
    times,
  });
}
