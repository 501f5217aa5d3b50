/** 常用: which services stand on the shelves of the home page, for one viewer and within what he may see. */
import type { Shelves } from '@yizhan/contract';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { visibilityFor } from './audience.ts';
import { firstPublications } from './services.sql.ts';

const few = 8;
const aDay = 86_400_000;
/** Of what fewer people did, nobody hears: in a small unit a count would tell on them. */
const fewestPeople = 5;
const popularDays = 90;
const newDays = 30;

export async function readShelves(room: Room, viewer: Viewer): Promise<Shelves> {
  const [versions, directory, used, popular, published] = await Promise.all([
    room.catalogue.current(),
    organisation(room),
    room.flow.usedLately(viewer.id, few),
    popularity(room),
    room.database.query<{ service_id: string; published_at: string }>(firstPublications()),
  ]);
  const visibility = await visibilityFor(room, viewer, directory, versions);
  const visible = new Set(versions.filter((version) => visibility(version).isVisible).map(({ id }) => id));
  const now = Date.parse(room.now());
  return {
    recent: used.filter((id) => visible.has(id)),
    popular: popular.filter(({ id }) => visible.has(id)).slice(0, few),
    fresh: freshAmong(published, now)
      .filter((id) => visible.has(id))
      .slice(0, few),
  };
}

/** What came lately, the newest first. On the day that a hall opens everything is new, so nothing is. */
function freshAmong(
  published: readonly { readonly service_id: string; readonly published_at: string }[],
  now: number,
): readonly string[] {
  const opened = Math.min(...published.map(({ published_at: at }) => Date.parse(at)));
  return published
    .filter(({ published_at: at }) => {
      const came = Date.parse(at);
      return came > now - newDays * aDay && came > opened + aDay;
    })
    .map(({ service_id: id }) => id);
}

interface Kept {
  readonly at: number;
  readonly popular: Promise<Shelves['popular']>;
}

/** The same for everybody, and it moves slowly: counted at most every ten minutes. */
const kept = new WeakMap<Room, Kept>();
const keptMs = 600_000;

function popularity(room: Room): Promise<Shelves['popular']> {
  const now = Date.parse(room.now());
  const before = kept.get(room);
  if (before !== undefined && now - before.at < keptMs) return before.popular;
  const popular = count(room, now);
  kept.set(room, { at: now, popular });
  popular.catch(() => kept.delete(room));
  return popular;
}

async function count(room: Room, now: number): Promise<Shelves['popular']> {
  const rows = await room.flow.usageSince(new Date(now - popularDays * aDay).toISOString());
  return rows
    .filter(({ people }) => people >= fewestPeople)
    .map(({ key, people }) => ({ id: key, people: roughly(people) }));
}

/** Rounded down to 5, 10, 20, 50, 100 …: whoever looks twice cannot tell that one more has applied. */
function roughly(people: number): number {
  const power = 10 ** Math.floor(Math.log10(people));
  const step = [5, 2, 1].find((each) => people >= each * power) ?? 1;
  return step * power;
}
