/**
 * One command = one transaction. First round trip: BEGIN, the instance's row with its lock, and what the decision
 * needs besides. Second: everything that changed, and COMMIT. (A first submission draws its serial number in one
 * more between them.) So a command is there wholly or not at all, and what was answered with success is kept.
 */
import { Refused } from '@yizhan/contract';
import { type Database, DatabaseUnavailable, isUniqueViolation, type Transaction } from '@yizhan/database';
import { type Command, type Context, decide, type Event, nothing, type State } from '@yizhan/engine';
import type { Definition, Definitions } from '../definitions/definitions.ts';
import { migrationOf } from '../migration/migration-of.ts';
import { refusalOfTask } from '../reads/refusal-of-task.ts';
import { waitsStatement } from '../waits/waits-of.ts';
import { DirectoryOutdated, type World } from '../world.ts';
import { type AnsweredRow, findAnswer, type LockedRow, lockInstance } from './lock.sql.ts';
import type { Idempotency, Locked, Order, Outcome } from './order.ts';
import { insertInstance, writeCommand } from './write.sql.ts';
import { writeCopies } from './write-copies.sql.ts';
import { writingOf } from './writing-of.ts';

export interface Room {
  readonly database: Database;
  readonly definitions: Definitions;
  readonly world: World;
  /** Called after each commit that left the workers something to do. */
  readonly wakeWorkers: () => void;
}

/**
 * Carries out an order, once: repeated with the same key it gives the first answer again, and a connection that
 * broke before the answer is simply an order to repeat.
 * @throws Refused
 * @throws DatabaseUnavailable when the database stays away
 */
export async function runCommand(room: Room, order: Order): Promise<Outcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(room, order);
    } catch (error) {
      if (error instanceof DirectoryOutdated) {
        await room.world.lookAfresh();
        attempt -= 1;
        continue;
      }
      // Somebody's same key came in between: another connection of the same client, or our own broken attempt.
      if (isUniqueViolation(error, 'answered_key')) {
        return firstAnswer(room, order.person, order.idempotency);
      }
      if (!(error instanceof DatabaseUnavailable) || attempt === 3) throw error;
    }
  }
}

async function runOnce(room: Room, order: Order): Promise<Outcome> {
  const { database, definitions, world } = room;
  const outcome = await database.transaction(async (transaction) => {
    // The order matters. 1: the same order comes twice at once; 2: the second waits for the lock; 3: the first
    // commits its answer. Looked for before the lock, the answer would be missed and the act refused as done.
    const [[row], answered, outside] = await Promise.all([
      transaction.query<LockedRow>(lockInstance(order.instance)),
      transaction.query<AnsweredRow>(findAnswer(order.person, order.idempotency.key)),
      world.look(transaction),
    ]);
    if (answered[0] !== undefined) return sameAnswer(answered[0], order.idempotency);
    const definitionId = row?.definition_id ?? order.definition;
    if (definitionId === undefined) throw new Refused('application/not-found');
    const locked = lockedFrom(order, row, await definitions.get(definitionId, transaction));
    const now = world.now();
    const context = outside(now);
    const commands = order.commands(locked);
    const decided = await decideAll(order, locked, commands, context, transaction);
    const alongside = (await order.alongside?.({ locked, ...decided, now }, transaction)) ?? {};
    const command = commands.at(-1)?.type ?? '';
    const definition = order.migration?.to ?? locked.definition;
    const { writing, outcome } = writingOf(
      order,
      locked,
      { ...decided, command, definition },
      alongside,
      now,
    );
    await transaction.commitWith([
      ...(row === undefined ? [insertInstance(writing)] : []),
      writeCommand(writing),
      ...[
        waitsStatement(order.instance, locked, { state: decided.state, definition }, now),
        writeCopies(order.instance, decided, now),
        migrationOf(order, locked, decided.state),
      ].flatMap((each) => each ?? []),
      ...(alongside.statements ?? []),
    ]);
    if (writing.outbox !== undefined) room.wakeWorkers();
    return outcome;
  });
  return outcome;
}

function lockedFrom(order: Order, row: LockedRow | undefined, definition: Definition): Locked {
  return {
    instance: order.instance,
    definition,
    businessKey: row?.business_key ?? null,
    title: row?.title ?? '',
    revision: row?.revision ?? 0,
    updatedAt: row?.updated_at ?? '',
    state: row === undefined ? nothing : { ...row.state, data: row.data },
  };
}

/** Several commands of one order (create and submit) are decided one upon the other and kept as one. */
async function decideAll(
  order: Order,
  locked: Locked,
  commands: readonly Command[],
  context: Context,
  transaction: Transaction,
): Promise<{ readonly state: State; readonly events: readonly Event[] }> {
  let state = locked.state;
  const events: Event[] = [];
  for (const command of commands) {
    const decision = decide(locked.definition.program, state, command, context);
    if ('refusal' in decision) {
      const { code, parameters } = decision.refusal;
      if ('task' in command && (code === 'task/already-closed' || code === 'application/ended')) {
        throw await refusalOfTask(transaction, order.person, command.task, order.instance);
      }
      throw new Refused(code, parameters);
    }
    state = decision.state;
    events.push(...decision.events);
  }
  return { state, events };
}

function sameAnswer(answered: AnsweredRow, asked: Idempotency): Outcome {
  if (answered.digest !== asked.digest) throw new Refused('request/key-reused');
  return answered.answer;
}

async function firstAnswer(room: Room, person: string, asked: Idempotency): Promise<Outcome> {
  const [answered] = await room.database.query<AnsweredRow>(findAnswer(person, asked.key));
  if (answered === undefined) throw new Error(`key ${asked.key} was refused as used but is not there`);
  return sameAnswer(answered, asked);
}
