import type { Database, Statement, Transaction } from '@yizhan/database';
import { checkOrganisation } from './check-organisation.ts';
import {
  lockForLoading,
  type MissingRow,
  missingFrom,
  type NumberHolder,
  numbersTaken,
  removeGrants,
  removeMembers,
  removePosts,
  removeRelations,
  storeGrants,
  storeGroups,
  storeMembers,
  storePersons,
  storePosts,
  storeRelations,
  storeUnits,
  type WrittenRow,
} from './load-organisation.sql.ts';
import type { Organisation } from './organisation.ts';

/** What a load did. */
export interface LoadReport {
  readonly units: Written;
  readonly persons: Written;
  readonly groups: Written;
  readonly posts: Written & Removed;
  readonly members: Written & Removed;
  readonly grants: Written & Removed;
  readonly relations: Written & Removed;
  /** Ids that the database knows and the file does not; they are kept as they are. */
  readonly missing: {
    readonly units: readonly string[];
    readonly persons: readonly string[];
    readonly groups: readonly string[];
  };
}

export interface Written {
  readonly added: number;
  readonly changed: number;
}

export interface Removed {
  readonly removed: number;
}

/**
 * Makes the database say what the file says, in one transaction; doing it again changes nothing. `organisation`
 * has passed `checkOrganisation`; one that has not is a fault here, and nothing is loaded.
 */
export async function loadOrganisation(database: Database, organisation: Organisation): Promise<LoadReport> {
  const { faults } = checkOrganisation(organisation);
  if (faults.length > 0) {
    const list = faults.map(({ path, messageEn }) => `${path}: ${messageEn}`).join('\n');
    throw new Error(`the organisation has ${faults.length} faults\n${list}`);
  }
  return database.transaction(async (transaction) => {
    await transaction.query(lockForLoading());
    await refuseTakenNumbers(transaction, organisation);
    const written = async (statement: Statement): Promise<Written> => {
      const rows = await transaction.query<WrittenRow>(statement);
      const added = rows.filter((row) => row.added).length;
      return { added, changed: rows.length - added };
    };
    const removed = async (statement: Statement): Promise<Removed> => ({
      removed: (await transaction.query(statement)).length,
    });
    const units = await written(storeUnits(organisation));
    const persons = await written(storePersons(organisation));
    const groups = await written(storeGroups(organisation));
    const posts = {
      ...(await removed(removePosts(organisation))),
      ...(await written(storePosts(organisation))),
    };
    const members = {
      ...(await removed(removeMembers(organisation))),
      ...(await written(storeMembers(organisation))),
    };
    const grants = {
      ...(await removed(removeGrants(organisation))),
      ...(await written(storeGrants(organisation))),
    };
    const relations = {
      ...(await removed(removeRelations(organisation))),
      ...(await written(storeRelations(organisation))),
    };
    const [missing] = await transaction.query<MissingRow>(missingFrom(organisation));
    return {
      units,
      persons,
      groups,
      posts,
      members,
      grants,
      relations,
      missing: missing!,
    };
  });
}

/** Else the unique index would name one of them in English. Numbers change hands in two loads, not in one. */
async function refuseTakenNumbers(transaction: Transaction, { persons }: Organisation): Promise<void> {
  const taken = await transaction.query<NumberHolder>(numbersTaken(persons));
  if (taken.length === 0) return;
  const list = taken.map(({ number, personId, holderId }) => `${number} of ${personId} is ${holderId}'s`);
  throw new Error(`numbers in the organisation belong to other persons already: ${list.join(', ')}`);
}
