/**
 * One transaction on one connection. The connection is taken with the first statement, so work that refuses
 * before reading anything costs no round trip.
 */
import type { Statement, Transaction } from './database.ts';
import type { Answer, Line } from './line.ts';
import { DatabaseUnavailable, isConnectionLoss, isShutdownAnswer } from './unavailable.ts';

const begin: Statement = { text: 'begin' };
const commit: Statement = { text: 'commit' };
const rollback: Statement = { text: 'rollback' };

export interface Lines {
  acquire(): Promise<Line>;
  release(line: Line): void;
}

/** Runs `work`; commits when it returns (unless it has called `commitWith`), rolls back when it throws. */
export async function runTransaction<Result>(
  lines: Lines,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const transaction = new OpenTransaction(lines);
  try {
    const result = await work(transaction);
    await transaction.finish();
    return result;
  } catch (error) {
    await transaction.abandon();
    throw error;
  } finally {
    await transaction.release();
  }
}

class OpenTransaction implements Transaction {
  readonly #lines: Lines;
  #line: Promise<Line> | undefined;
  #state: 'idle' | 'begun' | 'over' = 'idle';
  #firstFailure: Error | undefined;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  async query<Row>(statement: Statement): Promise<Row[]> {
    const answers = await this.#send([statement]);
    const failure = this.#failureOf(answers, false);
    if (failure) throw failure;
    return (answers.at(-1) as Answer & { ok: true }).rows as Row[];
  }

  async commitWith(statements: readonly Statement[]): Promise<unknown[][]> {
    const answers = await this.#send([...statements, commit], 'over');
    const failure = this.#failureOf(answers, true);
    if (failure) throw failure;
    return answers.slice(-statements.length - 1, -1).map((answer) => (answer.ok ? answer.rows : []));
  }

  async finish(): Promise<void> {
    if (this.#state === 'begun') await this.commitWith([]);
  }

  /** The caller has its own error to tell; a rollback that fails ends the connection, and with it the work. */
  async abandon(): Promise<void> {
    if (this.#state === 'begun') await this.#send([rollback], 'over').catch(() => undefined);
  }

  async release(): Promise<void> {
    const line = await this.#line?.catch(() => undefined);
    if (line) this.#lines.release(line);
  }

  async #send(statements: readonly Statement[], next: 'begun' | 'over' = 'begun'): Promise<Answer[]> {
    if (this.#state === 'over')
      throw new Error('the transaction is over: no statement can follow its commit');
    this.#line ??= this.#lines.acquire();
    const line = await this.#line;
    const first = this.#state === 'idle';
    const answers = line.send(first ? [begin, ...statements] : statements);
    this.#state = next;
    return answers;
  }

  /** The first failure in order is the cause; those behind it only say that the transaction is aborted. */
  #failureOf(answers: readonly Answer[], ending: boolean): Error | undefined {
    const failed = answers.findIndex((answer) => !answer.ok);
    const answer = answers[failed];
    if (answer && !answer.ok) {
      const failure = lossOf(answer.error, ending && mayHaveCommitted(answers, failed));
      this.#firstFailure ??= failure;
      return failure;
    }
    const last = answers.at(-1);
    if (!ending || (last?.ok && last.command === 'COMMIT')) return undefined;
    return new Error('the transaction was rolled back, for an earlier statement of it had failed', {
      cause: this.#firstFailure,
    });
  }
}

/** Only the server's own "I am going down" in answer to a statement before COMMIT rules the commit out. */
function mayHaveCommitted(answers: readonly Answer[], failed: number): boolean {
  const answer = answers[failed];
  const isCommit = failed === answers.length - 1;
  return !(answer && !answer.ok && isShutdownAnswer(answer.error) && !isCommit);
}

/** A broken connection as `DatabaseUnavailable`; any other error as it is. */
export function lossOf(error: Error, mayHaveCommitted: boolean): Error {
  if (!isConnectionLoss(error)) return error;
  const message = mayHaveCommitted
    ? 'the connection to the database broke before the commit was answered'
    : 'the connection to the database broke; nothing was kept';
  return new DatabaseUnavailable(message, { cause: error, mayHaveCommitted });
}
