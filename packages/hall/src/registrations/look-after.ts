/**
 * What registrations do by themselves: a confirmation runs out, the lot is drawn, those who wait move up. A session that
 * has anything to do says when (`due_at`); a worker does all of it in one transaction behind the session's lock. One that
 * is killed in the middle leaves everything as it was, and the next one does it.
 */
import { Refused } from '@yizhan/contract';
import type { Statement, Transaction } from '@yizhan/database';
import { startWorkLoop, type WorkLoop } from '@yizhan/flow';
import { v7 as newId } from 'uuid';
import { nameOf } from '../applications/present.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { drawTime, limitsOf } from './limits.ts';
import { drawn } from './lot.ts';
import { type RegistrationWords, tellRegistered } from './messages.sql.ts';
import { type Counts, moveUp, type Waiting } from './places.ts';
import {
  type CountRow,
  countsIn,
  dueSession,
  inStates,
  insertEvent,
  lookAgain,
  markDrawn,
  type PlacesRow,
  placesSet,
  type RegistrationRow,
  type SessionRow,
  settle,
  settleDraw,
  takeSession,
} from './registrations.sql.ts';
import type { RegistrationSettings } from './settings.ts';
import { countsFrom, placeOf } from './take-place.ts';

export const startRegistrations = (room: Room, report: (error: unknown) => void): WorkLoop =>
  startWorkLoop(() => lookAfterRegistration(room), report);

/** Looks after one session that is due; answers whether there was any. */
async function lookAfterRegistration(room: Room): Promise<boolean> {
  const [due] = await room.database.query<SessionRow>(dueSession(room.now()));
  if (due === undefined) return false;
  // Before the transaction, which must not wait for a second connection.
  const version = await versionFor(room, due.service_id);
  await room.database.transaction(async (transaction) => {
    const now = room.now();
    const [session] = await transaction.query<SessionRow>(takeSession(placeOf(due), now));
    if (session === undefined) return;
    const settings = version?.registration?.settings;
    await transaction.commitWith(
      version === undefined || settings === undefined
        ? [lookAgain(placeOf(session), null)]
        : await lookAfter({ version, settings, session, now, transaction }),
    );
  });
  return true;
}

/** Of a service that was taken off nothing goes on. */
const versionFor = (room: Room, service: string): Promise<ServiceVersion | undefined> =>
  room.catalogue.find(service).catch((error: unknown) => {
    if (error instanceof Refused) return undefined;
    throw error;
  });

interface Looking {
  readonly version: ServiceVersion;
  readonly settings: RegistrationSettings;
  readonly session: SessionRow;
  readonly now: string;
  readonly transaction: Transaction;
}

async function lookAfter(looking: Looking): Promise<readonly Statement[]> {
  const { version, settings, session, now, transaction } = looking;
  const place = placeOf(session);
  const [rows, counted, set] = await Promise.all([
    transaction.query<RegistrationRow>(inStates(place, ['entered', 'waiting', 'offered'])),
    transaction.query<CountRow>(countsIn(place)),
    transaction.query<PlacesRow>(placesSet(place)),
  ]);
  const limits = limitsOf(version, settings, set);
  const offered = rows.filter(({ state }) => state === 'offered');
  const lapsed = offered.filter(({ confirm_by: by }) => by !== null && by <= now);
  const counts = without(countsFrom(counted), lapsed);
  const drawsAt = drawTime(version, settings);
  const isToDraw = drawsAt !== undefined && session.drawn_at === null;
  const ended: readonly Statement[] =
    lapsed.length === 0
      ? []
      : [
          settle(idsOf(lapsed), 'lapsed', now),
          ...tellRegistered(lapsed, 'registration-lapsed', wordsOf(version, session.session), now),
        ];
  if (isToDraw && drawsAt > now) return [...ended, lookAgain(place, drawsAt)];
  if (isToDraw) return [...ended, ...draw(looking, rows, limits, counts), lookAgain(place, null)];
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const moved = rowsOf(moveUp(limits, counts, waiting.map(asWaiting)), waiting);
  const hours = settings.confirmWithin;
  const confirmBy =
    hours === undefined ? undefined : new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const deadlines = [
    ...offered.filter((row) => !lapsed.includes(row)).flatMap((row) => row.confirm_by ?? []),
    ...(confirmBy !== undefined && moved.length > 0 ? [confirmBy] : []),
  ].sort();
  return [
    ...ended,
    ...(moved.length === 0
      ? []
      : [
          settle(idsOf(moved), confirmBy === undefined ? 'placed' : 'offered', now, {
            confirmBy: confirmBy ?? null,
          }),
          ...tellRegistered(
            moved,
            confirmBy === undefined ? 'registration-placed' : 'registration-offered',
            { ...wordsOf(version, session.session), ...(confirmBy && { until: confirmBy }) },
            now,
          ),
        ]),
    lookAgain(place, deadlines[0] ?? null),
  ];
}

/** All of it in the worker's one transaction: order, places, waiting list and what everybody is told. */
function draw(
  { version, settings, session, now }: Looking,
  rows: readonly RegistrationRow[],
  limits: Parameters<typeof moveUp>[0],
  counts: readonly Counts[],
): readonly Statement[] {
  const entered = rows.filter(({ state }) => state === 'entered');
  const order = drawn(
    session.seed,
    entered.map((row) => ({ ...asWaiting(row), row })),
  );
  const winners = new Set(moveUp(limits, counts, order).map(({ application }) => application));
  const rest = settings.waitingList ? 'waiting' : 'lost';
  const mostWaiting = typeof settings.waitingList === 'object' ? settings.waitingList.places : order.length;
  let waiting = 0;
  const settled = order.map(({ application, row }, index) => {
    const loses = winners.has(application)
      ? 'placed'
      : rest === 'waiting' && waiting < mostWaiting
        ? 'waiting'
        : 'lost';
    if (loses === 'waiting') waiting += 1;
    return { application, row, turn: index + 1, state: loses } as const;
  });
  const toldAs = {
    placed: 'registration-placed',
    waiting: 'registration-waiting',
    lost: 'registration-lost',
  } as const;
  const words = wordsOf(version, session.session);
  return [
    settleDraw(settled, now),
    markDrawn(placeOf(session), now),
    insertEvent(placeOf(session), {
      id: newId(),
      at: now,
      person: 'system',
      act: 'drawn',
      details: { count: order.length, places: winners.size },
    }),
    ...(['placed', 'waiting', 'lost'] as const).flatMap((state) =>
      tellRegistered(
        settled.filter((each) => each.state === state).map(({ row }) => row),
        toldAs[state],
        words,
        now,
      ),
    ),
  ];
}

const idsOf = (rows: readonly RegistrationRow[]): readonly string[] => rows.map((row) => row.application_id);

const asWaiting = ({ application_id: application, group_key: group }: RegistrationRow): Waiting => ({
  application,
  group,
});

function rowsOf(moved: readonly Waiting[], rows: readonly RegistrationRow[]): readonly RegistrationRow[] {
  const chosen = new Set(moved.map(({ application }) => application));
  return rows.filter((row) => chosen.has(row.application_id));
}

const without = (counts: readonly Counts[], gone: readonly RegistrationRow[]): readonly Counts[] =>
  counts.map((each) => ({
    ...each,
    placed: each.placed - gone.filter(({ group_key: group }) => group === each.group).length,
  }));

export const wordsOf = (version: ServiceVersion, session: string): RegistrationWords => ({
  service: nameOf(version),
  title: session,
});
