import { FeelFailure } from '../failure.ts';
import type { Node } from '../parse.ts';
import { decimalSteps, type Run, spend, spendOnText } from '../run.ts';
import { add, divide, multiply, power } from '../values/decimal.ts';
import { type Duration, isDuration, Months, resized, sizeOf } from '../values/duration.ts';
import { isMissing, single } from '../values/kind.ts';
import { shown } from '../values/shown.ts';
import {
  addDuration,
  CalendarDate,
  ClockTime,
  DateTime,
  isTemporal,
  isZoned,
  spanBetween,
  type Temporal,
  temporalSteps,
  zonedSteps,
} from '../values/temporal.ts';
import { type Code, operandsOf, type Source, type Translate, textAt } from './code.ts';

/** undefined: the values do not go together. */
type Operation = (run: Run, left: unknown, right: unknown) => unknown;

export function translateArithmetic(source: Source, translate: Translate, node: Node): Code {
  const [first, second] = operandsOf(node).map(translate);
  const sign = node.getChild('ArithOp');
  if (first === undefined || sign === null) throw new Error('no operands');
  const operator = textAt(source, sign);
  if (second === undefined) return signed(operator, first);
  const operation = operations[operator];
  if (operation === undefined) throw new Error(`no operator: ${operator}`);
  return (run, frame) => {
    const left = single(first(run, frame));
    const right = single(second(run, frame));
    if (left === null || right === null) return null;
    const result = operation(run, left, right);
    if (typeof result === 'number') return finite(run, result);
    if (isTemporal(result)) spend(run, isZoned(result) ? zonedSteps : temporalSteps);
    return result === undefined ? mismatch(operator, left, right) : result;
  };
}

const operations: Readonly<Record<string, Operation>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '**': raised,
  '^': raised,
};

function plus(run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return add(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    spendOnText(run, left.length + right.length);
    return left + right;
  }
  if (isDuration(left) && isDuration(right)) return sumOf(left, right, 1);
  if (isDuration(left) && isTemporal(right)) return moved(right, left, 1);
  if (isTemporal(left) && isDuration(right)) return moved(left, right, 1);
  return undefined;
}

function minus(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return add(left, -right);
  if (isDuration(left) && isDuration(right)) return sumOf(left, right, -1);
  if (isTemporal(left) && isDuration(right)) return moved(left, right, -1);
  if (isTemporal(left) && isTemporal(right)) return between(left, right);
  return undefined;
}

function times(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return multiply(left, right);
  if (isDuration(left) && typeof right === 'number') return scaled(left, (n) => multiply(n, right));
  if (typeof left === 'number' && isDuration(right)) return scaled(right, (n) => multiply(n, left));
  return undefined;
}

/** By zero it is null, as the standard has it. */
function over(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return right === 0 ? null : divide(left, right);
  if (isDuration(left) && typeof right === 'number') {
    return right === 0 ? null : scaled(left, (n) => divide(n, right));
  }
  if (isDuration(left) && isDuration(right) && isSameKind(left, right)) {
    return sizeOf(right) === 0 ? null : divide(sizeOf(left), sizeOf(right));
  }
  return undefined;
}

function raised(_run: Run, left: unknown, right: unknown): unknown {
  return typeof left === 'number' && typeof right === 'number' ? power(left, right) : undefined;
}

function signed(operator: string, operand: Code): Code {
  return (run, frame) => {
    const value = single(operand(run, frame));
    if (typeof value === 'number') return operator === '-' ? 0 - value : value;
    if (isMissing(value)) return null;
    if (!isDuration(value)) return mismatch(operator, 0, value);
    return operator === '-' ? scaled(value, (n) => -n) : value;
  };
}

function scaled(duration: Duration, scale: (size: number) => number): Duration {
  return resized(duration, scale(sizeOf(duration)));
}

function sumOf(left: Duration, right: Duration, sign: 1 | -1): unknown {
  return isSameKind(left, right) ? resized(left, add(sizeOf(left), sign * sizeOf(right))) : undefined;
}

function isSameKind(left: Duration, right: Duration): boolean {
  return left instanceof Months === right instanceof Months;
}

/** A time of day has no months to move by. */
function moved(value: Temporal, span: Duration, sign: 1 | -1): unknown {
  return value instanceof ClockTime && span instanceof Months ? undefined : addDuration(value, span, sign);
}

/** A date counts as its midnight, in UTC beside a value with a zone. */
function between(left: Temporal, right: Temporal): unknown {
  const areTimes = left instanceof ClockTime && right instanceof ClockTime;
  const areDays = [left, right].every((value) => value instanceof CalendarDate || value instanceof DateTime);
  const areAlike = isZoned(left) === isZoned(right);
  const hasDate = left instanceof CalendarDate || right instanceof CalendarDate;
  if (!(areTimes || areDays) || !(areAlike || hasDate)) return undefined;
  return spanBetween(right, left);
}

/** Also makes one zero of two. */
function finite(run: Run, number: number): number {
  if (!Number.isSafeInteger(number)) spend(run, decimalSteps);
  if (Number.isFinite(number)) return number === 0 ? 0 : number;
  throw new FeelFailure('结果不是有限的数', 'The result is not a finite number');
}

function mismatch(operator: string, left: unknown, right: unknown): null {
  if (isMissing(left) || isMissing(right)) return null;
  const [one, other] = [shown(left), shown(right)];
  throw new FeelFailure(
    `“${operator}”两边的值不能一起计算：${one} 和 ${other}`,
    `"${operator}" cannot be applied to ${one} and ${other}`,
  );
}
