import type { Names, PersonSummary } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import { type Directory, type PersonSummary as IdentityPerson, personsByIds } from '@yizhan/identity';
import { isGuest, maskedAddress } from './guests/guest.ts';
import { type GuestRow, guestsByIds } from './guests/guests.sql.ts';

/** The people and units that an answer names. */
export interface NameBook {
  /** A person as the hall shows him: with the office's phone, never his own. Of an unknown id, only the id. */
  person(id: string): PersonSummary;
  unit(id: string): string;
  /** The entries for these ids, as answers carry them. */
  entries(people: readonly string[], units: readonly string[]): Names;
}

/**
 * Who was looked up lately: the same few heads and clerks stand in nearly every answer. Kept for half a minute, and no
 * longer than the directory, whose version goes up when somebody moves or leaves.
 */
const lately = new WeakMap<
  Directory,
  { readonly since: number; readonly found: Map<string, IdentityPerson> }
>();
const latelyMs = 30_000;

function foundLately(directory: Directory): Map<string, IdentityPerson> {
  const kept = lately.get(directory);
  if (kept !== undefined && performance.now() - kept.since < latelyMs) return kept.found;
  const found = new Map<string, IdentityPerson>();
  lately.set(directory, { since: performance.now(), found });
  return found;
}

/** Looks up all persons that will be asked for in one query, or in none. */
export async function openNameBook(
  database: Connection,
  directory: Directory,
  people: Iterable<string>,
): Promise<NameBook> {
  const found = foundLately(directory);
  const unknown = [...people].filter((id) => !found.has(id));
  for (const [id, person] of await personsByIds(database, unknown)) found.set(id, person);
  const guests = await guestNames(database, unknown.filter(isGuest));
  const person = (id: string): PersonSummary =>
    guests.get(id) ?? summaryOf(found.get(id), directory) ?? { id, number: id, name: id, unit: '' };
  const unit = (id: string): string => directory.unit(id)?.name ?? id;
  return {
    person,
    unit,
    entries: (persons, units) => ({
      people: Object.fromEntries(persons.map((id) => [id, person(id)])),
      units: Object.fromEntries(units.map((id) => [id, unit(id)])),
    }),
  };
}

/** By name and masked address; one whom no worker has written down yet is somebody from outside. */
async function guestNames(
  database: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PersonSummary>> {
  if (ids.length === 0) return new Map();
  const rows = await database.query<GuestRow>(guestsByIds(ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    ids.map((id) => {
      const row = known.get(id);
      return [id, { id, number: '', name: row?.name ?? '校外人员', unit: row ? maskedAddress(row) : '' }];
    }),
  );
}

function summaryOf(person: IdentityPerson | undefined, directory: Directory): PersonSummary | undefined {
  if (person === undefined) return undefined;
  const phone = directory.unit(person.unit.id)?.phone;
  return {
    id: person.id,
    number: person.number,
    name: person.name,
    unit: person.unit.name,
    ...(phone && { phone }),
  };
}
