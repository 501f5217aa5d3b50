import { FeelFailure } from '../failure.ts';
import { isMissing, single } from './kind.ts';
import { shown } from './shown.ts';

/**
 * True, false, or null for what is still missing. Anything else is a failure: the standard takes it for null, and
 * the writer would see a condition that never holds.
 */
export function truthOf(value: unknown): boolean | null {
  const truth = single(value);
  if (typeof truth === 'boolean') return truth;
  if (isMissing(truth)) return null;
  throw new FeelFailure(
    `这里应当是“是”或“否”，实际是 ${shown(value)}`,
    `This must be true or false, not ${shown(value)}`,
  );
}
