/**
 * Fires what is due and has work done outside. Everything is taken by a short lease: a worker that dies in the middle
 * has its work taken up by another within seconds, and the instance's lock and state decide whether it is still wanted.
 * So each timer fires (at least once, with effect once) and each call is made at least once, with its job's id as the key.
 */
import { Refused } from '@yizhan/contract';
import { type Database, DatabaseUnavailable, type Statement } from '@yizhan/database';
import type { Command } from '@yizhan/engine';
import { v7 as newId } from 'uuid';
import { openIncident, settleIncident } from '../incidents/incidents.sql.ts';
import { startWorkLoop, together, type WorkLoop } from '../work-loop.ts';
import {
  type DueJob,
  type DueWait,
  jobAgain,
  jobFailed,
  jobLater,
  type KeptMessage,
  messageDelivered,
  messageLater,
  renewJob,
  takeDueJob,
  takeDueWait,
  takeKeptMessage,
  type WaitingInstance,
  waitDone,
  waitingForMessage,
  waitLater,
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
  | { readonly error: string; readonly data?: Readonly<Record<string, unknown>> }
  /** Not yet: asked again after so many seconds, or when `wakeJob` says that it may be time. */
  | { readonly againAfter: number };

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

/** Each kind goes its own way: a slow call outside delays no timer, and not every other call either. */
const callsAtOnce = 4;
const renewEveryMs = 3000;

export const startWaitWorker = (options: WaitWorkerOptions): WorkLoop =>
  together([
    startWorkLoop(() => fireOne(options), options.report),
    startWorkLoop(() => deliverOne(options), options.report),
    ...Array.from({ length: callsAtOnce }, () => startWorkLoop(() => doOneJob(options), options.report)),
  ]);

async function fireOne(options: WaitWorkerOptions): Promise<boolean> {
  const { database, command } = options;
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
    if (error instanceof DatabaseUnavailable) throw error;
    // No longer waited for: somebody was quicker, and took the row along or is about to.
    if (isGone(error)) await database.query(waitDone(instance, id));
    else if (isTooEarly(error)) await database.query(waitLater(instance, id));
    else await fail(options, { instance, source: id, element: node }, error, waitLater(instance, id));
  }
  return true;
}

async function doOneJob(options: WaitWorkerOptions): Promise<boolean> {
  const { database, command } = options;
  const [job] = await database.query<DueJob>(takeDueJob());
  if (job === undefined) return false;
  const { instance_id: instance, id, node } = job;
  try {
    const answer = await whileHolding(options, job);
    if ('againAfter' in answer) {
      await database.query(jobAgain(id, job.due_at, answer.againAfter));
      return true;
    }
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
    if (isGone(error)) return true;
    if (isTooEarly(error)) await database.query(jobLater(id));
    else await fail(options, { instance, source: id, element: node }, error, jobFailed(id));
  }
  return true;
}

/** Makes the call, and renews the lease for as long as it takes. */
async function whileHolding(
  { database, connectors, dataOf, report }: WaitWorkerOptions,
  { instance_id: instance, id, node, work }: DueJob,
): Promise<WorkAnswer> {
  const connector = connectors.get(work);
  if (connector === undefined) throw new Error(`没有连接器“${work}”`);
  const renewing = setInterval(() => void database.query(renewJob(id)).catch(report), renewEveryMs);
  try {
    return await connector({ key: id, work, instance, node, data: await dataOf(instance) });
  } finally {
    clearInterval(renewing);
  }
}

/** A message that came too early has found somebody who waits for it. */
async function deliverOne(options: WaitWorkerOptions): Promise<boolean> {
  const { database, command, now } = options;
  const [message] = await database.query<KeptMessage>(takeKeptMessage());
  if (message === undefined) return false;
  const { id, name, data } = message;
  const key = message.key ?? undefined;
  const [waiting] = await database.query<WaitingInstance>(waitingForMessage(name, key));
  if (waiting === undefined) return true;
  const instance = waiting.instance_id;
  try {
    // Repeated after a crash before the message is thrown away, its key finds the first answer.
    await command(instance, { type: 'message', name, ...(key !== undefined && { key }), data }, id);
    await database.transaction((transaction) =>
      transaction.commitWith([messageDelivered(id), settleIncident(id, now())]),
    );
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    // Too late for that instance, and perhaps in time for another: the message stays.
    if (isGone(error)) return true;
    if (isTooEarly(error)) await database.query(messageLater(id));
    else await fail(options, { instance, source: id, element: name }, error, messageLater(id));
  }
  return true;
}

/** Put off, and told to an administrator: both or neither, or what is given up would be seen by nobody. */
async function fail(
  { database, now }: WaitWorkerOptions,
  { instance, source, element }: { instance: string; source: string; element: string },
  error: unknown,
  putOff: Statement,
): Promise<void> {
  const code = error instanceof Refused ? error.code : 'service/failed';
  const incident = { id: newId(), instance_id: instance, source, element, code, message: wordsOf(error) };
  await database.transaction((transaction) =>
    transaction.commitWith([putOff, openIncident(incident, now())]),
  );
}

/** `request/key-reused`: another worker has answered this job already, and otherwise. */
const gone: ReadonlySet<string> = new Set([
  'flow/not-waiting',
  'application/ended',
  'task/already-closed',
  'application/not-found',
  'request/key-reused',
]);
const isGone = (error: unknown): boolean => error instanceof Refused && gone.has(error.code);

/** The database's clock is ahead of ours, or an administrator has suspended the instance. */
const isTooEarly = (error: unknown): boolean =>
  error instanceof Refused && (error.code === 'flow/not-due' || error.code === 'application/suspended');

const wordsOf = (error: unknown): string => {
  if (error instanceof Refused) return `${error.code} ${JSON.stringify(error.parameters)}`;
  return error instanceof Error ? error.message : String(error);
};
