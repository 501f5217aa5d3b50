import type { Connection } from '@yizhan/database';
import type { Context } from '@yizhan/engine';
import { addWorkTime, builtins, type Calendar, clock } from '@yizhan/feel';
import { type DirectoryCache, directoryVersion } from '@yizhan/identity';
import { v7 as newId } from 'uuid';

/** What of the world outside the engine gets to know, and when it is looked at. */
export interface World {
  now(): string;
  /**
   * Looks at the directory in the same round trip as the instance's lock, so that a head appointed a moment ago is
   * already asked. Answers what makes a context for a moment.
   */
  look(connection: Connection): Promise<(now: string) => Context>;
}

export function openWorld(
  directory: DirectoryCache,
  calendar: Calendar,
  now = () => new Date().toISOString(),
): World {
  const functions = builtins(calendar);
  return {
    now,
    async look(connection) {
      const [row] = await connection.query<{ version: number }>(directoryVersion());
      const people = await directory.current(row?.version);
      return (moment) => ({
        now: moment,
        newId: () => newId(),
        directory: {
          unitHeadOf: ({ person, unit }) => people.unitHeadOf({ id: person, unitId: unit }),
          headsOfUnit: (unit) => people.headsOf(unit),
          holdersOf: (title, unit) => people.holdersOf(title, unit),
          membersOf: (group) => people.membersOf(group),
          administrators: () => people.administrators(),
        },
        dueAt: (sla) => addWorkTime(calendar, moment, sla),
        scope: { ...functions, ...clock(schoolDay(moment)) },
      });
    },
  };
}

/** The date in China at that moment; UTC+8 all year. */
export const schoolDay = (moment: string): string =>
  new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);
