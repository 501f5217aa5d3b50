import { Refused } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import type { FoundPerson, PersonKind } from './person.ts';
import { personsBeginning, type SummaryRow } from './persons.sql.ts';
import { foundPersonFrom } from './persons-by-ids.ts';

/** The picker is for picking one person, not for copying the phone book. */
const most = 20;

export interface PersonSearch {
  /** The beginning of a name or given name, a number, a name in pinyin (zhangxm) or its initials (zxm). */
  readonly q: string;
  readonly limit?: number;
  readonly kind?: PersonKind;
  /** Only in these units: a unit administrator's own subtree (S20). */
  readonly unitIds?: readonly string[];
  /** Also those who have left: for those who deal with what they have left behind. */
  readonly withInactive?: boolean;
}

/** Active persons, unless asked otherwise; the exact match first. Never a phone or an e-mail address. */
export async function findPersons(connection: Connection, search: PersonSearch): Promise<FoundPerson[]> {
  const name = search.q.replaceAll('\0', '').trim().toLowerCase();
  const typed = name.replace(/[\s·']/g, '').replaceAll('ü', 'v');
  if (typed === '') throw new Refused('request/invalid', { detail: 'q ≥ 1' });
  const rows = await connection.query<Omit<SummaryRow, 'phone'>>(
    personsBeginning({
      name,
      typed,
      kind: search.kind ?? null,
      unitIds: search.unitIds ?? null,
      withInactive: search.withInactive ?? false,
      limit: Math.max(1, Math.min(search.limit ?? most, most)),
    }),
  );
  return rows.map(foundPersonFrom);
}
