/**
 * 保存期限: what ended longer ago than its service keeps it is deleted for good, with its history. In small
 * transactions, so that nobody waits for it; a server that dies in the middle has deleted some wholly and others not.
 */
import type { Database, Statement } from '@yizhan/database';
import {
  definitionKeys,
  deleteInstances,
  dropEmptyHistory,
  type EndedRow,
  endedBefore,
} from './retention.sql.ts';

export interface Retention {
  /** How many years after its end an instance of this definition is kept. */
  readonly yearsOf: (key: string) => number;
  /** What the room above keeps of these instances, deleted in the same transaction. */
  readonly alongside: (instances: readonly string[]) => readonly Statement[];
  /** Instances at most in one transaction, and in one call. */
  readonly batch?: number;
  readonly most?: number;
}

export interface Forgotten {
  readonly instances: number;
  /** Months of history that had become empty. */
  readonly months: number;
}

export async function forgetEnded(
  database: Database,
  { yearsOf, alongside, batch = 200, most = 20_000 }: Retention,
  now: string,
): Promise<Forgotten> {
  let instances = 0;
  for (const { key } of await database.query<{ key: string }>(definitionKeys())) {
    const before = yearsBefore(now, yearsOf(key));
    while (instances < most) {
      const forgotten = await database.transaction(async (transaction) => {
        const rows = await transaction.query<EndedRow>(endedBefore(key, before, batch));
        if (rows.length > 0)
          await transaction.commitWith([...alongside(rows.map((row) => row.id)), ...deleteInstances(rows)]);
        return rows.length;
      });
      instances += forgotten;
      if (forgotten < batch) break;
    }
  }
  const [row] = await database.query<{ dropped: number }>(dropEmptyHistory());
  return { instances, months: row?.dropped ?? 0 };
}

/** The same day so many years ago (half years, too); where that month is shorter, a day or two later. */
function yearsBefore(moment: string, years: number): string {
  const date = new Date(moment);
  date.setUTCMonth(date.getUTCMonth() - Math.round(years * 12));
  return date.toISOString();
}
