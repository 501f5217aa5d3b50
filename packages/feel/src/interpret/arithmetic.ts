import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { FeelFailure } from '../failure.ts';
import { type Run, spend, spendOnText } from '../run.ts';
import { add, divide, multiply, power } from '../values/decimal.ts';
import { isMissing, single } from '../values/kind.ts';
import { shown } from '../values/shown.ts';
import {
  addDuration,
  durationOf,
  durationOfMonths,
  isTemporal,
  isZoned,
  millisecondsOf,
  monthsOf,
  placeOf,
  type Temporal,
  temporalSteps,
} from '../values/temporal.ts';
import { type Code, type Node, operandsOf, type Source, type Translate, textAt } from './code.ts';

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
    if (typeof left !== 'number' || typeof right !== 'number') spend(run, temporalSteps);
    const result = operation(run, left, right);
    return result === undefined ? mismatch(operator, left, right) : finite(result);
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
  if (left instanceof FeelDuration && right instanceof FeelDuration) return sumOf(left, right, 1);
  if (left instanceof FeelDuration && isTemporal(right)) return moved(right, left, 1);
  if (isTemporal(left) && right instanceof FeelDuration) return moved(left, right, 1);
  return undefined;
}

function minus(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return add(left, -right);
  if (left instanceof FeelDuration && right instanceof FeelDuration) return sumOf(left, right, -1);
  if (isTemporal(left) && right instanceof FeelDuration) return moved(left, right, -1);
  if (isTemporal(left) && isTemporal(right)) return between(left, right);
  return undefined;
}

function times(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return multiply(left, right);
  if (left instanceof FeelDuration && typeof right === 'number')
    return scaled(left, (n) => multiply(n, right));
  if (typeof left === 'number' && right instanceof FeelDuration)
    return scaled(right, (n) => multiply(n, left));
  return undefined;
}

/** By zero it is null, as the standard has it. */
function over(_run: Run, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return right === 0 ? null : divide(left, right);
  if (left instanceof FeelDuration && typeof right === 'number') {
    return right === 0 ? null : scaled(left, (n) => divide(n, right));
  }
  if (left instanceof FeelDuration && right instanceof FeelDuration) {
    if (left.yearsMonths !== right.yearsMonths) return undefined;
    const sizeOf = left.yearsMonths ? monthsOf : millisecondsOf;
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
    if (!(value instanceof FeelDuration)) return mismatch(operator, 0, value);
    spend(run, temporalSteps);
    return operator === '-' ? scaled(value, (n) => -n) : value;
  };
}

function scaled(span: FeelDuration, scale: (size: number) => number): FeelDuration {
  return span.yearsMonths ? durationOfMonths(scale(monthsOf(span))) : durationOf(scale(millisecondsOf(span)));
}

function sumOf(left: FeelDuration, right: FeelDuration, sign: 1 | -1): unknown {
  if (left.yearsMonths !== right.yearsMonths) return undefined;
  return left.yearsMonths
    ? durationOfMonths(monthsOf(left) + sign * monthsOf(right))
    : durationOf(millisecondsOf(left) + sign * millisecondsOf(right));
}

/** A time of day has no months to move by. */
function moved(value: Temporal, span: FeelDuration, sign: 1 | -1): unknown {
  return value instanceof FeelTime && span.yearsMonths ? undefined : addDuration(value, span, sign);
}

/** A date counts as its midnight, in UTC beside a value with a zone. */
function between(left: Temporal, right: Temporal): unknown {
  const areTimes = left instanceof FeelTime && right instanceof FeelTime;
  const areDays = [left, right].every((value) => value instanceof FeelDate || value instanceof FeelDateTime);
  const areAlike = isZoned(left) === isZoned(right);
  const hasDate = left instanceof FeelDate || right instanceof FeelDate;
  if (!(areTimes || areDays) || !(areAlike || hasDate)) return undefined;
  return durationOf(placeOf(left) - placeOf(right));
}

/** Also makes one zero of two. */
function finite(value: unknown): unknown {
  if (typeof value !== 'number') return value;
  if (Number.isFinite(value)) return value === 0 ? 0 : value;
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
