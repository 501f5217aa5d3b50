/** What whoever looks after a registration does to it, each recorded with who and when, behind the session's lock. */
import { Refused, type RegistrationAct, type RegistrationActDone } from '@yizhan/contract';
import type { Statement, Transaction } from '@yizhan/database';
import { type Idempotency, isUuid } from '@yizhan/flow';
import { v5 as nameId } from 'uuid';
import type { Administrator } from '../administration/administrator.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { wordsOf } from './look-after.ts';
import { commitmentTo, newSeed } from './lot.ts';
import { tellRegistered } from './messages.sql.ts';
import { type Administered, administeredFor } from './registration-of.ts';
import {
  type CountRow,
  checkIn,
  countsIn,
  type EventRow,
  eventById,
  hasten,
  insertEvent,
  lockKnownSession,
  lockSession,
  type Place,
  type RegistrationRow,
  registrationOf,
  registrationsOf,
  rosterOf,
  setPlaces,
  settle,
  undoCheckIn,
} from './registrations.sql.ts';
import { stateWords } from './roster.ts';
import { countsFrom, isLive } from './take-place.ts';

type Act<Kind extends RegistrationAct['act']> = Extract<RegistrationAct, { readonly act: Kind }>;

interface Doing extends Administered {
  readonly room: Room;
  readonly administrator: Administrator;
  readonly transaction: Transaction;
  readonly now: string;
  /** What is kept of it; committed with what was done. */
  readonly event: (place: Place, details: EventRow['details']) => Statement;
}

const namespace = '5a0c1f0e-6d2b-4c53-8a34-0b5f0f4c7e21';

/**
 * A request that is sent again with its key gets the first answer again, which stands in the record.
 * @throws Refused
 */
export async function actOnRegistrationsOf(
  room: Room,
  administrator: Administrator,
  service: string,
  act: RegistrationAct,
  { key, digest }: Idempotency,
): Promise<RegistrationActDone> {
  const administered = await administeredFor(room, administrator, service);
  const id = nameId(`${administrator.id} ${key}`, namespace);
  const first = await firstAnswer(room, id, digest);
  if (first !== undefined) return first;
  try {
    return await room.database.transaction((transaction) => {
      const now = room.now();
      const event = (place: Place, details: EventRow['details']) =>
        insertEvent(place, {
          id,
          at: now,
          person: administrator.id,
          act: act.act,
          details: { ...details, digest },
        });
      return carryOut({ ...administered, room, administrator, transaction, now, event }, act);
    });
  } catch (error) {
    // The same request came twice at once: to this one it is done already.
    const answer = await firstAnswer(room, id, digest);
    if (answer === undefined) throw error;
    return answer;
  }
}

async function firstAnswer(room: Room, id: string, digest: string): Promise<RegistrationActDone | undefined> {
  const [event] = await room.database.query<EventRow>(eventById(id));
  if (event === undefined) return undefined;
  if (event.details.digest !== digest) throw new Refused('request/key-reused');
  return event.details.answer as RegistrationActDone;
}

function carryOut(doing: Doing, act: RegistrationAct): Promise<RegistrationActDone> {
  switch (act.act) {
    case 'checkIn':
      return checkSomebodyIn(doing, act);
    case 'undoCheckIn':
      return undo(doing, act);
    case 'remove':
      return remove(doing, act);
    case 'places':
      return changePlaces(doing, act);
  }
}

const placeIn = ({ version }: Doing, session = ''): Place => ({ service: version.id, session });

/** Who is meant by what was scanned or typed: an application, its number, or somebody's number. */
async function checkSomebodyIn(
  doing: Doing,
  { code, session }: Act<'checkIn'>,
): Promise<RegistrationActDone> {
  const { room, transaction, settings, administrator, now, event } = doing;
  if (settings.checkIn !== true) throw new Refused('registration/no-check-in');
  const place = placeIn(doing, session);
  const row = await meantBy(doing, place, code.trim());
  const names = await namesOf(room, [row]);
  await transaction.query(lockKnownSession(place));
  const [known] = await transaction.query<RegistrationRow>(registrationsOf(place, [row.application_id]));
  const person = names.person(row.person);
  if (known === undefined || known.state !== 'placed')
    throw new Refused('registration/not-placed', {
      name: person.name,
      state: { zh: stateWords[known?.state ?? 'released'], en: known?.state ?? 'released' },
    });
  if (known.checked_in_at !== null)
    throw new Refused('registration/checked-in', { name: person.name, at: known.checked_in_at });
  const answer = { count: 1, person };
  await transaction.commitWith([
    checkIn(row.application_id, now, administrator.id),
    event(place, { application: row.application_id, answer }),
  ]);
  return answer;
}

