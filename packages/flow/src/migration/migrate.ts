/** 迁移: running instances go over to another version of their service's process. */
import { randomUUID } from 'node:crypto';
import { Refused } from '@yizhan/contract';
import { decide, type State } from '@yizhan/engine';
import type { Locked } from '../commands/order.ts';
import { type Room, runCommand } from '../commands/run-command.ts';
import type { Definition } from '../definitions/definitions.ts';
import { type InstanceRow, instanceById } from '../reads/instances.sql.ts';
import { notEnded, type RunningRow } from './migrate.sql.ts';

export interface Migration {
  /** The definition that they run from now on: another version of the same service. */
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  /** Elements that have other ids there, old → new; what stands in no entry keeps its id. */
  readonly elements?: Readonly<Record<string, string>>;
  /** `anew`: open steps whose rules differ ask those whom the new rules find. Else open tasks keep their people. */
  readonly people?: 'keep' | 'anew';
  /** Only looks whether it could be done. */
  readonly isTrial?: boolean;
  /** Makes one request of a repeated one; without it each call is a request of its own. */
  readonly key?: string;
}

/** What became of one instance, or (on trial) what would. */
export interface Migrated {
  readonly instance: string;
  readonly outcome: 'migrated' | 'possible';
  /** Its open steps and what they are called in the new version. */
  readonly steps: readonly { readonly from: string; readonly to: string; readonly name: string }[];
}

export interface MigratedRow {
  readonly instance: string;
  readonly businessKey: string | null;
  readonly title: string;
  readonly outcome: 'migrated' | 'possible' | 'refused';
  readonly steps: Migrated['steps'];
  readonly refusal?: Pick<Refused, 'code' | 'parameters'>;
}

/**
 * One instance, wholly or not at all.
 * @throws Refused `flow/no-counterpart` (parameter `obstacles`), `flow/migration-unsound`, `flow/same-version`,
 * `flow/another-service`, `application/ended`, `application/not-found`
 */
export async function migrateInstance(room: Room, id: string, migration: Migration): Promise<Migrated> {
  const to = await room.definitions.get(migration.to);
  if (migration.isTrial) return tryMigration(room, id, migration, to);
  let steps: Migrated['steps'] = [];
  await runCommand(room, {
    instance: id,
    person: migration.by,
    idempotency: { key: migration.key ?? randomUUID(), digest: `migrate ${id} ${to.id}` },
    migration: { to, renamed: migration.elements ?? {} },
    commands: (locked) => {
      refuseOtherwise(locked.definition, to);
      return [commandOf(migration, to)];
    },
    async alongside({ locked, state }) {
      steps = stepsOf(locked.state, state, to);
      return {};
    },
  });
  return { instance: id, outcome: 'migrated', steps };
}

/**
 * All of a definition that have not ended, each in a transaction of its own, the oldest first: what is refused for one
 * does not keep the others. Called again after an interruption it goes on with those that are left.
 */
export async function migrateInstances(
  room: Room,
  definition: string,
  migration: Omit<Migration, 'key'>,
): Promise<readonly MigratedRow[]> {
  refuseOtherwise(await room.definitions.get(definition), await room.definitions.get(migration.to));
  const rows: MigratedRow[] = [];
  for (const row of await room.database.query<RunningRow>(notEnded(definition))) {
    const { id: instance, business_key: businessKey, title } = row;
    try {
      const { outcome, steps } = await migrateInstance(room, instance, migration);
      rows.push({ instance, businessKey, title, outcome, steps });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, parameters } = error;
      rows.push({
        instance,
        businessKey,
        title,
        outcome: 'refused',
        steps: [],
        refusal: { code, parameters },
      });
    }
  }
  return rows;
}

async function tryMigration(
  { database, definitions, world }: Room,
  id: string,
  migration: Migration,
  to: Definition,
): Promise<Migrated> {
  const [row] = await database.query<InstanceRow>(instanceById(id));
  if (row === undefined) throw new Refused('application/not-found');
  const from = await definitions.get(row.definition_id);
  refuseOtherwise(from, to);
  const before: State = { ...row.state, data: row.data };
  const context = (await world.lookAfresh())(world.now(), from.key);
  const decision = decide(from.program, before, commandOf(migration, to), context);
  if ('refusal' in decision) throw new Refused(decision.refusal.code, decision.refusal.parameters);
  return { instance: id, outcome: 'possible', steps: stepsOf(before, decision.state, to) };
}

function refuseOtherwise(from: Locked['definition'], to: Definition): void {
  if (from.key !== to.key) throw new Refused('flow/another-service');
  if (from.id === to.id) throw new Refused('flow/same-version');
}

const commandOf = ({ by, reason, elements, people }: Migration, { program }: Definition) =>
  ({
    type: 'migrate',
    to: program,
    person: by,
    comment: reason,
    ...(elements && { elements }),
    ...(people && { people }),
  }) as const;

function stepsOf(before: State, after: State, { program }: Definition): Migrated['steps'] {
  const programs = [program, ...program.called.values()];
  return before.tasks.flatMap((task) => {
    const now = after.tasks.find((each) => each.id === task.id || each.token === task.token);
    if (now === undefined) return [];
    const name = programs.flatMap((each) => each.nodes.get(now.node)?.name ?? [])[0] ?? now.node;
    return [{ from: task.node, to: now.node, name }];
  });
}
