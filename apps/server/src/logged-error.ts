/**
 * An error as a log keeps it: what went wrong and where. PostgreSQL quotes the row in `detail` and the parameters in
 * `where`, and a wrong value in the message itself: those are personal data and stay out (S61).
 */
export type LoggedError = {
  readonly type: string;
  readonly message: string;
  /** Frames alone: the first line of an error's stack is its message once more. */
  readonly stack: string;
  readonly code?: string;
  /** Name of the SQL statement that failed, or its beginning. */
  readonly statement?: string;
  readonly constraint?: string;
  readonly cause?: LoggedError;
};

export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'thrown without being an error', stack: '' };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const code = textOf(error, 'code');
  const statement = textOf(error, 'statement');
  const constraint = textOf(error, 'constraint');
  return {
    type: error.name,
    message:
      code !== undefined && isDataException(code) ? (error.message.split(':')[0] ?? '') : error.message,
    stack: frames.join('\n'),
    ...(code !== undefined && { code }),
    ...(statement !== undefined && { statement }),
    ...(constraint !== undefined && { constraint }),
    ...(error.cause !== undefined && { cause: loggedError(error.cause) }),
  };
}

/** Class 22 of PostgreSQL's codes: `invalid input syntax for type uuid: "…"`. */
const isDataException = (code: string): boolean => /^22[0-9A-Z]{3}$/.test(code);

function textOf(error: Error, key: string): string | undefined {
  const value: unknown = key in error ? (error as unknown as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}
