import { FeelFailure } from '../failure.ts';
import { builtins } from '../functions/table.ts';
import type { Node } from '../parse.ts';
import { type Run, spend, startRun } from '../run.ts';
import { Callable, call, type Passed } from '../values/callable.ts';
import { isDuration } from '../values/duration.ts';
import { readTemporal } from '../values/read-temporal.ts';
import { isTemporal } from '../values/temporal.ts';
import {
  type Code,
  childrenOf,
  type Frame,
  nameOf,
  onlyPart,
  operandsOf,
  type Source,
  type Translate,
  textAt,
} from './code.ts';
import { textIn } from './literal.ts';

type Arguments = (run: Run, frame: Frame | undefined) => Passed;

export function translateInvocation(source: Source, translate: Translate, node: Node): Code {
  const [target] = childrenOf(node);
  if (!target) throw new Error('a call of nothing');
  const special = target.name === 'SpecialFunctionName' ? nameOf(source, target) : undefined;
  const called = special === undefined ? translate(target) : () => builtins.get(special);
  const read = argumentsOf(source, translate, node);
  const place = textAt(source, node);
  return (run, frame) => invoke(run, called(run, frame), read(run, frame), place);
}

/** `date("2026-03-01")` and its like; one whose arguments are written down is made once. */
export function translateDateTime(source: Source, translate: Translate, node: Node): Code {
  const literal = node.getChild('AtLiteral');
  if (literal) return translateAt(source, literal);
  const name = node.getChild('DateTimeConstructor');
  const called = builtins.get(name ? nameOf(source, name) : '');
  const read = argumentsOf(source, translate, node);
  const place = textAt(source, node);
  const parameters = node.getChild('PositionalParameters');
  const isFixed =
    parameters && operandsOf(parameters).every(({ name }) => /^(?:Numeric|String)Literal$/.test(name));
  const fixed = isFixed
    ? madeNow(() => invoke(startRun({}), called, read(startRun({}), undefined), place))
    : undefined;
  return fixed === undefined ? (run, frame) => invoke(run, called, read(run, frame), place) : () => fixed;
}

/** undefined leaves it to be tried, and to fail, when it is evaluated. */
function madeNow(make: () => unknown): unknown {
  try {
    const value = make();
    return isTemporal(value) || isDuration(value) ? value : undefined;
  } catch (error) {
    if (error instanceof FeelFailure) return undefined;
    throw error;
  }
}

function translateAt(source: Source, node: Node): Code {
  const literal = textAt(source, onlyPart(node));
  const value = readTemporal(textIn(literal));
  return () => {
    if (value !== undefined) return value;
    throw new FeelFailure(`@${literal} 不是日期、时间或时长`, `@${literal} is no date, time or duration`);
  };
}

function argumentsOf(source: Source, translate: Translate, node: Node): Arguments {
  const named = node.getChild('NamedParameters')?.getChildren('NamedParameter');
  if (named) {
    const codes = named.map((parameter) => {
      const name = parameter.getChild('ParameterName');
      const value = operandsOf(parameter).at(-1);
      if (!name || !value) throw new Error('an argument without its parts');
      return [nameOf(source, name), translate(value)] as const;
    });
    return (run, frame) => new Map(codes.map(([name, code]) => [name, code(run, frame)]));
  }
  const parameters = node.getChild('PositionalParameters');
  const codes = parameters ? operandsOf(parameters).map(translate) : [];
  return (run, frame) => codes.map((code) => code(run, frame));
}

function invoke(run: Run, target: unknown, passed: Passed, place: string): unknown {
  spend(run, 1);
  if (target instanceof Callable) return call(run, target, passed, place);
  throw new FeelFailure(`没有这个函数：${place}`, `There is no such function: ${place}`);
}
