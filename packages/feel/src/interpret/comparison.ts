import type { Node } from '../parse.ts';
import type { Run } from '../run.ts';
import { isWithin } from '../values/compare.ts';
import { Range } from '../values/range.ts';
import { type Code, childrenOf, operandsOf, type Source, type Translate, textAt } from './code.ts';
import { operationOf } from './compare-operation.ts';
import { translateTests } from './unary-test.ts';

export function translateComparison(source: Source, translate: Translate, node: Node): Code {
  if (childrenOf(node).some(({ name }) => name === 'in')) return translateIn(translate, source, node);
  const [left, right, end] = operandsOf(node).map(translate);
  if (!left || !right) throw new Error('no operands');
  if (end) {
    return (run, frame) => within(run, left(run, frame), right(run, frame), end(run, frame));
  }
  const sign = node.getChild('CompareOp');
  const compare = operationOf(sign === null ? '' : textAt(source, sign));
  return (run, frame) => compare(run, left(run, frame), right(run, frame));
}

function within(run: Run, value: unknown, start: unknown, end: unknown): boolean | null {
  if (value === null || start === null || end === null) return null;
  return isWithin(run, new Range(start, end, true, true), value);
}

/** `x in …`: a test, or several in brackets, or a list. */
function translateIn(translate: Translate, source: Source, node: Node): Code {
  const [subject, tests] = operandsOf(node);
  if (!subject || !tests) throw new Error('no operands');
  const value = translate(subject);
  const matches = translateTests(
    source,
    translate,
    tests.name === 'PositiveUnaryTests' ? operandsOf(tests) : [tests],
  );
  return (run, frame) => matches(run, frame, value(run, frame));
}
