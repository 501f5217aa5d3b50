import type { Expression } from './compile.ts';
import { FeelFailure } from './failure.ts';
import type { Scope } from './run.ts';

/**
 * The expression as a decision: null (something is still missing) counts as no, and anything but a boolean is
 * a mistake of the writer.
 * @throws FeelFailure
 */
export function condition(expression: Expression, scope: Scope): boolean {
  const value = expression.evaluate(scope);
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new FeelFailure(
    `条件的结果应当是“是”或“否”，实际是 ${JSON.stringify(value)}`,
    `A condition must give true or false, not ${JSON.stringify(value)}`,
    expression.text,
  );
}
