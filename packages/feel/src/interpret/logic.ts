import type { Node } from '../parse.ts';
import { truthOf } from '../values/truth.ts';
import { type Code, operandsOf, type Translate } from './code.ts';

/** What the left side decides alone is not asked of the right side. */
export function translateConjunction(translate: Translate, node: Node): Code {
  const [left, right] = bothOf(translate, node);
  return (run, frame) => {
    const first = truthOf(left(run, frame));
    if (first === false) return false;
    const second = truthOf(right(run, frame));
    return second === false ? false : first === null || second === null ? null : true;
  };
}

export function translateDisjunction(translate: Translate, node: Node): Code {
  const [left, right] = bothOf(translate, node);
  return (run, frame) => {
    const first = truthOf(left(run, frame));
    if (first === true) return true;
    const second = truthOf(right(run, frame));
    return second === true ? true : first === null || second === null ? null : false;
  };
}

/** What is not known to be true goes the other way. */
export function translateIf(translate: Translate, node: Node): Code {
  const [condition, whenTrue, otherwise] = operandsOf(node).map(translate);
  if (!condition || !whenTrue || !otherwise) throw new Error('an if without its parts');
  return (run, frame) =>
    truthOf(condition(run, frame)) === true ? whenTrue(run, frame) : otherwise(run, frame);
}

function bothOf(translate: Translate, node: Node): [Code, Code] {
  const [left, right] = operandsOf(node).map(translate);
  if (!left || !right) throw new Error('no operands');
  return [left, right];
}
