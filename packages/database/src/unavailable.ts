import { DatabaseError } from 'pg';

/**
 * The server cannot be reached, is starting or stopping, or the connection broke. A fault that passes: the same
 * request may well succeed a moment later.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  /**
   * True when the connection broke after the deciding words (COMMIT, or a statement outside of a transaction)
   * were sent and before they were answered: then only the data can tell whether they took effect. False: they
   * certainly did not, and the whole may be done again.
   */
  readonly mayHaveCommitted: boolean;

  constructor(message: string, options: { cause: unknown; mayHaveCommitted?: boolean }) {
    super(message, { cause: options.cause });
    this.mayHaveCommitted = options.mayHaveCommitted ?? false;
  }
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections. */
const serverCodes = new Set(['57P01', '57P02', '57P03', '53300']);

/** What pg says without a code; the texts of the pinned 8.23.1. */
const driverTexts = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
  'timeout exceeded when trying to connect',
  'timeout expired',
];

/** Whether this error means "no connection" rather than "the statement is wrong". */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Several addresses tried (localhost is ::1 and 127.0.0.1): Node wraps the refusals.
  if (error instanceof AggregateError) return error.errors.some(isConnectionLoss);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof DatabaseError) return serverCodes.has(code) || code.startsWith('08');
  return networkCodes.has(code) || driverTexts.some((text) => error.message.includes(text));
}

/** The server itself said that it goes down, as its answer to a statement: that statement had no effect. */
export function isShutdownAnswer(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === '57P01' || error.code === '57P03');
}

/** An exclusion constraint of that name refused the row: two things would overlap. */
export function isExclusionViolation(error: unknown, constraint: string): boolean {
  return error instanceof DatabaseError && error.code === '23P01' && error.constraint === constraint;
}

/** A unique or primary key (of that name, when one is given) refused the row. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return (
    error instanceof DatabaseError &&
    error.code === '23505' &&
    (constraint === undefined || error.constraint === constraint)
  );
}
