/**
 * What the other rooms see of PostgreSQL. A statement is data (`*.sql.ts` files make them, one function a
 * statement); running it is the business of a connection.
 *
 * Values: int8 comes as a number while that is exact, else as digits; numeric, date, timestamp and interval as text;
 * timestamptz as `2026-11-24T05:00:00.000Z` (with microseconds when it has any); jsonb parsed. Sessions are in UTC.
 * Sent, an object becomes JSON and a list an array literal: a list for a jsonb column goes through JSON.stringify.
 */

/**
 * One SQL statement with its parameters. `name` makes it a prepared statement on its connection: for hot statements,
 * at most 63 bytes, and one text for each name.
 */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Runs statements, each on whichever connection is free, or all in one transaction. */
export interface Connection {
  /** All rows of the statement's answer. The caller states the row's shape, for it wrote the SQL. */
  query<Row>(statement: Statement): Promise<Row[]>;
}

/** A transaction under way. BEGIN travels with the first statement, COMMIT with the last ones. */
export interface Transaction extends Connection {
  /**
   * Sends the statements and COMMIT in one round trip and answers each statement's rows. In a pipeline a
   * failed statement turns COMMIT into ROLLBACK without an error of its own, so every answer is checked; the
   * first failure is thrown and nothing is kept. The transaction is over afterwards.
   */
  commitWith(statements: readonly Statement[]): Promise<unknown[][]>;
}

/**
 * While the server is away, statements and transactions wait for a connection (15 s) before they throw
 * DatabaseUnavailable. A connection that breaks in the middle of a transaction throws it at once: `mayHaveCommitted`
 * tells whether the work may simply be done again.
 */
export interface Database extends Connection {
  /** Commits when `work` returns (unless it has called `commitWith`), rolls back when it throws. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Round trips to the server since the pool was opened; tests hold the hot paths to a number of them. */
  readonly roundTrips: number;
  /** Waits for what is under way. */
  close(): Promise<void>;
}
