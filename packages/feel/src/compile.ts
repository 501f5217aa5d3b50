/**
 * FEEL text, parsed once. feelin's `evaluate` parses at every call (about 100 µs); evaluating the text as the
 * body of a function without parameters makes it answer that function, whose tree is kept and which reads the
 * scope object that it was born in. So: one scope object for each expression, filled anew for each evaluation.
 * The same holds for the list of warnings. Both are not promised by feelin; `compile.test.ts` notices if they
 * change.
 */
import { evaluate, FeelFunction, parseExpression } from 'feelin';
import { builtinNames } from './builtin-names.ts';
import { FeelFailure, FeelSyntaxError } from './failure.ts';
import { failureIn, type Warning } from './failure-in.ts';
import { type NamesRead, namesIn } from './names-in.ts';
import { ownValue, plainValue } from './own-value.ts';
import { syntaxFault } from './syntax-fault.ts';

export type Scope = Readonly<Record<string, unknown>>;

export interface Expression extends NamesRead {
  readonly text: string;
  /**
   * The value as JSON; dates, times and durations as ISO text. What is missing in the scope is null. Only own
   * properties of the scope and of what is in it are seen; functions only at its root.
   * @throws FeelFailure
   */
  evaluate(scope: Scope): unknown;
}

const longestText = 4000;
const prefix = 'function() ';

/**
 * Parses at once. `names` are the root names that the scope may hold: a name with spaces is recognised only
 * when it is among them, and a name among them never falls back to the FEEL function of that name.
 * @throws FeelSyntaxError
 */
export function compile(text: string, names: readonly string[] = []): Expression {
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
  const tree = parseExpression(text, known, undefined);
  const fault = syntaxFault(tree, text);
  if (fault) throw fault;
  const read = namesIn(tree.topNode, text);

  const declared = new Set(names);
  const slots = [...new Set([...read.names, ...read.calls])];
  // Without a prototype the interpreter takes the object as it is instead of copying it.
  const scopeNow: Record<string, unknown> = Object.assign(Object.create(null), known);
  const { body, warnings } = functionOf(text, scopeNow);
  for (const name of Object.keys(scopeNow)) if (!slots.includes(name)) delete scopeNow[name];

  return {
    text,
    ...read,
    evaluate(scope) {
      for (const name of slots) scopeNow[name] = valueFor(name, scope, declared);
      warnings.length = 0;
      try {
        const value = plainValue(body.invoke([]));
        const failure = failureIn(warnings, text, prefix.length);
        if (failure) throw failure;
        return value;
      } catch (error) {
        throw asFailure(error, text);
      }
    },
  };
}

function functionOf(text: string, scopeNow: Record<string, unknown>) {
  const { value, warnings } = evaluate(prefix + text, scopeNow);
  if (!(value instanceof FeelFunction)) throw new Error(`feelin made no function of: ${text}`);
  return { body: value, warnings: warnings as Warning[] };
}

/** undefined lets the interpreter look for a FEEL function of that name; null is a value that is missing. */
function valueFor(name: string, scope: Scope, declared: ReadonlySet<string>): unknown {
  if (Object.hasOwn(scope, name)) {
    const value = scope[name];
    return typeof value === 'function' ? value : ownValue(value);
  }
  if (declared.has(name)) return null;
  return clockNames.has(name) ? noClock : undefined;
}

/** FEEL's own `now` and `today` read the machine's clock; here time comes in with the scope or not at all. */
const clockNames: ReadonlySet<string> = new Set(['now', 'today']);
const noClock = Object.assign(
  () => {
    throw new FeelFailure('这里不能使用当前时间', 'The current time is not available here');
  },
  { $args: [] },
);

function asFailure(error: unknown, text: string): FeelFailure {
  if (error instanceof FeelFailure) {
    return error.text ? error : new FeelFailure(error.message, error.messageEn, text, error.cause);
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new FeelFailure(`算不出来：${reason}`, `Cannot be computed: ${reason}`, text, error);
}
