/**
 * What an expression will take, judged from its text alone. Sizes that are written down are taken as they are, those
 * that lie in the data are guessed, and guessed small: whoever has larger tables is stopped by the count at run time
 * (`run.ts`), while an expression refused here could never be published.
 */
import { childrenOf, nameOf, operandsOf, type Source, textAt } from '../interpret/code.ts';
import { numberIn, textIn } from '../interpret/literal.ts';
import type { Node } from '../parse.ts';

/** Rows of a table, and of a table within a row. */
const guessedRows = 50;
const guessedInner = 10;

export interface Estimate {
  readonly steps: number;
  /** How many characters a text has, and how many entries a list; 1 for other values. */
  readonly length: number;
  /** Of a list: what its entries are like. */
  readonly entry?: Estimate;
  /** Of a context, by name. */
  readonly parts?: ReadonlyMap<string, Estimate>;
  /** Of a function: what a call takes and gives. */
  readonly call?: Estimate;
  readonly isText?: boolean;
}

export interface Walk {
  readonly source: Source;
  /** Called for every part, to look for the worst. */
  readonly report: (estimate: Estimate) => unknown;
}

/** Names bound around a part. */
export type Bound = ReadonlyMap<string, Estimate>;

const one: Estimate = { steps: 1, length: 1 };

export function estimate(walk: Walk, node: Node, bound: Bound): Estimate {
  const result = estimateOf(walk, node, bound);
  walk.report(result);
  return result;
}

function estimateOf(walk: Walk, node: Node, bound: Bound): Estimate {
  switch (node.name) {
    case 'StringLiteral':
      return { steps: 1, length: textIn(textAt(walk.source, node)).length, isText: true };
    case 'VariableName':
      return { ...(bound.get(nameOf(walk.source, node)) ?? table(guessedRows)), steps: 1 };
    case 'PathExpression':
      return ofPath(walk, node, bound);
    case 'List':
      return ofList(walk, node, bound);
    case 'Context':
      return ofContext(walk, node, bound);
    case 'ForExpression':
    case 'QuantifiedExpression':
      return ofLoop(walk, node, bound);
    case 'FilterExpression':
      return ofFilter(walk, node, bound);
    case 'ArithmeticExpression':
      return ofArithmetic(walk, node, bound);
    case 'IfExpression':
      return ofIf(walk, node, bound);
    case 'FunctionDefinition':
      return ofFunction(walk, node, bound);
    case 'FunctionInvocation':
      return ofCall(walk, node, bound);
    case 'Expression':
    case 'ParenthesizedExpression':
    case 'FunctionBody':
      return ofWhole(walk, node, bound);
    default:
      return { steps: stepsOf(partsOf(walk, node, bound)), length: 1 };
  }
}

function ofIf(walk: Walk, node: Node, bound: Bound): Estimate {
  const parts = partsOf(walk, node, bound);
  return larger(parts.slice(1), stepsOf(parts));
}

function ofWhole(walk: Walk, node: Node, bound: Bound): Estimate {
  const parts = partsOf(walk, node, bound);
  return larger(parts, stepsOf(parts));
}

function table(rows: number): Estimate {
  return { steps: 1, length: rows, entry: { steps: 1, length: guessedInner } };
}

function partsOf(walk: Walk, node: Node, bound: Bound): Estimate[] {
  return operandsOf(node)
    .filter(({ name }) => name !== 'Type')
    .map((part) => estimate(walk, part, bound));
}

function stepsOf(parts: readonly Estimate[]): number {
  return parts.reduce((sum, { steps }) => sum + steps, 1);
}

/** As large as the largest of them. */
function larger(parts: readonly Estimate[], steps: number): Estimate {
  const [largest] = [...parts].sort((a, b) => b.length - a.length);
  return { ...one, ...largest, steps };
}

function ofPath(walk: Walk, node: Node, bound: Bound): Estimate {
  const [head = one] = partsOf(walk, node, bound);
  const part = node.lastChild ? head.parts?.get(nameOf(walk.source, node.lastChild)) : undefined;
  if (part) return { ...part, steps: head.steps + 1 };
  return { ...table(head.entry ? head.length : guessedInner), steps: head.steps + head.length };
}

function ofList(walk: Walk, node: Node, bound: Bound): Estimate {
  const parts = partsOf(walk, node, bound);
  return { steps: stepsOf(parts), length: parts.length, entry: larger(parts, 1) };
}

function ofContext(walk: Walk, node: Node, bound: Bound): Estimate {
  const parts = new Map<string, Estimate>();
  let steps = 1;
  let inner = bound;
  for (const entry of node.getChildren('ContextEntry')) {
    const [key, value] = [entry.getChild('Key'), operandsOf(entry).at(-1)];
    if (!key || !value) continue;
    const part = estimate(walk, value, inner);
    steps += part.steps;
    const name = nameOf(walk.source, key).replace(/^"|"$/g, '');
    parts.set(name, part);
    inner = new Map([...inner, [name, part]]);
  }
  return { steps, length: parts.size, parts };
}

