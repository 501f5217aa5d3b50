/**
 * One connection of the pool. Statements given together leave in one write and are answered in order: that is
 * one round trip. `pg` in pipeline mode ends every statement with its own Sync, so a failure does not make the
 * server skip what follows: inside a transaction the followers fail with 25P02 and COMMIT answers ROLLBACK
 * without an error; outside of one they would take effect.
 */
import pg, { type PoolClient, type QueryResult } from 'pg';
import type { Statement } from './database.ts';
import { toParameter } from './parameters.ts';
import { isConnectionLoss } from './unavailable.ts';

/** What the server said to one statement. `command` is its tag: SELECT, COMMIT, ROLLBACK… */
export type Answer =
  | { readonly ok: true; readonly command: string; readonly rows: unknown[] }
  | { readonly ok: false; readonly error: Error; readonly completed: boolean };

/** What all lines of one pool share: the count of round trips, and which text each statement name stands for. */
export class PoolState {
  roundTrips = 0;
  readonly #textOf = new Map<string, string>();

  /** Two texts under one name would run the wrong one; a name past 63 bytes would be cut by the server. */
  check(statement: Statement): void {
    if (statement.name === undefined) return;
    const known = this.#textOf.get(statement.name);
    if (known === statement.text) return;
    if (known !== undefined) throw new Error(`two different statements are named ${statement.name}`);
    if (Buffer.byteLength(statement.name) > 63) {
      throw new Error(`the statement name ${statement.name} is longer than 63 bytes`);
    }
    this.#textOf.set(statement.name, statement.text);
  }
}

export class Line {
  readonly client: PoolClient;
  readonly #state: PoolState;
  #unanswered = 0;
  #spoiled = false;

  constructor(client: PoolClient, state: PoolState) {
    this.client = client;
    this.#state = state;
  }

  /** Whether the next caller may have it: alive, and not inside a transaction whose rollback failed. */
  get isReusable(): boolean {
    return !this.#spoiled && this.client.getTransactionStatus() === 'I';
  }

  /** Sends all statements at once and waits for all answers. Throws only before anything is sent. */
  async send(statements: readonly Statement[]): Promise<Answer[]> {
    const queries = statements.map((statement) => this.#prepare(statement));
    if (this.#unanswered === 0) this.#state.roundTrips += 1;
    this.#unanswered += queries.length;
    const { stream } = this.client.connection;
    stream.cork(); // one packet instead of one for each statement
    const answers = queries.map((submit) => submit());
    stream.uncork();
    try {
      return await Promise.all(answers);
    } finally {
      this.#unanswered -= queries.length;
    }
  }

  #prepare(statement: Statement): () => Promise<Answer> {
    this.#state.check(statement);
    const { name, text } = statement;
    const values = statement.values?.map(toParameter);
    return () =>
      new Promise((settle) => {
        const query = new pg.Query(
          {
            text,
            ...(name !== undefined && { name }),
            ...(values && { values }),
          },
          (error, result) => {
            if (!error) return settle({ ok: true, ...lastOf(result) });
            this.#spoiled ||= isConnectionLoss(error) || isStalePlan(error);
            settle({
              ok: false,
              error: named(error, statement),
              completed: isCompleted(query),
            });
          },
        );
        this.client.query(query);
      });
  }
}

/**
 * A prepared statement outlived the shape of its table (a migration while the server runs), or vanished. It would
 * fail on this connection for ever: a new connection prepares it anew.
 */
function isStalePlan(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return code === '26000' || (code === '0A000' && error.message.includes('cached plan'));
}

/** A text of several statements (a migration) is answered with a list of results. */
function lastOf(result: QueryResult | QueryResult[]): {
  command: string;
  rows: unknown[];
} {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return { command: last?.command ?? '', rows: last?.rows ?? [] };
}

/** The log must tell which statement failed; its values may be personal data and stay out. */
function named(error: Error, statement: Statement): Error {
  return Object.assign(error, {
    statement: statement.name ?? statement.text.trim().slice(0, 120),
  });
}

/** Whether CommandComplete had come before the error: then the statement may have taken effect after all. */
function isCompleted(query: unknown): boolean {
  const { _result } = query as { _result?: { command: string | null } };
  return Boolean(_result?.command);
}
