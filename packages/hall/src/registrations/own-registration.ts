/** 我的报名: where somebody stands, and what he does about it himself: he confirms, or gives the place up. */
import { type OwnRegistration, Refused } from '@yizhan/contract';
import type { Idempotency, Instance } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { actOnApplication } from '../applications/change-application.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import { drawTime } from './limits.ts';
import { lotNumber } from './lot.ts';
import {
  hasten,
  insertEvent,
  lockKnownSession,
  type RegistrationRow,
  registrationOf,
  settle,
  waitingBefore,
} from './registrations.sql.ts';
import { isLive, placeOf } from './take-place.ts';

/** What an application's page says of its registration; what may be done, only to whom it belongs. */
export async function ownRegistration(
  room: Room,
  viewer: Viewer,
  { row: { id } }: Instance,
  version: ServiceVersion,
): Promise<OwnRegistration | undefined> {
  if (version.settings.registration === undefined) return undefined;
  const [row] = await room.database.query<RegistrationRow>(registrationOf(id));
  if (row === undefined) return undefined;
  const current = await room.catalogue.find(version.id).catch(() => version);
  const { registration = version.settings.registration } = current.settings;
  const isOwn = isHis(row, viewer);
  const ahead =
    row.state === 'waiting' ? await room.database.query<{ count: number }>(waitingBefore(row)) : undefined;
  const drawsAt = row.state === 'entered' ? drawTime(current, registration) : undefined;
  return {
    state: row.state,
    session: row.session,
    group: row.group_key,
    since: row.since,
    ...(ahead && { ahead: ahead[0]?.count ?? 0 }),
    ...(row.confirm_by !== null && { confirmBy: row.confirm_by }),
    ...(row.checked_in_at !== null && { checkedInAt: row.checked_in_at }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(registration.mode === 'lot' && isOwn && { lot: lotNumber(id) }),
    ...(drawsAt !== undefined && { drawsAt }),
    acts: isOwn ? actsOf(row, room.now()) : [],
    ...(isOwn && row.state === 'placed' && registration.checkIn === true && { code: id }),
  };
}

const isHis = ({ person, initiator }: RegistrationRow, { id }: Viewer): boolean =>
  id === person || id === initiator;

function actsOf(row: RegistrationRow, now: string): OwnRegistration['acts'] {
  if (!isLive(row) || row.checked_in_at !== null) return [];
  return row.confirm_by !== null && row.confirm_by > now ? ['confirm', 'giveUp'] : ['giveUp'];
}

/**
 * He confirms the place that he was offered, or gives up what he has: of an application that is under way by cancelling
 * it. Done twice it is done once.
 * @throws Refused
 */
export async function actOnRegistration(
  room: Room,
  viewer: Viewer,
  application: string,
  act: 'confirm' | 'giveUp',
  idempotency: Idempotency,
): Promise<OwnRegistration> {
  const instance = await room.flow.instance(application);
  const version = await versionOf(room, instance);
  const [known] = await room.database.query<RegistrationRow>(registrationOf(application));
  if (known === undefined || !isHis(known, viewer)) throw new Refused('application/not-found');
  const isUnderWay = instance.state.status === 'running' || instance.state.status === 'returned';
  // Cancelling is the initiator's; somebody for whom it was initiated gives up what is his.
  if (act === 'giveUp' && isUnderWay && instance.row.initiator === viewer.id)
    await actOnApplication(room, viewer, application, { act: 'cancel' }, idempotency);
  else if (act === 'giveUp') await giveUp(room, viewer, known);
  else await confirm(room, known);
  const own = await ownRegistration(room, viewer, instance, version);
  if (own === undefined) throw new Refused('application/not-found');
  return own;
}

async function confirm(room: Room, known: RegistrationRow): Promise<void> {
  await room.database.transaction(async (transaction) => {
    await transaction.query(lockKnownSession(placeOf(known)));
    const [row] = await transaction.query<RegistrationRow>(registrationOf(known.application_id));
    if (row?.state === 'placed') return;
    const now = room.now();
    if (row?.state === 'lapsed' || (row?.confirm_by && row.confirm_by <= now))
      throw new Refused('registration/too-late', { at: row.confirm_by ?? row.since });
    if (row?.state !== 'offered') throw new Refused('registration/not-offered');
    await transaction.commitWith([settle([row.application_id], 'placed', now)]);
  });
}

async function giveUp(room: Room, viewer: Viewer, known: RegistrationRow): Promise<void> {
  const place = placeOf(known);
  await room.database.transaction(async (transaction) => {
    await transaction.query(lockKnownSession(place));
    const [row] = await transaction.query<RegistrationRow>(registrationOf(known.application_id));
    if (row?.state === 'given-up') return;
    if (row === undefined || !isLive(row) || row.checked_in_at !== null)
      throw new Refused('registration/no-place');
    const now = room.now();
    await transaction.commitWith([
      settle([row.application_id], 'given-up', now),
      hasten(place, now),
      insertEvent(place, {
        id: newId(),
        at: now,
        person: viewer.id,
        act: 'givenUp',
        details: { application: row.application_id, count: 1 },
      }),
    ]);
  });
}

/** As clocks at the school show it. */
export const atSchool = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
