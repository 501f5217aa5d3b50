/**
 * Does what the outbox says, after the commit that said it. A message is handled and deleted in one transaction:
 * what the handler writes through it happens exactly once, what it does outside happens at least once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, DatabaseUnavailable, type Transaction } from '@yizhan/database';
import { messageDone, messageFailed, type OutboxRow, takeMessage } from './outbox.sql.ts';

export interface OutboxMessage {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
}

export type OutboxHandler = (message: OutboxMessage, transaction: Transaction) => Promise<void>;

export interface OutboxWorker {
  /** Looks for messages now and not only with the next round. */
  wake(): void;
  /** Resolves when the message in hand is done. */
  stop(): Promise<void>;
}

/** How long a worker sleeps that nobody wakes: other servers' messages wait no longer when their server dies. */
const sleepMs = 1000;

export function startOutboxWorker(
  database: Database,
  handle: OutboxHandler,
  report: (error: unknown, message: Pick<OutboxMessage, 'id' | 'topic'> | undefined) => void,
): OutboxWorker {
  let isStopping = false;
  let alarm = new AbortController();
  const work = async () => {
    while (!isStopping) {
      const isWorkLeft = await workOne(database, handle, report).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable)) report(error, undefined);
        return false;
      });
      if (isWorkLeft || isStopping) continue;
      await pause(sleepMs, undefined, { signal: alarm.signal }).catch(() => undefined);
      alarm = new AbortController();
    }
  };
  const finished = work();
  return {
    wake: () => alarm.abort(),
    async stop() {
      isStopping = true;
      alarm.abort();
      await finished;
    },
  };
}

/** Handles one message; answers whether there was any. */
async function workOne(
  database: Database,
  handle: OutboxHandler,
  report: (error: unknown, message: Pick<OutboxMessage, 'id' | 'topic'>) => void,
): Promise<boolean> {
  let taken: OutboxRow | undefined;
  try {
    return await database.transaction(async (transaction) => {
      [taken] = await transaction.query<OutboxRow>(takeMessage());
      if (taken === undefined) return false;
      await handle(taken, transaction);
      await transaction.commitWith([messageDone(taken.id)]);
      return true;
    });
  } catch (error) {
    if (taken === undefined || error instanceof DatabaseUnavailable) throw error;
    report(error, taken);
    await database.query(messageFailed(taken.id, error instanceof Error ? error.message : String(error)));
    return true;
  }
}
