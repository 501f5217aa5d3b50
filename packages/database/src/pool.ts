import { setTimeout as pause } from 'node:timers/promises';
import pg, { type PoolClient } from 'pg';
import { columnTypes } from './column-types.ts';
import type { Database, Statement, Transaction } from './database.ts';
import { Line, PoolState } from './line.ts';
import { type Lines, lossOf, runTransaction } from './transaction.ts';
import { DatabaseUnavailable, isConnectionLoss, isShutdownAnswer } from './unavailable.ts';

export interface DatabaseOptions {
  /** Connections at most. */
  readonly max?: number;
  /** How long a request waits for a connection (all busy, or the server away) before DatabaseUnavailable. */
  readonly patienceMs?: number;
}

/**
 * What every session of ours shows in pg_stat_activity. The launcher stops its server only when nobody but this
 * process is connected, and tells processes apart by it.
 */
export const applicationName = `yizhan/${process.pid}`;

/** Session settings that SQL relies on: days and midnights are named with a zone, never the server's. */
const sessionOptions = '-c TimeZone=UTC -c DateStyle=ISO -c idle_in_transaction_session_timeout=60s';

/** Opens a pool. Nothing is connected yet: a wrong address shows with the first statement. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const patienceMs = options.patienceMs ?? 15_000;
  const state = new PoolState();
  const lineOf = new WeakMap<PoolClient, Line>();
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 20,
    pipeline: true,
    types: columnTypes,
    options: sessionOptions,
    application_name: applicationName,
    keepAlive: true,
    connectionTimeoutMillis: patienceMs,
  });
  // Without listeners an idle connection that dies ends the process; the next acquire tells the caller.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    lineOf.set(client, new Line(client, state));
  });

  const lines: Lines = {
    acquire: async () => lineOf.get(await connectPatiently(pool, patienceMs))!,
    release: (line) => line.client.release(!line.isReusable),
  };

  let closing: Promise<void> | undefined;
  return {
    query: <Row>(statement: Statement) => queryAlone<Row>(lines, statement),
    transaction: <Result>(work: (transaction: Transaction) => Promise<Result>) => runTransaction(lines, work),
    get roundTrips() {
      return state.roundTrips;
    },
    close: () => (closing ??= pool.end()),
  };
}

/** A server that restarts is away for seconds: requests wait for it rather than fail. */
async function connectPatiently(pool: pg.Pool, patienceMs: number): Promise<PoolClient> {
  const deadline = Date.now() + patienceMs;
  for (let wait = 50; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      const left = deadline - Date.now();
      if (left <= 0) {
        throw new DatabaseUnavailable(`no connection to the database within ${patienceMs} ms`, {
          cause: error,
        });
      }
      await pause(Math.min(wait, left));
    }
  }
}

/**
 * A statement outside of a transaction. When the server answers it with "shutting down" before completing it,
 * it had no effect and is sent again, on a connection that is waited for; after any other break only the caller
 * can know whether repeating is safe. Not endlessly: an administrator who ends the session answers just so.
 */
async function queryAlone<Row>(lines: Lines, statement: Statement): Promise<Row[]> {
  for (let attempt = 1; ; attempt += 1) {
    const line = await lines.acquire();
    try {
      const [answer] = await line.send([statement]);
      if (answer?.ok) return answer.rows as Row[];
      const { error, completed } = answer!;
      const hadNoEffect = isShutdownAnswer(error) && !completed;
      if (!hadNoEffect || attempt === 3) throw lossOf(error, !hadNoEffect);
    } finally {
      lines.release(line);
    }
  }
}
