import type { Connection } from '@yizhan/database';
import type { Context, Standing } from '@yizhan/engine';
import { addSpan, type Calendar } from '@yizhan/feel';
import { type Directory, type DirectoryCache, directoryVersion } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { schoolDay, scopeAt } from './school-day.ts';

/** What of the world outside the engine gets to know, and when it is looked at. */
export interface World {
  now(): string;
  /**
   * Asks in the same round trip as the instance's lock whether the directory has changed, so that a head appointed a
   * moment ago is already asked.
   * @throws DirectoryOutdated
   */
  look(transaction: Connection): Promise<ContextAt>;
  /** With the directory as it is held, and its version; undefined before it was loaded. */
  held(): { readonly version: number; readonly context: ContextAt } | undefined;
  /** With the directory as it was some seconds ago at most: for what is only shown. */
  lookRecently(): Promise<ContextAt>;
  /** With the directory as it is now, loaded if need be: not to be waited for with a connection in hand. */
  lookAfresh(): Promise<ContextAt>;
}

/** Port: which unit, and which post in it where not its head, answers for a subset of personal data (归口部门). */
export type OwnerOf = (subset: string) => { readonly unit: string; readonly title?: string } | undefined;

/** What the engine gets to know at a moment about an instance of a definition, named by its key (代理 is given by key). */
export type ContextAt = (now: string, key: string) => Context;

/**
 * The directory in memory is older than the database's. Loading it takes a connection, and a transaction that waits
 * for a second one is how a server stands still: with all ten connections in such hands nobody gets an eleventh. So
 * the transaction is given up, the directory loaded, and the command begun anew.
 */
export class DirectoryOutdated extends Error {
  override readonly name = 'DirectoryOutdated';
}

export function openWorld(
  directory: DirectoryCache,
  calendar: Calendar,
  ownerOf: OwnerOf,
  now = () => new Date().toISOString(),
): World {
  const scope = scopeAt(calendar);
  const contextAmong =
    (people: Directory) =>
    (moment: string, key: string): Context => ({
      now: moment,
      newId: () => newId(),
      directory: {
        unitHeadOf: ({ person, unit }) => people.unitHeadOf({ id: person, unitId: unit }),
        headsOfUnit: (unit) => people.headsOf(unit),
        holdersOf: (title, unit) => people.holdersOf(title, unit),
        nearestHoldersOf: (title, { unit }) => people.nearestHoldersOf(title, unit),
        relatedTo: (relation, { person, unit }) => people.relatedTo(relation, { id: person, unitId: unit }),
        dataOwnersOf: (subset) => dataOwners(people, ownerOf(subset) ?? { unit: subset }),
        standingOf: (id) => standingOf(people, id),
        isActive: (person) => people.isActive(person),
        membersOf: (group) => people.membersOf(group),
        administrators: () => people.administrators(),
        headChainOf: ({ person, unit }) => headChain(people, person, unit),
        superiorsOf: (person) => {
          const [post] = people.postsOf(person);
          return post === undefined ? [] : people.unitHeadOf({ id: person, unitId: post.unitId });
        },
      },
      mayActFor: (proxy, principal) => people.proxiesOf(principal, key, schoolDay(moment)).includes(proxy),
      after: (from, span) => addSpan(calendar, from, span),
      scope: scope(moment),
    });
  return {
    now,
    async look(transaction) {
      const [row] = await transaction.query<{ version: number }>(directoryVersion());
      const { held } = directory;
      if (held === undefined || held.version < (row?.version ?? 0)) throw new DirectoryOutdated();
      return contextAmong(held);
    },
    held() {
      const { held } = directory;
      return held && { version: held.version, context: contextAmong(held) };
    },
    lookRecently: async () => contextAmong(await directory.recent()),
    lookAfresh: async () => contextAmong(await directory.current()),
  };
}

const dataOwners = (
  people: Directory,
  { unit, title }: NonNullable<ReturnType<OwnerOf>>,
): readonly string[] => (title === undefined ? people.headsOf(unit) : people.holdersOf(title, unit));

/** Persons and units have different ids by custom; where one id were both, the unit is meant. */
function standingOf(people: Directory, id: string): Standing | undefined {
  if (people.unit(id) !== undefined) return { unit: id };
  const unit = people.unitOf(id);
  return unit === undefined ? undefined : { person: id, unit };
}

/** The heads from a unit upwards, without the person himself; a unit without a head is passed over. */
function headChain(people: Directory, person: string, unit: string): readonly (readonly string[])[] {
  const units = [unit, ...people.ancestors(unit).map((above) => above.id)];
  const heads = units.map((id) => people.headsOf(id).filter((head) => head !== person));
  return heads.filter(
    (level, index) =>
      level.length > 0 && !heads.slice(0, index).some((before) => before.join() === level.join()),
  );
}