/** Looked up outside the transaction: names stand in other tables. @throws Refused `registration/unknown-code` */
async function meantBy({ room }: Doing, place: Place, code: string): Promise<RegistrationRow> {
  const rows = await room.database.query<RegistrationRow>(rosterOf(place));
  const byCode = isUuid(code) ? rows.find((row) => row.application_id === code.toLowerCase()) : undefined;
  if (byCode !== undefined) return byCode;
  const [standings, names] = await Promise.all([
    room.flow.standingsOf(rows.map((row) => row.application_id)),
    namesOf(room, rows),
  ]);
  const meant = rows.filter(
    (row) =>
      standings.get(row.application_id)?.business_key === code || names.person(row.person).number === code,
  );
  const [row] = [...meant.filter(({ state }) => state === 'placed'), ...meant];
  if (row === undefined) throw new Refused('registration/unknown-code', { code });
  return row;
}

async function undo(doing: Doing, { application }: Act<'undoCheckIn'>): Promise<RegistrationActDone> {
  const { room, transaction, version, event } = doing;
  const row = await rowFor(room, version.id, application);
  const place = placeIn(doing, row.session);
  const answer = { count: 1, person: (await namesOf(room, [row])).person(row.person) };
  await transaction.query(lockKnownSession(place));
  await transaction.commitWith([undoCheckIn(application), event(place, { application, answer })]);
  return answer;
}

async function rowFor(room: Room, service: string, application: string): Promise<RegistrationRow> {
  const [row] = await room.database.query<RegistrationRow>({
    ...registrationOf(application),
  });
  if (row === undefined || row.service_id !== service) throw new Refused('registration/not-found');
  return row;
}

/** 移出, with a reason that they read; their places go on. */
async function remove(
  doing: Doing,
  { session, applications, reason }: Act<'remove'>,
): Promise<RegistrationActDone> {
  const { room, version, transaction, now, event } = doing;
  const place = placeIn(doing, session);
  const known = await room.database.query<RegistrationRow>(registrationsOf(place, applications));
  if (known.length === 0) throw new Refused('registration/not-found');
  const names = await namesOf(room, known);
  await transaction.query(lockKnownSession(place));
  const rows = await transaction.query<RegistrationRow>(registrationsOf(place, applications));
  const gone = rows.filter((row) => !isLive(row));
  if (gone.length > 0) throw new Refused('registration/not-in', { names: listOf(gone, names).join('、') });
  const answer = { count: rows.length };
  await transaction.commitWith([
    settle(
      rows.map((row) => row.application_id),
      'removed',
      now,
      { reason: reason.trim() },
    ),
    hasten(place, now),
    ...tellRegistered(
      rows,
      'registration-removed',
      { ...wordsOf(version, place.session), comment: reason.trim() },
      now,
    ),
    event(place, {
      count: rows.length,
      people: listOf(rows, names).slice(0, 20),
      reason: reason.trim(),
      answer,
    }),
  ]);
  return answer;
}

/** 调整名额: more moves the waiting list up; fewer than have a place already only for whoever says that he means it. */
async function changePlaces(
  doing: Doing,
  { session, group = '', places, below = false }: Act<'places'>,
): Promise<RegistrationActDone> {
  const { transaction, settings, now, event } = doing;
  const place = placeIn(doing, session);
  if (group !== '' && settings.groups === undefined)
    throw new Refused('registration/unknown-group', { group });
  const seed = newSeed();
  await transaction.query(lockSession(place, seed, commitmentTo(seed)));
  const counts = countsFrom(await transaction.query<CountRow>(countsIn(place)));
  const placed = counts
    .filter((each) => group === '' || each.group === group)
    .reduce((sum, each) => sum + each.placed, 0);
  if (places < placed && !below) throw new Refused('registration/below-placed', { placed, places });
  const answer = { count: 1 };
  await transaction.commitWith([
    setPlaces(place, group, places),
    hasten(place, now),
    event(place, { group, places, answer }),
  ]);
  return answer;
}

const namesOf = async (room: Room, rows: readonly RegistrationRow[]): Promise<NameBook> =>
  openNameBook(
    room.database,
    await organisation(room),
    rows.map(({ person }) => person),
  );

const listOf = (rows: readonly RegistrationRow[], names: NameBook): readonly string[] =>
  rows.map(({ person }) => {
    const { name, number } = names.person(person);
    return `${name}（${number}）`;
  });
