import type { Connection } from '@yizhan/database';
import type { FoundPerson, PersonSummary } from './person.ts';
import { type SummaryRow, summariesOf } from './persons.sql.ts';

/** The persons behind ids, inactive ones too; unknown ids are missing from the answer. */
export async function personsByIds(
  connection: Connection,
  ids: readonly string[],
): Promise<Map<string, PersonSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.query<SummaryRow>(summariesOf([...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, { ...foundPersonFrom(row), phone: row.phone }]));
}

export function foundPersonFrom(row: Omit<SummaryRow, 'phone'>): FoundPerson {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    unit: { id: row.unitId, name: row.unitName },
  };
}
