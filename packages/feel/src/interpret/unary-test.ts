/** Tests of one value: in `x in (…)`, in the cells of decision tables, and `> 5` in a filter. */

import type { Node } from '../parse.ts';
import type { Run } from '../run.ts';
import { isWithin } from '../values/compare.ts';
import { equal, holds } from '../values/equal.ts';
import { isMissing, seen } from '../values/kind.ts';
import { Range } from '../values/range.ts';
import {
  bind,
  type Code,
  childrenOf,
  type Frame,
  isPredicate,
  onlyPart,
  operandsOf,
  type Source,
  type Translate,
  textAt,
} from './code.ts';
import { operationOf } from './compare-operation.ts';

/** Null where it cannot be said yet. */
export type ValueTest = (run: Run, frame: Frame | undefined, value: unknown) => boolean | null;

/** One of them must hold. A test that cannot be decided leaves the whole undecided, unless another holds. */
export function translateTests(source: Source, translate: Translate, nodes: readonly Node[]): ValueTest {
  const tests = nodes.map((node) => translateValueTest(source, translate, node));
  return (run, frame, value) => {
    let isUndecided = false;
    for (const test of tests) {
      const result = test(run, frame, value);
      if (result === true) return true;
      if (result === null) isUndecided = true;
    }
    return isUndecided ? null : false;
  };
}

/** All of a cell: tests, `not(…)` of tests, or `-`, which every value passes. */
export function translateUnaryTests(source: Source, translate: Translate, node: Node): ValueTest {
  const tests = node.getChild('PositiveUnaryTests');
  if (tests === null) return () => true;
  const matches = translateTests(source, translate, operandsOf(tests));
  if (!childrenOf(node).some(({ name }) => name === 'not')) return matches;
  return (run, frame, value) => {
    const isMatch = matches(run, frame, value);
    return isMatch === null ? null : !isMatch;
  };
}

/** A test standing alone is a range (`r: [1..3]`, `> 5`), as a value. */
export function translateTest(source: Source, translate: Translate, node: Node): Code {
  const sign = node.getChild('CompareOp');
  const operand = translate(onlyPart(node));
  if (sign === null) return operand;
  const operator = textAt(source, sign);
  return (run, frame) => {
    const end = operand(run, frame);
    if (isMissing(end)) return null;
    switch (operator) {
      case '>':
        return new Range(end, null, false, false);
      case '>=':
        return new Range(end, null, true, false);
      case '<':
        return new Range(null, end, false, false);
      case '<=':
        return new Range(null, end, false, true);
      default:
        return new Range(end, end, true, true);
    }
  };
}

/** While an end is missing nobody can say what is in it. */
export function translateInterval(source: Source, translate: Translate, node: Node): Code {
  const [start, end] = operandsOf(node).map(translate);
  if (!start || !end) throw new Error('no ends');
  const brackets = childrenOf(node).map((child) => textAt(source, child));
  const [startIncluded, endIncluded] = [brackets[0] === '[', brackets.at(-1) === ']'];
  return (run, frame) => {
    const [from, to] = [start(run, frame), end(run, frame)];
    return isMissing(from) || isMissing(to) ? null : new Range(from, to, startIncluded, endIncluded);
  };
}

function translateValueTest(source: Source, translate: Translate, test: Node): ValueTest {
  let node = test;
  while (/^(?:PositiveUnaryTest|ParenthesizedExpression)$/.test(node.name)) node = onlyPart(node);
  const sign = node.name === 'SimplePositiveUnaryTest' ? node.getChild('CompareOp') : null;
  if (sign !== null) {
    const compare = operationOf(textAt(source, sign));
    const operand = translate(onlyPart(node));
    return (run, frame, value) => compare(run, value, operand(run, frame));
  }
  if (node.name === 'null') return (_run, _frame, value) => value === null;
  const code = translate(node);
  const isAnswer = saysTrueOrFalse(node);
  return (run, frame, value) => {
    const result = code(run, bind(frame, '?', value));
    if (result === true && (isAnswer || typeof value !== 'boolean')) return true;
    return isAnswer && typeof result === 'boolean' ? result : isAmong(run, result, value);
  };
}

/** A test about `?` or with a comparison in it says whether it holds; anything else is a value to compare with. */
function saysTrueOrFalse(node: Node): boolean {
  if (isPredicate(node)) return true;
  let asks = false;
  node.cursor().iterate(({ name }) => {
    if (name === '?') asks = true;
  });
  return asks;
}

function isAmong(run: Run, wanted: unknown, value: unknown): boolean | null {
  if (wanted instanceof Range) return isWithin(run, wanted, value);
  if (!Array.isArray(wanted))
    return wanted === null && value !== null ? null : equal(run, value, wanted) === true;
  if (equal(run, value, wanted) === true) return true;
  const ranges = wanted.map(seen).filter((item) => item instanceof Range);
  return holds(run, wanted, value) || ranges.some((range) => isWithin(run, range, value) === true);
}
