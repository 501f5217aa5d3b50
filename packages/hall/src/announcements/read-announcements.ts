import { type Announcement, type AnnouncementDetail, Refused } from '@yizhan/contract';
import { cursorOf, isUuid, type ListRequest, readCursor } from '@yizhan/flow';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import { organisation, type Room } from '../room.ts';
import { inBothLanguages } from '../services/words.ts';
import type { Viewer } from '../viewer.ts';
import {
  type AnnouncementRow,
  announcementFor,
  announcementsFor,
  type ObjectionRow,
  objectionsBy,
  type Reader,
} from './announcements.sql.ts';
import type { AnnouncementSettings } from './settings.ts';

/** 公示栏: what is announced now, or was; `viewer` undefined: what anybody may read. */
export async function listAnnouncements(
  room: Room,
  viewer: Viewer | undefined,
  { limit, cursor, state }: ListRequest & { readonly state: 'open' | 'archived' },
): Promise<{ items: Announcement[]; next?: string }> {
  const rows = await room.database.query<AnnouncementRow>(
    announcementsFor(await readerOf(room, viewer), {
      isOpen: state === 'open',
      now: room.now(),
      after: readCursor(cursor),
      limit: limit + 1,
    }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const items = await Promise.all(page.map((row) => entryOf(room, row)));
  return {
    items,
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.begins_at, last.id) }),
  };
}

/** @throws Refused `announcement/not-found` */
export async function readAnnouncement(
  room: Room,
  viewer: Viewer | undefined,
  id: string,
): Promise<AnnouncementDetail> {
  const { row, settings } = await announcementSeenBy(room, viewer, id);
  const mine =
    viewer === undefined ? [] : await room.database.query<ObjectionRow>(objectionsBy(viewer.id, id));
  const isOpen = row.ends_at > room.now();
  return {
    ...(await entryOf(room, row)),
    ...(settings.text !== undefined && { text: inBothLanguages(settings.text) }),
    objections: isOpen ? settings.objections : 'none',
    takesAnonymous: settings.objections === 'anonymous',
    mine: mine.map(ownObjection),
  };
}

/** @throws Refused `announcement/not-found` */
export async function announcementSeenBy(
  room: Room,
  viewer: Viewer | undefined,
  id: string,
): Promise<{ readonly row: AnnouncementRow; readonly settings: AnnouncementSettings }> {
  const [row] = isUuid(id)
    ? await room.database.query<AnnouncementRow>(announcementFor(await readerOf(room, viewer), id))
    : [];
  if (row === undefined) throw new Refused('announcement/not-found');
  const version = await versionOf(room, await room.flow.instance(row.application_id));
  const settings = version.settings.announcements?.[row.announcement];
  if (settings === undefined) throw new Error(`announcement ${id} belongs to no settings`);
  return { row, settings };
}

export const ownObjection = ({ id, reason, files, raised_on, answer, answered_at }: ObjectionRow) => ({
  id,
  reason,
  files: [...files],
  raisedOn: raised_on,
  ...(answer !== null && answered_at !== null && { answer: { text: answer, at: answered_at } }),
});

async function entryOf(room: Room, row: AnnouncementRow): Promise<Announcement> {
  const version = await versionOf(room, await room.flow.instance(row.application_id));
  const directory = await organisation(room);
  const isOpen = row.ends_at > room.now();
  const owner = directory.unit(version.settings.owner.unit);
  return {
    id: row.id,
    title: { ...row.title },
    service: { id: version.id, name: nameOf(version) },
    owner: { unit: owner?.name ?? '', phone: owner?.phone ?? '' },
    audience: row.audience,
    ...(row.audience === 'unit' && { unit: directory.unit(row.unit_id)?.name ?? row.unit_id }),
    state: isOpen ? 'open' : 'archived',
    from: row.begins_at,
    until: row.ends_at,
    content: (isOpen ? row.content : row.archived).map(({ label, value }) => ({
      label: { ...label },
      value,
    })),
  };
}

async function readerOf(room: Room, viewer: Viewer | undefined): Promise<Reader> {
  if (viewer === undefined) return { units: undefined };
  const directory = await organisation(room);
  const own = [viewer.unitId, ...directory.postsOf(viewer.id).map((post) => post.unitId)];
  const above = own.flatMap((unit) => directory.ancestors(unit).map((each) => each.id));
  return { units: [...new Set([...own, ...above])] };
}
