/**
 * One command = one transaction. Most go without a lock: decided on the instance as this server saw it last, and written
 * by one statement on the condition that it is still so; that is one round trip. Whatever comes in the way (a refusal,
 * another command at the same time, an older view, more than one statement to write) is left to the second way: BEGIN
 * and the instance's row with its lock, and then everything that changed with COMMIT. (A first submission draws its
 * serial number in one more between them.) So a command is there wholly or not at all, and what was answered with
 * success is kept.
 */
import { Refused } from '@yizhan/contract';
import {
  type Database,
  DatabaseUnavailable,
  isUniqueViolation,
  type Statement,
  type Transaction,
} from '@yizhan/database';
import { type Command, type Context, decide, type Event, nothing, type State } from '@yizhan/engine';
import type { Definition, Definitions } from '../definitions/definitions.ts';
import { migrationOf } from '../migration/migration-of.ts';
import type { InstanceRow } from '../reads/instances.sql.ts';
import { refusalOfTask } from '../reads/refusal-of-task.ts';
import { waitsStatement } from '../waits/waits-of.ts';
import { DirectoryOutdated, type World } from '../world.ts';
import type { HeldInstances } from './held-instances.ts';
import { type AnsweredRow, findAnswer, lockInstance } from './lock.sql.ts';
import type { Decided, Idempotency, Locked, Order, Outcome } from './order.ts';
import { insertInstance, type Writing, writeCommand } from './write.sql.ts';
import { writeCopies } from './write-copies.sql.ts';
import { writingOf } from './writing-of.ts';

