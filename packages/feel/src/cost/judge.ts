import { FeelFailure } from '../failure.ts';
import { childrenOf, nameOf, operandsOf, type Source, textAt } from '../interpret/code.ts';
import { textIn } from '../interpret/literal.ts';
import type { Node } from '../parse.ts';
import { readPattern } from '../patterns/syntax.ts';
import { longestList, longestText, mostSteps } from '../run.ts';
import { type Estimate, estimate } from './estimate.ts';

/** Why an expression must not be published although it is FEEL, in the words of its writer. */
export interface ExpressionFault {
  readonly message: string;
  readonly messageEn: string;
}

/** Finds what can be said before any data are known: loops too large, texts without end, recursion, bad patterns. */
export function judge(source: Source, root: Node): ExpressionFault | undefined {
  let fault: ExpressionFault | undefined;
  root.cursor().iterate((reference) => {
    if (reference.name === 'ContextEntry') fault ??= recursionIn(source, reference.node);
    if (reference.name === 'FunctionInvocation') fault ??= patternFault(source, reference.node);
  });
  if (fault) return fault;
  const tooLarge: Estimate[] = [];
  const whole = estimate(
    { source, report: (size) => sizeFault(size) && tooLarge.push(size) },
    root,
    new Map(),
  );
  const [first] = tooLarge;
  return stepsFault(whole) ?? (first && sizeFault(first));
}

function stepsFault({ steps }: Estimate): ExpressionFault | undefined {
  if (steps <= mostSteps) return undefined;
  return {
    message: `计算量太大：循环套循环，估计要算 ${chineseNumber(steps)} 步，最多 ${chineseNumber(mostSteps)} 步。请减少循环的层数，或缩小循环的范围`,
    messageEn: `Too much computing: about ${steps.toPrecision(1)} steps in nested loops, at most ${mostSteps} are allowed. Use fewer nested loops or smaller ranges`,
  };
}

function sizeFault({ length, isText, entry }: Estimate): ExpressionFault | undefined {
  if (isText && length > longestText) {
    return {
      message: `文字会超过 ${longestText} 个字符`,
      messageEn: `A text would have more than ${longestText} characters`,
    };
  }
  if (entry && length > longestList) {
    return {
      message: `一列值会超过 ${longestList} 个。请减少循环的层数，或缩小循环的范围`,
      messageEn: `A list would have more than ${longestList} entries. Use fewer nested loops or smaller ranges`,
    };
  }
  return undefined;
}

/** `{f: function(n) … f(n - 1) …}`. The standard would allow it; here no entry sees itself. */
function recursionIn(source: Source, entry: Node): ExpressionFault | undefined {
  const [key, value] = [entry.getChild('Key'), operandsOf(entry).at(-1)];
  if (!key || value?.name !== 'FunctionDefinition') return undefined;
  const name = nameOf(source, key);
  let calls = false;
  value.cursor().iterate((reference) => {
    const called = reference.name === 'FunctionInvocation' ? reference.node.firstChild : null;
    if (called?.name === 'VariableName' && nameOf(source, called) === name) calls = true;
  });
  if (!calls) return undefined;
  return {
    message: `函数 ${name} 不能调用它自己，请改用 for … return …`,
    messageEn: `The function ${name} cannot call itself; use for … return …`,
  };
}

/** Where the pattern stands in the text it can be checked here. */
function patternFault(source: Source, call: Node): ExpressionFault | undefined {
  const [target] = childrenOf(call);
  const name = target ? nameOf(source, target) : '';
  if (!['matches', 'replace', 'split'].includes(name) || source.declared.has(name)) return undefined;
  const pattern = operandsOf(call.getChild('PositionalParameters') ?? call)[1];
  if (pattern?.name !== 'StringLiteral') return undefined;
  try {
    readPattern(textIn(textAt(source, pattern)), { ignoresCase: false, dotIsAny: false, linewise: false });
    return undefined;
  } catch (error) {
    if (error instanceof FeelFailure) return { message: error.message, messageEn: error.messageEn };
    throw error;
  }
}

function chineseNumber(number: number): string {
  if (number >= 1e16) return '超过一亿亿';
  return number >= 1e8 ? `${Math.round(number / 1e8)} 亿` : `${Math.round(number / 1e4)} 万`;
}