/** `for x in xs, y in ys return …`: the sources are read again for each turn of those before them. */
function ofLoop(walk: Walk, node: Node, bound: Bound): Estimate {
  let turns = 1;
  let steps = 1;
  let inner = bound;
  for (const loop of node.getChild('InExpressions')?.getChildren('InExpression') ?? []) {
    const [name, over] = [loop.getChild('Name'), loop.getChild('IterationContext')];
    if (!name || !over) continue;
    const list = ofIteration(walk, over, inner);
    steps += turns * list.steps;
    turns *= list.length;
    steps += turns;
    inner = new Map([
      ...inner,
      [nameOf(walk.source, name), { ...one, ...(list.entry ?? table(guessedInner)) }],
    ]);
  }
  const body = operandsOf(node).at(-1);
  const turn = body
    ? estimate(walk, body, new Map([...inner, ['partial', { steps: 1, length: turns }]]))
    : one;
  const total = steps + turns * turn.steps;
  return node.name === 'ForExpression'
    ? { steps: total, length: turns, entry: turn }
    : { steps: total, length: 1 };
}

function ofIteration(walk: Walk, node: Node, bound: Bound): Estimate {
  const [from, to] = operandsOf(node);
  const literal = from?.name === 'SimplePositiveUnaryTest' ? from.getChild('Interval') : null;
  const ends = literal ? operandsOf(literal) : to && from ? [from, to] : [];
  const [start, end] = ends.map((part) => writtenNumber(walk, part));
  if (ends.length === 0) return from ? listOf(estimate(walk, from, bound)) : one;
  const length = start === undefined || end === undefined ? guessedRows : Math.abs(end - start) + 1;
  return { steps: stepsOf(ends.map((part) => estimate(walk, part, bound))), length, entry: one };
}

/** What is no list is walked once. */
function listOf(list: Estimate): Estimate {
  return list.isText || list.parts || list.call ? { ...list, length: 1, entry: list } : list;
}

function writtenNumber({ source }: Walk, node: Node): number | undefined {
  return node.name === 'NumericLiteral' ? numberIn(textAt(source, node)) : undefined;
}

function ofFilter(walk: Walk, node: Node, bound: Bound): Estimate {
  const [list, filter] = operandsOf(node);
  if (!list || !filter) return one;
  const target = estimate(walk, list, bound);
  const entry = target.entry ?? table(guessedInner);
  if (filter.name === 'NumericLiteral') return { ...entry, steps: target.steps + 1 };
  const test = estimate(walk, filter, new Map([...bound, ['item', entry]]));
  return { ...target, steps: target.steps + target.length * (test.steps + 1) };
}

function ofArithmetic(walk: Walk, node: Node, bound: Bound): Estimate {
  const parts = partsOf(walk, node, bound);
  const steps = stepsOf(parts);
  if (!parts.some(({ isText }) => isText)) return { steps, length: 1 };
  return { steps, length: parts.reduce((sum, { length }) => sum + length, 0), isText: true };
}

function ofFunction(walk: Walk, node: Node, bound: Bound): Estimate {
  const body = node.getChild('FunctionBody');
  const parameters = node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? [];
  const names = parameters.map((parameter) =>
    nameOf(walk.source, parameter.getChild('ParameterName') ?? parameter),
  );
  const inner = new Map([...bound, ...names.map((name) => [name, table(guessedInner)] as const)]);
  return { steps: 1, length: 1, call: body ? estimate(walk, body, inner) : one };
}

function ofCall(walk: Walk, node: Node, bound: Bound): Estimate {
  const [target] = childrenOf(node);
  const name = target?.name === 'VariableName' ? nameOf(walk.source, target) : '';
  const called = bound.get(name) ?? (target && name === '' ? estimate(walk, target, bound) : undefined);
  const given = argumentsOf(walk, node, bound);
  const steps = stepsOf(given) + given.reduce((sum, { length }) => sum + Math.ceil(length / 8), 0);
  if (called?.call) return { ...called.call, steps: steps + called.call.steps };
  const [first = one, second] = given;
  switch (name) {
    case 'string join':
      return {
        steps,
        length: first.length * ((first.entry ?? one).length + (second?.length ?? 0)),
        isText: true,
      };
    case 'concatenate':
    case 'append':
    case 'union':
      return {
        steps,
        length: given.reduce((sum, part) => sum + part.length, 0),
        ...(first.entry && { entry: first.entry }),
      };
    case 'flatten':
      return { steps, length: first.length * (first.entry?.entry ? first.entry.length : 1), entry: one };
    case 'sort':
      return {
        ...first,
        steps: steps + first.length * Math.ceil(Math.log2(first.length + 1)) * (second?.call?.steps ?? 1),
      };
    case 'string':
    case 'upper case':
    case 'lower case':
    case 'replace':
    case 'substring':
      return { steps, length: first.length, isText: true };
    default:
      return { ...first, steps };
  }
}

function argumentsOf(walk: Walk, node: Node, bound: Bound): Estimate[] {
  const named = node.getChild('NamedParameters')?.getChildren('NamedParameter');
  const values = named
    ? named.map((parameter) => operandsOf(parameter).at(-1))
    : operandsOf(node.getChild('PositionalParameters') ?? node);
  return values.flatMap((value) => (value ? [estimate(walk, value, bound)] : []));
}
