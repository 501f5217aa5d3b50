/**
 * Does what the outbox says, after the commit that said it. A message is handled and deleted in one transaction:
 * what the handler writes through it happens exactly once, what it does outside happens at least once.
 */
import { type Database, DatabaseUnavailable, type Transaction } from '@yizhan/database';
import { startWorkLoop, type WorkLoop } from '../work-loop.ts';
import { messageDone, messageFailed, type OutboxRow, takeMessage } from './outbox.sql.ts';

export interface OutboxMessage {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
}

export type OutboxHandler = (message: OutboxMessage, transaction: Transaction) => Promise<void>;

export const startOutboxWorker = (
  database: Database,
  handle: OutboxHandler,
  report: (error: unknown, message: Pick<OutboxMessage, 'id' | 'topic'> | undefined) => void,
): WorkLoop =>
  startWorkLoop(
    () => workOne(database, handle, report),
    (error) => report(error, undefined),
  );

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
