import { decimalSteps, type Run, spend } from '../run.ts';
import { order } from '../values/compare.ts';
import { add, divide, multiply } from '../values/decimal.ts';
import { seen } from '../values/kind.ts';
import { define, listed, refused, takes } from './define.ts';

/** Of lists of numbers; while one of them is missing, so is the result (`合计` passes over what is missing). */
export const aggregateFunctions = define({
  min: takes({ list: 'rest' }, ({ list }, run) => extreme(run, list, -1)),
  max: takes({ list: 'rest' }, ({ list }, run) => extreme(run, list, 1)),
  sum: aggregate('sum', sumOf),
  mean: aggregate('mean', meanOf),
  product: aggregate('product', (numbers) => numbers.reduce(multiply)),
  median: aggregate('median', (numbers) => {
    const sorted = [...numbers].sort((a, b) => a - b);
    const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
    return meanOf(middle);
  }),
  stddev: aggregate('stddev', (numbers) => {
    if (numbers.length < 2) return null;
    const mean = meanOf(numbers);
    const squares = numbers.map((number) => multiply(add(number, -mean), add(number, -mean)));
    return Math.sqrt(divide(sumOf(squares), numbers.length - 1));
  }),
  mode: aggregate('mode', modesOf, []),
});

function aggregate(name: string, of: (numbers: readonly number[]) => unknown, ofNothing: unknown = null) {
  return takes({ list: 'rest' }, ({ list }, run) => {
    const numbers = numbersIn(run, name, list);
    if (numbers === null) return null;
    return numbers.length === 0 ? ofNothing : of(numbers);
  });
}

function numbersIn(run: Run, name: string, rest: readonly unknown[]): number[] | null {
  const values = listed(run, rest).map(seen);
  const numbers = values.filter((value) => typeof value === 'number');
  spend(run, numbers.length * (numbers.every(Number.isSafeInteger) ? 2 : decimalSteps));
  if (numbers.length === values.length) return numbers;
  if (values.every((value) => value === null || value === '' || typeof value === 'number')) return null;
  throw refused(name, '一列数', 'a list of numbers');
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce(add, 0);
}

function meanOf(numbers: readonly number[]): number {
  return divide(sumOf(numbers), numbers.length);
}

/** The most frequent ones, ascending. */
function modesOf(numbers: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts.keys()].filter((number) => counts.get(number) === most).sort((a, b) => a - b);
}

/** Of numbers, texts, dates or durations, all of one kind. */
function extreme(run: Run, rest: readonly unknown[], sign: 1 | -1): unknown {
  const values = listed(run, rest).map(seen);
  let best: unknown = null;
  for (const value of values) {
    if (value === null) return null;
    const difference = best === null ? sign : order(run, value, best);
    if (difference === null) return null;
    if (difference * sign > 0) best = value;
  }
  return best;
}
