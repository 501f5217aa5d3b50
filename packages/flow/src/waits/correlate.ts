import { Refused } from '@yizhan/contract';
import { isUniqueViolation } from '@yizhan/database';
import type { Command } from '@yizhan/engine';
import { v5 as uuidOf } from 'uuid';
import type { Room } from '../commands/run-command.ts';
import type { FlowMessage } from '../commands/writing-of.ts';
import type { OutboxMessage } from '../outbox/outbox-worker.ts';
import { keepMessage, type WaitingInstance, waitingForMessage, waitingForSignal } from './due.sql.ts';

export interface ArrivingMessage {
  /** A uuid that the sender gives it. */
  readonly id: string;
  readonly name: string;
  readonly key?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** How long it is kept when nobody waits for it yet, in milliseconds. */
  readonly keepFor?: number;
}

/** The space of names in which the ids of thrown messages are made. */
const thrownMessages = '0190f000-5ca1-7000-8000-000000000001';

type Automatically = (instance: string, command: Command, key: string) => Promise<unknown>;

const anHour = 3_600_000;

/** Delivers a message to the instance that waits for it, or keeps it for the one that will. */
export async function correlate(
  { database, world, wakeWorkers }: Room,
  message: ArrivingMessage,
  run: Automatically,
): Promise<'delivered' | 'kept'> {
  const { id, name, key, data = {}, keepFor = anHour } = message;
  const [waiting] = await database.query<WaitingInstance>(waitingForMessage(name, key));
  if (waiting !== undefined) {
    try {
      await run(waiting.instance_id, { type: 'message', name, ...(key !== undefined && { key }), data }, id);
      return 'delivered';
    } catch (error) {
      // It was waited for a moment ago; now it is too late for that instance, and perhaps in time for another.
      if (!(error instanceof Refused)) throw error;
    }
  }
  const now = world.now();
  const until = new Date(Date.parse(now) + keepFor).toISOString();
  await database.query(keepMessage(id, name, key, data, now, until)).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
  });
  // Somebody may have begun to wait between the look and the keeping: a worker looks again.
  wakeWorkers();
  return 'kept';
}

/** What a command has thrown reaches the other instances: a signal all that wait for it, a message one. */
export async function broadcast(room: Room, message: OutboxMessage, run: Automatically): Promise<void> {
  const { thrown = [] } = message.payload as Partial<FlowMessage>;
  for (const [index, { kind, name }] of thrown.entries()) {
    const key = `outbox-${message.id}-${index}`;
    if (kind === 'message-thrown') {
      // Like one from outside: kept where nobody waits yet. Thrown again after a crash it has the same id.
      await correlate(room, { id: uuidOf(key, thrownMessages), name }, run);
      continue;
    }
    for (const waiting of await room.database.query<WaitingInstance>(waitingForSignal(name))) {
      await ignoringLate(run(waiting.instance_id, { type: 'signal', name }, `${key}-${waiting.instance_id}`));
    }
  }
}

/** Whoever has ceased to wait meanwhile is not concerned any more. */
async function ignoringLate(delivery: Promise<unknown>): Promise<void> {
  await delivery.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
}
