import { type AdministeredNotice, type NoticeWish, Refused } from '@yizhan/contract';
import { cursorOf, isUuid, type ListRequest, readCursor, schoolDay } from '@yizhan/flow';
import type { Directory } from '@yizhan/identity';
import type { Administrator } from '../administration/administrator.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { administeredNotices, deleteNotice, type NoticeRow, noticeById, putNotice } from './notices.sql.ts';
import { textsOf } from './read-notices.ts';

/** The notices that an administrator looks after, past and coming ones too. */
export async function listAdministeredNotices(
  room: Room,
  administrator: Administrator,
  { limit, cursor }: ListRequest,
): Promise<{ items: AdministeredNotice[]; next?: string }> {
  const directory = await organisation(room);
  const rows = await room.database.query<NoticeRow & { readers: number }>(
    administeredNotices(unitsOf(directory, administrator), readCursor(cursor), limit + 1),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const names = await openNameBook(
    room.database,
    directory,
    page.map(({ author }) => author),
  );
  const today = schoolDay(room.now());
  return {
    items: page.map((row) => ({
      id: row.id,
      ...textsOf(row),
      from: row.from_day,
      until: row.until_day,
      at: row.created_at,
      kinds: [...row.kinds] as AdministeredNotice['kinds'],
      units: row.units.map((id) => ({ id, name: names.unit(id) })),
      author: names.person(row.author),
      readers: row.readers,
      state: today < row.from_day ? 'coming' : today > row.until_day ? 'past' : 'shown',
    })),
    ...(rows.length > limit && last !== undefined && { next: cursorOf(last.created_at, last.id) }),
  };
}

/**
 * Makes a notice, or changes it. The id is the client's, so that sending twice makes one. Whoever looks after a unit
 * speaks to that unit and those below it; to everybody, only who looks after all.
 * @throws Refused `notice/days`, `notice/not-yours`, `notice/unknown-unit`
 */
export async function keepNotice(
  room: Room,
  administrator: Administrator,
  id: string,
  wish: NoticeWish,
): Promise<void> {
  if (wish.from > wish.until) throw new Refused('notice/days');
  const directory = await organisation(room);
  const unknown = wish.units.find((unit) => directory.unit(unit) === undefined);
  if (unknown !== undefined) throw new Refused('notice/unknown-unit', { unit: unknown });
  refuseForeign(directory, administrator, wish.units);
  await room.database.transaction(async (transaction) => {
    const [before] = await transaction.query<NoticeRow>(noticeById(id));
    if (before !== undefined) refuseForeign(directory, administrator, before.units);
    await transaction.commitWith([putNotice(rowOf(id, administrator, wish, room.now()))]);
  });
}

const rowOf = (id: string, { id: author }: Administrator, wish: NoticeWish, at: string): NoticeRow => ({
  id,
  author,
  title_zh: wish.title.zh.trim(),
  title_en: wish.title.en?.trim() ?? '',
  body_zh: wish.body.zh.trim(),
  body_en: wish.body.en?.trim() ?? '',
  from_day: wish.from,
  until_day: wish.until,
  kinds: [...new Set(wish.kinds)],
  units: [...new Set(wish.units)],
  created_at: at,
  changed_at: at,
});

/** @throws Refused `notice/not-found` */
export async function removeNotice(room: Room, administrator: Administrator, id: string): Promise<void> {
  const directory = await organisation(room);
  await room.database.transaction(async (transaction) => {
    const [row] = isUuid(id) ? await transaction.query<NoticeRow>(noticeById(id)) : [];
    if (row === undefined) throw new Refused('notice/not-found');
    refuseForeign(directory, administrator, row.units);
    await transaction.commitWith([deleteNotice(id)]);
  });
}

/** @returns the units that he may speak to; null: all */
function unitsOf(directory: Directory, { grants }: Administrator): readonly string[] | null {
  if (grants.some(({ role, unitId }) => role === 'administrator' && unitId === null)) return null;
  const granted = grants.flatMap(({ role, unitId }) =>
    (role === 'administrator' || role === 'unit-administrator') && unitId !== null ? [unitId] : [],
  );
  return [...new Set(granted.flatMap((unit) => directory.subtree(unit)))];
}

function refuseForeign(directory: Directory, administrator: Administrator, units: readonly string[]): void {
  const own = unitsOf(directory, administrator);
  if (own === null) return;
  if (units.length === 0 || !units.every((unit) => own.includes(unit))) throw new Refused('notice/not-yours');
}