export interface Room {
  readonly database: Database;
  readonly definitions: Definitions;
  readonly world: World;
  readonly held: HeldInstances;
  /** Statements of the room above that go along with whatever command brought this about, also a timer's. */
  readonly alongsideAll: (decided: Decided) => readonly Statement[];
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
      return (await runUnlocked(room, order)) ?? (await runLocked(room, order));
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

/**
 * Undefined: to be done behind the lock. Refusals too are left to that, for what is held here may be old; only what is
 * written proves that it was not.
 */
async function runUnlocked(room: Room, order: Order): Promise<Outcome | undefined> {
  const row = room.held.get(order.instance);
  const outside = room.world.held();
  if (row === undefined || outside === undefined) return undefined;
  const locked = lockedFrom(order, row, await room.definitions.get(row.definition_id));
  const now = room.world.now();
  const made = await make(
    room,
    order,
    locked,
    outside.context(now, locked.definition.key),
    now,
    needsLock,
  ).catch((error: unknown) => {
    if (error instanceof Refused || error instanceof NeedsLock) return undefined;
    throw error;
  });
  if (made === undefined || made.besides.length > 0) return undefined;
  const [written] = await room.database.query(writeCommand(made.writing, outside.version));
  if (written === undefined) {
    room.held.forget(order.instance);
    return undefined;
  }
  finish(room, row, made);
  return made.outcome;
}

/** In place of a transaction where there is none: whoever wants to read in it gets one with the lock. */
class NeedsLock extends Error {
  override readonly name = 'NeedsLock';
}
const needsLock: Transaction = {
  query: () => Promise.reject(new NeedsLock()),
  commitWith: () => Promise.reject(new NeedsLock()),
};

async function runLocked(room: Room, order: Order): Promise<Outcome> {
  const { database, definitions, world } = room;
  return database.transaction(async (transaction) => {
    // The order matters. 1: the same order comes twice at once; 2: the second waits for the lock; 3: the first
    // commits its answer. Looked for before the lock, the answer would be missed and the act refused as done.
    const [[row], answered, outside] = await Promise.all([
      transaction.query<InstanceRow>(lockInstance(order.instance)),
      transaction.query<AnsweredRow>(findAnswer(order.person, order.idempotency.key)),
      world.look(transaction),
    ]);
    if (answered[0] !== undefined) return sameAnswer(answered[0], order.idempotency);
    const definitionId = row?.definition_id ?? order.definition;
    if (definitionId === undefined) throw new Refused('application/not-found');
    const locked = lockedFrom(order, row, await definitions.get(definitionId, transaction));
    const now = world.now();
    const made = await make(room, order, locked, outside(now, locked.definition.key), now, transaction);
    await transaction.commitWith([
      ...(row === undefined ? [insertInstance(made.writing)] : []),
      writeCommand(made.writing),
      ...made.besides,
    ]);
    finish(room, row, made);
    return made.outcome;
  });
}

interface Made {
  readonly writing: Writing;
  readonly outcome: Outcome;
  readonly state: State;
  /** That it runs on from now on. */
  readonly definition: Definition;
  /** Statements that go along with the one of the command. */
  readonly besides: readonly Statement[];
}

/** What the order comes to on this instance. @throws Refused */
async function make(
  { alongsideAll }: Room,
  order: Order,
  locked: Locked,
  context: Context,
  now: string,
  transaction: Transaction,
): Promise<Made> {
  const commands = order.commands(locked);
  const decided = await decideAll(order, locked, commands, context, transaction);
  const alongside = (await order.alongside?.({ locked, ...decided, now }, transaction)) ?? {};
  const command = commands.at(-1)?.type ?? '';
  const definition = order.migration?.to ?? locked.definition;
  const { writing, outcome } = writingOf(order, locked, { ...decided, command, definition }, alongside, now);
  const besides = [
    ...[
      waitsStatement(order.instance, locked, { state: decided.state, definition }, now),
      writeCopies(order.instance, decided, now),
      migrationOf(order, locked, decided.state),
    ].flatMap((each) => each ?? []),
    ...(alongside.statements ?? []),
    ...alongsideAll({ locked, ...decided, now }),
  ];
  return { writing, outcome, state: decided.state, definition, besides };
}

/** It is committed: the instance is held as it is now, and the workers hear of it. */
function finish(
  room: Room,
  row: InstanceRow | undefined,
  { writing, definition, state: { data, ...state } }: Made,
): void {
  const { id, key, businessKey, title, status, initiator, applicant, revision } = writing.instance;
  const { at } = writing;
  room.held.hold({
    id,
    definition_id: definition.id,
    key,
    business_key: businessKey,
    title,
    status,
    initiator,
    applicant,
    state,
    data,
    revision,
    created_at: row?.created_at ?? at,
    submitted_at: row?.submitted_at ?? (writing.instance.isSubmission ? at : null),
    ended_at: writing.instance.isEnd ? at : null,
    updated_at: at,
  });
  if (writing.outbox !== undefined) room.wakeWorkers();
}

function lockedFrom(order: Order, row: InstanceRow | undefined, definition: Definition): Locked {
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
      if (isOnOwnTask(command) && (code === 'task/already-closed' || code === 'application/ended')) {
        throw await refusalOfTask(transaction, order.person, command.task, order.instance);
      }
      throw new Refused(code, parameters);
    }
    state = decision.state;
    events.push(...decision.events);
  }
  return { state, events };
}

/** An administrator is not asked: to him it is no secret that a task was there. */
const isOnOwnTask = (command: Command): command is Extract<Command, { readonly task: string }> =>
  'task' in command && command.type !== 'jump' && command.type !== 'handOver';

function sameAnswer(answered: AnsweredRow, asked: Idempotency): Outcome {
  if (answered.digest !== asked.digest) throw new Refused('request/key-reused');
  return answered.answer;
}

async function firstAnswer(room: Room, person: string, asked: Idempotency): Promise<Outcome> {
  const [answered] = await room.database.query<AnsweredRow>(findAnswer(person, asked.key));
  if (answered === undefined) throw new Error(`key ${asked.key} was refused as used but is not there`);
  return sameAnswer(answered, asked);
}
