import { v7 as newId } from 'uuid';
import type { Room } from '../room.ts';
import {
  type BookingRow,
  deleteTimetable,
  insertLessons,
  lockResources,
  overlapping,
  timetableResources,
} from './bookings.sql.ts';
import { localOf, momentOf } from './times.ts';
import type { Timetable } from './timetable.ts';

interface Clash {
  readonly resource: string;
  readonly title: string;
  readonly start: string;
  /** What stands there already. */
  readonly with: string;
}

export type ImportedTimetable = { readonly lessons: number } | { readonly clashes: readonly Clash[] };

/**
 * Puts a timetable in the place of its earlier version, wholly or not at all: where a lesson meets a booking or another
 * timetable, somebody has to decide. Imported again it is the same.
 */
export function importTimetable(room: Room, { id, lessons }: Timetable): Promise<ImportedTimetable> {
  return room.database.transaction(async (transaction) => {
    const earlier = await transaction.query<{ readonly resource_id: string }>(timetableResources(id));
    const resources = [...lessons.map(({ resource }) => resource), ...earlier.map((row) => row.resource_id)];
    await transaction.query(lockResources(resources));
    const clashes: Clash[] = [];
    for (const [resource, own] of Map.groupBy(lessons, (lesson) => lesson.resource)) {
      const rows = await transaction.query<BookingRow>(
        overlapping(
          [resource],
          { starts: own.map(({ start }) => momentOf(start)), ends: own.map(({ end }) => momentOf(end)) },
          undefined,
        ),
      );
      const standing = rows
        .filter(({ timetable }) => timetable !== id)
        .map((row) => ({ start: localOf(row.starts), end: localOf(row.ends), title: row.title ?? '预约' }));
      clashes.push(...clashesAmong(resource, own, standing));
    }
    if (clashes.length > 0) return { clashes };
    const rows = lessons.map(({ resource, title, start, end }) => ({
      id: newId(),
      resource,
      title,
      starts: momentOf(start),
      ends: momentOf(end),
    }));
    await transaction.query(deleteTimetable(id));
    await transaction.query(insertLessons(id, rows, room.now()));
    return { lessons: rows.length };
  });
}

/** With what stands there, and of the lessons themselves with one another. */
function clashesAmong(
  resource: string,
  lessons: Timetable['lessons'],
  standing: readonly { readonly start: string; readonly end: string; readonly title: string }[],
): readonly Clash[] {
  const all = [...lessons, ...standing].sort((one, other) => (one.start < other.start ? -1 : 1));
  return all.flatMap((each, index) => {
    const before = all[index - 1];
    return before !== undefined && each.start < before.end
      ? [{ resource, title: each.title, start: each.start, with: before.title }]
      : [];
  });
}
