/**
 * FEEL text, parsed and translated once. What it may cost is judged here, where a publisher can be told, and counted
 * again each time it is evaluated (`run.ts`), for only then its data are known.
 */
import { parseExpression } from 'feelin';
import { builtinNames } from './builtin-names.ts';
import { type ExpressionFault, judge } from './cost/judge.ts';
import { FeelFailure, FeelSyntaxError } from './failure.ts';
import type { Node, Source } from './interpret/code.ts';
import { translator } from './interpret/translate.ts';
import { type NamesRead, namesIn } from './names-in.ts';
import { startRun } from './run.ts';
import { syntaxFault } from './syntax-fault.ts';
import { plainResult } from './values/plain-value.ts';

export type Scope = Readonly<Record<string, unknown>>;

export interface Expression extends NamesRead {
  readonly text: string;
  /** Why it must not be published although it is FEEL, too costly above all. `evaluate` then fails at once. */
  readonly fault: ExpressionFault | undefined;
  /**
   * The value as JSON; dates, times and durations as ISO text. What is missing in the scope is null. Only own
   * properties of the scope and of what is in it are seen; functions only at its root.
   * @throws FeelFailure, also when it takes more computing than an expression may
   */
  evaluate(scope: Scope): unknown;
}

const longestText = 4000;
const deepestNesting = 400;

/**
 * Parses at once. `names` are the root names that the scope may hold: a name with spaces is recognised only
 * when it is among them, and a name among them never falls back to the FEEL function of that name.
 * @throws FeelSyntaxError
 */
export function compile(text: string, names: readonly string[] = []): Expression {
  const tree = parsed(text, names, (known) => parseExpression(text, known, undefined));
  const source: Source = { text, declared: new Set(names) };
  const { code, fault } = prepared(source, tree, () => translator(source)(tree));
  return {
    text,
    ...namesIn(tree, text),
    fault,
    evaluate(scope) {
      const run = startRun(scope);
      return failingWith(text, () => plainResult(run, code(run, undefined)));
    },
  };
}

/** The tree of a text without faults. */
export function parsed(
  text: string,
  names: readonly string[],
  parse: (known: Record<string, null>) => ReturnType<typeof parseExpression>,
): Node {
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
  const known = Object.fromEntries([...builtinNames, ...names].map((name) => [name, null]));
  const tree = parse(known);
  const fault = syntaxFault(tree, text) ?? nestingFault(tree, text);
  if (fault) throw fault;
  return tree.topNode;
}

/** What must not be published, or cannot be translated (an external function), fails when it is evaluated. */
export function prepared<Prepared extends (...passed: never[]) => unknown>(
  source: Source,
  tree: Node,
  translate: () => Prepared,
): { readonly code: Prepared | (() => never); readonly fault: ExpressionFault | undefined } {
  let fault = judge(source, tree);
  if (fault === undefined) {
    try {
      return { code: translate(), fault };
    } catch (error) {
      if (!(error instanceof FeelFailure)) throw error;
      fault = { message: error.message, messageEn: error.messageEn };
    }
  }
  const { message, messageEn } = fault;
  return {
    fault,
    code: () => {
      throw new FeelFailure(message, messageEn, source.text);
    },
  };
}

/** Whatever goes wrong is a failure of this expression. */
export function failingWith<Result>(text: string, evaluate: () => Result): Result {
  try {
    return evaluate();
  } catch (error) {
    throw asFailure(error, text);
  }
}

function nestingFault(tree: ReturnType<typeof parseExpression>, text: string): FeelSyntaxError | undefined {
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

function asFailure(error: unknown, text: string): FeelFailure {
  if (error instanceof FeelFailure) {
    return error.text ? error : new FeelFailure(error.message, error.messageEn, text, error.cause);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new FeelFailure(`算不出来：${reason}`, `Cannot be computed: ${reason}`, text, error);
}
