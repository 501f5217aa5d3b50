import { FeelFailure } from '../failure.ts';
import type { Run } from '../run.ts';
import { order } from '../values/compare.ts';
import { equal } from '../values/equal.ts';

export type CompareOperation = (run: Run, left: unknown, right: unknown) => boolean | null;

export function operationOf(operator: string): CompareOperation {
  switch (operator) {
    case '=':
      return equal;
    case '!=':
      return (run, left, right) => {
        const isEqual = equal(run, left, right);
        return isEqual === null ? null : !isEqual;
      };
    case '<':
      return ordered((difference) => difference < 0);
    case '<=':
      return ordered((difference) => difference <= 0);
    case '>':
      return ordered((difference) => difference > 0);
    case '>=':
      return ordered((difference) => difference >= 0);
    default:
      throw new FeelFailure(`没有这种比较：${operator}`, `There is no such comparison: ${operator}`);
  }
}

function ordered(holds: (difference: number) => boolean) {
  return (run: Run, left: unknown, right: unknown): boolean | null => {
    const difference = order(run, left, right);
    return difference === null ? null : holds(difference);
  };
}
