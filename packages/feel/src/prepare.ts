/** From text to code: parsed, judged and translated once, to be run within an evaluation (`run.ts`). */
import { builtinNames } from './builtin-names.ts';
import { type ExpressionFault, judge } from './cost/judge.ts';
import { FeelFailure, FeelSyntaxError } from './failure.ts';
import type { Code, Source } from './interpret/code.ts';
import { translator } from './interpret/translate.ts';
import { translateUnaryTests, type ValueTest } from './interpret/unary-test.ts';
import { type NamesRead, namesIn } from './names-in.ts';
import { type Node, parse, type Tree } from './parse.ts';
import { syntaxFault } from './syntax-fault.ts';

export interface Prepared<Ready> extends NamesRead {
  readonly code: Ready;
  readonly fault: ExpressionFault | undefined;
}

const longestText = 4000;
const deepestNesting = 400;

/** @throws FeelSyntaxError */
export function prepareExpression(text: string, names: readonly string[]): Prepared<Code> {
  return prepare(text, names, 'Expression', (source, node) => translator(source)(node));
}

/**
 * Tests of a value, as in a cell of a decision table: `< 18, [60..70]`, `not("a")`, `-`.
 * @throws FeelSyntaxError
 */
export function prepareTests(text: string, names: readonly string[]): Prepared<ValueTest> {
  return prepare(text, names, 'UnaryTests', (source, node) =>
    translateUnaryTests(source, translator(source), node),
  );
}

function prepare<Ready extends Code | ValueTest>(
  text: string,
  names: readonly string[],
  top: 'Expression' | 'UnaryTests',
  translate: (source: Source, node: Node) => Ready,
): Prepared<Ready> {
  checkLength(text);
  const tree = parse(text, [...builtinNames, ...names], top);
  const syntax = syntaxFault(tree, text) ?? nestingFault(tree, text);
  if (syntax) throw syntax;
  const source: Source = { text, declared: new Set(names) };
  return { ...namesIn(tree.topNode, text), ...translated(source, tree.topNode, translate) };
}

/** What must not be published, or cannot be translated (an external function), fails when it is evaluated. */
function translated<Ready extends Code | ValueTest>(
  source: Source,
  node: Node,
  translate: (source: Source, node: Node) => Ready,
): { readonly code: Ready; readonly fault: ExpressionFault | undefined } {
  let fault = judge(source, node);
  if (fault === undefined) {
    try {
      return { code: translate(source, node), fault };
    } catch (error) {
      if (!(error instanceof FeelFailure)) throw error;
      fault = { message: error.message, messageEn: error.messageEn };
    }
  }
  const { message, messageEn } = fault;
  const failing = (): never => {
    throw new FeelFailure(message, messageEn, source.text);
  };
  return { code: failing as Code as Ready, fault };
}

function checkLength(text: string): void {
  if (text.trim() === '') {
    throw new FeelSyntaxError('表达式是空的', 'The expression is empty', text, { from: 0, to: 0 });
  }
  if (text.length > longestText) {
    throw new FeelSyntaxError(
      `表达式超过 ${longestText} 个字符`,
      `The expression is longer than ${longestText} characters`,
      text,
      { from: longestText, to: text.length },
    );
  }
}

function nestingFault(tree: Tree, text: string): FeelSyntaxError | undefined {
  let depth = 0;
  let fault: FeelSyntaxError | undefined;
  tree.iterate({
    enter({ from, to }) {
      depth += 1;
      if (depth > deepestNesting) {
        fault ??= new FeelSyntaxError('表达式嵌套太深', 'The expression is nested too deeply', text, {
          from,
          to,
        });
      }
      return fault === undefined;
    },
    leave() {
      depth -= 1;
    },
  });
  return fault;
}
