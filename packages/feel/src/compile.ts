/**
 * FEEL text, parsed and translated once. What it may cost is judged at once, where a publisher can be told, and counted
 * again each time it is evaluated (`run.ts`), for only then its data are known.
 */
import type { ExpressionFault } from './cost/judge.ts';
import { failureOf } from './failure.ts';
import type { NamesRead } from './names-in.ts';
import { prepareExpression } from './prepare.ts';
import { type Scope, startRun } from './run.ts';
import { plainResult } from './values/plain-value.ts';

export interface Expression extends NamesRead {
  readonly text: string;
  /** Why it must not be published although it is FEEL, too costly above all. `evaluate` then fails at once. */
  readonly fault: ExpressionFault | undefined;
  /**
   * The value as JSON; dates, times and durations as ISO text. What is missing in the scope is null. Only own
   * properties of the scope and of what is in it are seen; functions only at its root.
   * @throws FeelFailure, also when it takes more computing than an expression may
   */
  evaluate(scope: Scope): unknown;
}

/**
 * Parses at once. `names` are the root names that the scope may hold: a name with spaces is recognised only
 * when it is among them, and a name among them never falls back to the FEEL function of that name.
 * @throws FeelSyntaxError
 */
export function compile(text: string, names: readonly string[] = []): Expression {
  const { code, ...read } = prepareExpression(text, names);
  return {
    text,
    ...read,
    evaluate(scope) {
      const run = startRun(scope);
      try {
        return plainResult(run, code(run, undefined));
      } catch (error) {
        throw failureOf(error, text);
      }
    },
  };
}
