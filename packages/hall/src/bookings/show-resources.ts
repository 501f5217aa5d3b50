import {
  type Busy,
  type FreeResources,
  Refused,
  type ResourceBookings,
  type ResourcePage,
  type ResourceSummary,
} from '@yizhan/contract';
import { occurrencesOf } from '@yizhan/forms';
import type { Directory } from '@yizhan/identity';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { type BookingRow, overlapping } from './bookings.sql.ts';
import { busyAmong } from './nearby.ts';
import type { Resource } from './resource.ts';
import { localOf, momentOf, type Span, spanOfSections } from './times.ts';

export interface ResourceFilter {
  readonly kind?: string;
  readonly campus?: string;
  readonly building?: string;
  readonly seats?: number;
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** What can be booked, in the site's order. */
export async function listResources(room: Room, filter: ResourceFilter): Promise<ResourcePage> {
  const directory = await organisation(room);
  const all = [...room.site.resources.values()];
  const distinct = (of: (resource: Resource) => string) => [...new Set(all.map(of))];
  return {
    ...pageOf(all.filter(matching(filter)), filter, directory),
    kinds: distinct(({ kind }) => kind),
    campuses: distinct(({ campus }) => campus),
    buildings: distinct(({ building }) => building),
    sections: sectionsOf(room),
  };
}

const longestDays = 62;

/** When a resource is taken. @throws Refused `booking/not-found`, `request/invalid` */
export async function readResourceBookings(
  room: Room,
  viewer: Viewer,
  id: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<ResourceBookings> {
  const resource = room.site.resources.get(id);
  if (resource === undefined) throw new Refused('booking/not-found');
  const [first, last] = [dayIn(from), dayIn(until)];
  const days = (last - first) / 86_400_000;
  if (days < 0 || days > longestDays)
    throw new Refused('request/invalid', { detail: `from ${from} until ${until}` });
  const directory = await organisation(room);
  const now = room.now();
  const found = await room.database.query<BookingRow>(
    overlapping(
      [id],
      {
        starts: [momentOf(`${from}T00:00`)],
        ends: [new Date(Date.parse(momentOf(`${until}T00:00`)) + 86_400_000).toISOString()],
      },
      undefined,
    ),
  );
  const rows = found.filter(({ expires_at: expires }) => expires === null || expires > now);
  const seesAll = looksAfter(resource, viewer, directory);
  const names = await openNameBook(
    room.database,
    directory,
    seesAll ? rows.flatMap(({ person }) => person ?? []) : [],
  );
  return {
    resource: summaryOf(resource, directory),
    sections: sectionsOf(room),
    items: rows.map((row): Busy => {
      const mine = row.person === viewer.id;
      const isTold = (mine || seesAll) && row.application_id !== null;
      return {
        start: localOf(row.starts),
        end: localOf(row.ends),
        status: row.status === 'held' ? 'held' : 'confirmed',
        origin: row.origin,
        mine,
        ...(row.title !== null && { title: row.title }),
        ...(isTold && row.application_id !== null && { application: row.application_id }),
        ...(isTold && row.person !== null && { person: mine ? viewer.name : names.person(row.person).name }),
      };
    }),
  };
}

export interface FreeFilter extends ResourceFilter {
  readonly day: string;
  readonly start?: string;
  readonly end?: string;
  /** `3-4` */
  readonly sections?: string;
  readonly until?: string;
  /** Further days, with commas between. */
  readonly also?: string;
}

/** 空闲查询: what is open and free at that time, of a weekly one in all weeks. @throws Refused `request/invalid` */
export async function freeResources(room: Room, filter: FreeFilter): Promise<FreeResources> {
  const span = spanIn(room, filter);
  const spans = [
    ...occurrencesOf({ ...span, ...(filter.until !== undefined && { until: filter.until }) }),
    ...(filter.also?.split(',') ?? []).map((day) => spanIn(room, { ...filter, day })),
  ];
  const directory = await organisation(room);
  const candidates = [...room.site.resources.values()]
    .filter(matching(filter))
    .filter(({ opening: [opens, closes] }) => span.start.slice(11) >= opens && span.end.slice(11) <= closes);
  const busy = await busyAmong(room.database, candidates, spans, room.now());
  const free = candidates.filter(({ id }) => !busy.has(id));
  return { ...pageOf(free, filter, directory), ...span };
}

function spanIn({ site }: Room, { day, start, end, sections, until }: FreeFilter): Span {
  dayIn(day);
  if (until !== undefined) dayIn(until);
  const [first = 0, last = first] = (sections ?? '').split('-').map(Number);
  const span =
    sections === undefined
      ? start !== undefined && end !== undefined && start < end
        ? { start: `${day}T${start}`, end: `${day}T${end}` }
        : undefined
      : first <= last
        ? spanOfSections(day, [first, last], site.sections)
        : undefined;
  if (span === undefined || Number.isNaN(Date.parse(span.start) + Date.parse(span.end)))
    throw new Refused('request/invalid', { detail: 'sections, or start before end' });
  return span;
}

/** @throws Refused `request/invalid` for a day that no calendar has */
function dayIn(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day)
    throw new Refused('request/invalid', { detail: day });
  return at;
}

function matching({ kind, campus, building, seats, q }: ResourceFilter): (resource: Resource) => boolean {
  const words = q?.trim().toLowerCase() ?? '';
  const among = (list: string | undefined, value: string) =>
    list === undefined || list.split(',').includes(value);
  return (each) =>
    among(kind, each.kind) &&
    (campus === undefined || each.campus === campus) &&
    among(building, each.building) &&
    (each.seats ?? 0) >= (seats ?? 0) &&
    [each.name, each.nameEn ?? '', each.building, ...each.equipment].join(' ').toLowerCase().includes(words);
}

function pageOf(resources: readonly Resource[], { limit, cursor }: ResourceFilter, directory: Directory) {
  const begin = cursor === undefined ? 0 : resources.findIndex(({ id }) => id === cursor) + 1;
  const items = resources.slice(begin, begin + limit);
  const last = items.at(-1);
  return {
    items: items.map((resource) => summaryOf(resource, directory)),
    ...(begin + limit < resources.length && last !== undefined && { next: last.id }),
  };
}

const sectionsOf = ({ site }: Room) => site.sections.map((section) => ({ ...section }));

function summaryOf(
  { name, nameEn, equipment, rules, opening, owner, ...rest }: Resource,
  directory: Directory,
): ResourceSummary {
  const { who, ...limits } = rules;
  return {
    ...rest,
    name: { zh: name, ...(nameEn !== undefined && { en: nameEn }) },
    equipment: [...equipment],
    owner: directory.unit(owner)?.name ?? owner,
    opening: [...opening],
    rules: { ...limits, ...(who && { who: [...who] }) },
  };
}

/** Whoever holds a post or belongs to a group in the unit that owns it, and administrators. */
function looksAfter({ owner }: Resource, { id }: Viewer, directory: Directory): boolean {
  const units = directory.subtree(owner);
  return (
    directory.administrators().includes(id) ||
    directory.postsOf(id).some(({ unitId }) => units.includes(unitId)) ||
    directory.groupsOf(id).some((group) => units.includes(directory.group(group)?.unitId ?? ''))
  );
}
