/**
 * Fires what is due and has work done outside. Everything is taken by lease: a worker that dies in the middle has its
 * work taken up by another, and the instance's lock and state decide whether it is still wanted. So each timer fires
 * (at least once, with effect once) and each call is made at least once, with its job's id as the key.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '@yizhan/contract';
import { type Database, DatabaseUnavailable } from '@yizhan/database';
import type { Command } from '@yizhan/engine';
import { v7 as newId } from 'uuid';
import { openIncident } from '../incidents/incidents.sql.ts';
import {
  type DueJob,
  type DueWait,
  jobFailed,
  type KeptMessage,
  takeDueJob,
  takeDueWait,
  takeKeptMessage,
  type WaitingInstance,
  waitDone,
  waitingForMessage,
} from './due.sql.ts';

/** What a worker outside is asked, and what it may answer. */
export interface Work {
  /** The same for every attempt at one job: the other side recognises a repetition by it. */
  readonly key: string;
  readonly work: string;
  readonly instance: string;
  readonly node: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type WorkAnswer =
  | { readonly data?: Readonly<Record<string, unknown>> }
  /** An error that the process may handle. */
  | { readonly error: string; readonly data?: Readonly<Record<string, unknown>> };

/** Port: carries out what service tasks ask for; throws when it did not work and should be tried again. */
export type Connector = (work: Work) => Promise<WorkAnswer>;

export interface WaitWorkerOptions {
  readonly database: Database;
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Runs one command on an instance, with this key. */
  readonly command: (instance: string, command: Command, key: string) => Promise<unknown>;
  readonly dataOf: (instance: string) => Promise<Readonly<Record<string, unknown>>>;
  readonly now: () => string;
  readonly report: (error: unknown) => void;
}

const sleepMs = 1000;

export function startWaitWorker(options: WaitWorkerOptions): { wake(): void; stop(): Promise<void> } {
  let isStopping = false;
  let alarm = new AbortController();
  const work = async () => {
    while (!isStopping) {
      const isWorkLeft = await workOnce(options).catch((error: unknown) => {
        if (!(error instanceof DatabaseUnavailable)) options.report(error);
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

/** Does one thing of each kind; answers whether there was any. */
async function workOnce(options: WaitWorkerOptions): Promise<boolean> {
  const did = [await fireOne(options), await doOneJob(options), await deliverOne(options)];
  return did.some(Boolean);
}

async function fireOne({ database, command, now }: WaitWorkerOptions): Promise<boolean> {
  const [wait] = await database.query<DueWait>(takeDueWait());
  if (wait === undefined) return false;
  const { instance_id: instance, id, kind, node } = wait;
  try {
    await command(
      instance,
      kind === 'task' ? { type: 'expire', task: id } : { type: 'fireTimer', wait: id },
      newId(),
    );
    if (kind === 'task') await database.query(waitDone(instance, id));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // No longer waited for: somebody was quicker, and took the row along or is about to.
    if (isGone(error)) await database.query(waitDone(instance, id));
    else
      await database.query(
        openIncident(
          {
            id: newId(),
            instance_id: instance,
            source: id,
            element: node,
            code: error.code,
            message: wordsOf(error),
          },
          now(),
        ),
      );
  }
  return true;
}

async function doOneJob(options: WaitWorkerOptions): Promise<boolean> {
  const { database, connectors, command, dataOf, now } = options;
  const [job] = await database.query<DueJob>(takeDueJob());
  if (job === undefined) return false;
  const { instance_id: instance, id, node, work } = job;
  try {
    const connector = connectors.get(work);
    if (connector === undefined) throw new Error(`没有连接器“${work}”`);
    const answer = await connector({ key: id, work, instance, node, data: await dataOf(instance) });
    const data = answer.data && { data: answer.data };
    await command(
      instance,
      'error' in answer
        ? { type: 'failJob', job: id, error: answer.error, ...data }
        : { type: 'completeJob', job: id, ...data },
      id,
    );
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    if (error instanceof Refused && isGone(error)) return true;
    const code = error instanceof Refused ? error.code : 'service/failed';
    await database.query(jobFailed(id));
    await database.query(
      openIncident(
        { id: newId(), instance_id: instance, source: id, element: node, code, message: wordsOf(error) },
        now(),
      ),
    );
  }
  return true;
}

/** A message that came too early has found somebody who waits for it. */
async function deliverOne({ database, command }: WaitWorkerOptions): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const [message] = await transaction.query<KeptMessage>(takeKeptMessage());
    if (message === undefined) return false;
    const { id, name, data } = message;
    const key = message.key ?? undefined;
    const [waiting] = await transaction.query<WaitingInstance>(waitingForMessage(name, key));
    if (waiting === undefined) throw new Error(`nobody waits for message ${name} any more`);
    // The command commits on its own; repeated after a crash in between, its key finds the first answer.
    await command(
      waiting.instance_id,
      { type: 'message', name, ...(key !== undefined && { key }), data },
      id,
    );
    await transaction.commitWith([]);
    return true;
  });
}

const isGone = (error: Refused): boolean =>
  error.code === 'flow/not-waiting' ||
  error.code === 'application/ended' ||
  error.code === 'task/already-closed' ||
  error.code === 'application/not-found';

const wordsOf = (error: unknown): string => {
  if (error instanceof Refused) return `${error.code} ${JSON.stringify(error.parameters)}`;
  return error instanceof Error ? error.message : String(error);
};
