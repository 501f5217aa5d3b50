/**
 * What one evaluation may spend. Expressions are evaluated in the middle of a command, on the one thread that
 * serves everybody, so their cost is counted while they run and not only estimated when they are published: every
 * turn of a loop, call, copied entry and tried piece of a pattern is paid for before it is done.
 */
import { FeelFailure } from './failure.ts';

/** Two loops over tables of 200 rows with a body of twenty parts take 800,000; all of it takes about 100 ms. */
export const mostSteps = 2_000_000;
/** Characters of one text, and entries of one list, that an expression may make. */
export const longestText = 100_000;
export const longestList = 100_000;
/** What an operation on decimals costs; one on whole numbers goes for nothing. */
export const decimalSteps = 24;
/** Calls of functions inside calls of functions. */
const deepestCall = 32;

/** What the names of an expression stand for. */
export type Scope = Readonly<Record<string, unknown>>;

export interface Run {
  readonly scope: Scope;
  stepsLeft: number;
  depth: number;
}

export function startRun(scope: Scope, stepsLeft = mostSteps): Run {
  return { scope, stepsLeft, depth: 0 };
}

/** @throws FeelFailure when the evaluation has used up what it may spend */
export function spend(run: Run, steps: number): void {
  run.stepsLeft -= steps;
  // Also when it is no number at all.
  if (!(run.stepsLeft >= 0)) {
    throw new FeelFailure(
      '计算量太大，已经停止。请减少循环的层数，或缩小循环的范围',
      'It takes too much computing and was stopped. Use fewer nested loops or smaller ranges',
    );
  }
}

/** Pays for a list before it is made. */
export function spendOnList(run: Run, length: number): void {
  if (length > longestList) {
    throw new FeelFailure(
      `一列值超过 ${longestList} 个`,
      `A list would have more than ${longestList} entries`,
    );
  }
  spend(run, length);
}

/** Pays for a text before it is made; copying characters is cheaper than anything else. */
export function spendOnText(run: Run, length: number): void {
  if (length > longestText) {
    throw new FeelFailure(
      `文字超过 ${longestText} 个字符`,
      `A text would have more than ${longestText} characters`,
    );
  }
  spend(run, Math.ceil(length / 32));
}

/** Runs the body of a function; `steps` is what one call of it costs. */
export function enter<Result>(run: Run, steps: number, body: () => Result): Result {
  spend(run, steps);
  if (run.depth >= deepestCall) {
    throw new FeelFailure('函数一层套一层地调用，太深了', 'Functions call one another too deeply');
  }
  run.depth += 1;
  try {
    return body();
  } finally {
    run.depth -= 1;
  }
}
