/** 剩余名额: what everybody sees of a registration before he registers, and how a lot was drawn. */
import { Refused, type RegistrationPlaces } from '@yizhan/contract';
import { FeelFailure } from '@yizhan/feel';
import type { Room } from '../room.ts';
import { organisation } from '../room.ts';
import { refuseInvisible, visibilityFor } from '../services/audience.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { inBothLanguages } from '../services/words.ts';
import type { Viewer } from '../viewer.ts';
import { drawTime, limitsOf } from './limits.ts';
import { lotNumber } from './lot.ts';
import { leftOf } from './places.ts';
import {
  type CountRow,
  countsOf,
  type DrawnRow,
  drawnIn,
  type PlacesRow,
  placesSetOf,
  type SessionRow,
  sessionsOf,
} from './registrations.sql.ts';
import type { RegistrationSettings } from './settings.ts';
import { countsFrom } from './take-place.ts';

/** @throws Refused `service/not-found`, `service/not-for-you`, `registration/not-found` */
export async function readPlaces(room: Room, viewer: Viewer, service: string): Promise<RegistrationPlaces> {
  const { version, settings } = await seenBy(room, viewer, service);
  const { mode, waitingList = false, confirmWithin, groups } = settings;
  const each = hasMoreGroups(version, settings) ? limitsOf(version, settings, []).of('*') : undefined;
  return {
    mode,
    ...(groups?.label !== undefined && { groupLabel: inBothLanguages(groups.label) }),
    ...(each !== undefined && { each }),
    waitingList: waitingList !== false,
    ...(confirmWithin !== undefined && { confirmWithin }),
    sessions: (await sessionsIn(room, version, settings)).map(({ places }) => places),
  };
}

async function seenBy(room: Room, viewer: Viewer, service: string) {
  const version = await room.catalogue.find(service);
  const visibility = await visibilityFor(room, viewer, await organisation(room), [version]);
  refuseInvisible(version, visibility(version));
  const settings = version.settings.registration;
  if (settings === undefined) throw new Refused('registration/not-found');
  return { version, settings };
}

type SessionPlaces = RegistrationPlaces['sessions'][number];

/** All sessions of a service, with their counts. One that nobody is in yet is there too, where it has no name. */
export async function sessionsIn(
  room: Room,
  version: ServiceVersion,
  settings: RegistrationSettings,
): Promise<readonly { readonly places: SessionPlaces; readonly counted: readonly CountRow[] }[]> {
  const [rows, counted, set] = await Promise.all([
    room.database.query<SessionRow>(sessionsOf([version.id])),
    room.database.query<CountRow>(countsOf([version.id])),
    room.database.query<PlacesRow>(placesSetOf(version.id)),
  ]);
  const first = firstSession(version);
  const isKnown = first === undefined || rows.some(({ session }) => session === first);
  const known: readonly (Pick<SessionRow, 'session'> & Partial<SessionRow>)[] = isKnown
    ? rows
    : [{ session: first }, ...rows];
  return known.map((row) => {
    const own = counted.filter(({ session }) => session === row.session);
    const placesOfSession = set.filter(({ session }) => session === row.session);
    return { counted: own, places: sessionFrom(version, settings, row, own, placesOfSession) };
  });
}

/** The session that there is before anybody registers: the only one, or the one that the parameters tell (年度, 赛季). */
function firstSession({ settings, registration }: ServiceVersion): string | undefined {
  if (registration?.session === undefined) return '';
  if (registration.session.names.some((name) => name !== 'parameters')) return undefined;
  try {
    return String(registration.session.evaluate({ parameters: parametersOf(settings) }));
  } catch (error) {
    if (error instanceof FeelFailure) return undefined;
    throw error;
  }
}

