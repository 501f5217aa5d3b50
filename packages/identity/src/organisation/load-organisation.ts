import type { Database, Statement, Transaction } from '@yizhan/database';
import { checkOrganisation } from './check-organisation.ts';
import {
  activeAmong,
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
import type { OrganisationFault, OrganisationPerson } from './organisation.ts';

/** What a load did. */
export interface LoadReport {
  readonly units: Written;
  /** Those who are disabled from now on are among the changed. */
  readonly persons: Written & { readonly disabled: readonly string[] };
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

/** The organisation cannot be loaded as it is, and nothing was: all that is wrong with it. */
export class OrganisationRefused extends Error {
  override readonly name = 'OrganisationRefused';
  readonly faults: readonly OrganisationFault[];

  constructor(faults: readonly OrganisationFault[]) {
    const list = faults.map(({ path, messageEn }) => `${path}: ${messageEn}`).join('\n');
    super(`the organisation has ${faults.length} faults\n${list}`);
    this.faults = faults;
  }
}

/**
 * Makes the database say what the file says, in one transaction; doing it again changes nothing.
 * @throws OrganisationRefused when it is broken in itself, or a number in it is another person's; nothing is loaded
 */
export async function loadOrganisation(database: Database, input: unknown): Promise<LoadReport> {
  const { organisation, faults } = checkOrganisation(input);
  if (organisation === undefined) throw new OrganisationRefused(faults);
  return database.transaction(async (transaction) => {
    await transaction.query(lockForLoading());
    await refuseTakenNumbers(transaction, organisation.persons);
    const written = async (statement: Statement): Promise<Written> => {
      const rows = await transaction.query<WrittenRow>(statement);
      const added = rows.filter((row) => row.added).length;
      return { added, changed: rows.length - added };
    };
    const removed = async (statement: Statement): Promise<Removed> => ({
      removed: (await transaction.query(statement)).length,
    });
    const units = await written(storeUnits(organisation));
    const disabled = await transaction.query<{ id: string }>(activeAmong(organisation.persons));
    const persons = {
      ...(await written(storePersons(organisation))),
      disabled: disabled.map(({ id }) => id),
    };
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
async function refuseTakenNumbers(
  transaction: Transaction,
  persons: readonly OrganisationPerson[],
): Promise<void> {
  const taken = await transaction.query<NumberHolder>(numbersTaken(persons));
  if (taken.length === 0) return;
  const index = new Map(persons.map(({ id }, at) => [id, at]));
  throw new OrganisationRefused(
    taken.map(({ number, personId, holderId }) => ({
      path: `persons[${index.get(personId)}].number`,
      message: `编号 ${number}（${personId}）已经是 ${holderId} 的`,
      messageEn: `${number} of ${personId} is ${holderId}'s`,
    })),
  );
}
