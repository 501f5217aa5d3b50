import type { Problem } from '@yizhan/contract';

/** One field to correct, as the server names it. */
export type FieldFault = NonNullable<Problem['problems']>[number];

/**
 * Any no to a request: a problem document of the server, or a failure on the way to it. Screens show `detail`
 * as it is and switch on `code`; the client's own codes are `client/offline` and `client/unreadable`.
 */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly problems: readonly FieldFault[];
  readonly parameters: Readonly<Record<string, unknown>>;

  constructor(problem: Pick<Problem, 'status' | 'code' | 'detail'> & Partial<Problem>) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.detail = problem.detail;
    this.problems = problem.problems ?? [];
    this.parameters = problem.parameters ?? {};
  }
}

export const isProblem = (error: unknown, code: string): error is ProblemError =>
  error instanceof ProblemError && error.code === code;

/** Makes a ProblemError out of an answer that is not fine, even when a proxy answered in place of the server. */
export async function problemOf(response: Response, unreadable: string): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblemDocument(body)) return new ProblemError({ ...body, status: response.status });
  return new ProblemError({ status: response.status, code: 'client/unreadable', detail: unreadable });
}

function isProblemDocument(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string'
  );
}