function sessionFrom(
  version: ServiceVersion,
  settings: RegistrationSettings,
  row: Pick<SessionRow, 'session'> & Partial<SessionRow>,
  counted: readonly CountRow[],
  set: readonly PlacesRow[],
): SessionPlaces {
  const limits = limitsOf(version, settings, set);
  const counts = countsFrom(counted);
  const placed = counts.reduce((sum, each) => sum + each.placed, 0);
  const names = groupsOf(version, settings, counted, set);
  const drawsAt = drawTime(version, settings);
  const groups = names.map((group) => {
    const own = counts.find((each) => each.group === group);
    const places = limits.of(group);
    const left = leftOf(limits, counts, group);
    return {
      group,
      placed: own?.placed ?? 0,
      waiting: own?.waiting ?? 0,
      ...(places !== undefined && { places }),
      ...(Number.isFinite(left) && { left }),
    };
  });
  const left =
    limits.all === undefined ? leftOfGroups(version, settings, groups) : Math.max(0, limits.all - placed);
  return {
    session: row.session,
    ...(limits.all !== undefined && { places: limits.all }),
    placed,
    entered: numberIn(counted, 'entered'),
    waiting: numberIn(counted, 'waiting'),
    ...(left !== undefined && { left }),
    groups,
    ...(drawsAt !== undefined &&
      row.commitment !== undefined && {
        draw: {
          at: drawsAt,
          commitment: row.commitment,
          ...(row.drawn_at && row.seed && { seed: row.seed, drawnAt: row.drawn_at }),
        },
      }),
  };
}

/** Where more groups may come than are known, what these leave is not what is left. */
const leftOfGroups = (
  version: ServiceVersion,
  settings: RegistrationSettings,
  groups: SessionPlaces['groups'],
): number | undefined =>
  groups.some(({ left }) => left === undefined) || groups.length === 0 || hasMoreGroups(version, settings)
    ? undefined
    : groups.reduce((sum, { left = 0 }) => sum + left, 0);

/** Whether the form may name groups that are not known before: it does not choose among options. */
const hasMoreGroups = (version: ServiceVersion, { groups }: RegistrationSettings): boolean =>
  groups?.each !== undefined && optionsOf(version, groups.by).length === 0;

function optionsOf({ form }: ServiceVersion, by: string): readonly string[] {
  const field = form.fields.get(by.trim())?.field;
  const isChoice = field !== undefined && (field.type === 'select' || field.type === 'radio');
  return isChoice ? field.options.map(({ value }) => value) : [];
}

export const numberIn = (counted: readonly CountRow[], ...states: readonly CountRow['state'][]): number =>
  counted.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);

/** The groups of the settings, those of the field that names them, and those that somebody is in. */
function groupsOf(
  version: ServiceVersion,
  { groups }: RegistrationSettings,
  counted: readonly CountRow[],
  set: readonly PlacesRow[],
): readonly string[] {
  if (groups === undefined) return [];
  return [
    ...new Set([
      ...Object.keys(groups.of ?? {}),
      ...optionsOf(version, groups.by),
      ...set.map(({ group_key: group }) => group).filter(Boolean),
      ...counted.map(({ group_key: group }) => group),
    ]),
  ];
}

/**
 * The order in which a lot was drawn, by lot numbers: with the seed everybody can work it out again. Before the draw
 * there is none.
 */
export async function readDraw(
  room: Room,
  viewer: Viewer,
  service: string,
  {
    session = '',
    limit,
    cursor,
  }: { readonly session?: string; readonly limit: number; readonly cursor: string | undefined },
): Promise<{ items: { turn: number; lot: string; mine: boolean }[]; next?: string }> {
  const { settings } = await seenBy(room, viewer, service);
  const [row] = (await room.database.query<SessionRow>(sessionsOf([service]))).filter(
    (each) => each.session === session,
  );
  if (settings.mode !== 'lot' || row === undefined || row.drawn_at === null) return { items: [] };
  const after = Number(cursor ?? 0) || 0;
  const rows = await room.database.query<DrawnRow>(drawnIn({ service, session }, after, limit + 1));
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(({ application_id: application, drawn: turn, person }) => ({
      turn,
      lot: lotNumber(application),
      mine: person === viewer.id,
    })),
    ...(rows.length > limit && last !== undefined && { next: String(last.drawn) }),
  };
}
