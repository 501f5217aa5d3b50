/** Which names an expression reads, found in its syntax tree: what a publisher checks and a form orders by. */
import type { Node } from './parse.ts';

export interface NamesRead {
  /** Root names read as values, `period` of `period.start`. */
  readonly names: readonly string[];
  /** Names invoked as functions. */
  readonly calls: readonly string[];
  /** Dotted paths as far as they are plain, also through loops: `docs.copies` of `for d in docs return d.copies`. */
  readonly paths: readonly string[];
  /** Paths of lists of which `count` reads no more than how many there are; not in `paths` for that. */
  readonly counted: readonly string[];
  /**
   * Names read only inside a filter (`docs[copies > 3]`): a key of the list's items, or else a root name. They
   * are in `names` too.
   */
  readonly filterNames: readonly string[];
}

interface Walk {
  readonly text: string;
  readonly names: Set<string>;
  readonly calls: Set<string>;
  readonly paths: Set<string>;
  readonly counted: Set<string>;
  readonly outsideFilters: Set<string>;
}

/** Where a node stands. */
interface Place {
  /** Names bound by a loop, a function or a context around it, each with the path it walks where that is plain. */
  readonly bound: ReadonlyMap<string, string | undefined>;
  readonly inFilter: boolean;
  /** It begins a longer path, which stands in `paths` already. */
  readonly isHead?: boolean;
}

export function namesIn(root: Node, text: string): NamesRead {
  const walk: Walk = {
    text,
    names: new Set(),
    calls: new Set(),
    paths: new Set(),
    counted: new Set(),
    outsideFilters: new Set(),
  };
  visit(walk, root, { bound: new Map(), inFilter: false });
  return {
    names: [...walk.names],
    calls: [...walk.calls],
    paths: [...walk.paths],
    counted: [...walk.counted],
    filterNames: [...walk.names].filter((name) => !walk.outsideFilters.has(name)),
  };
}

function visit(walk: Walk, node: Node, place: Place): void {
  switch (node.name) {
    case 'VariableName':
      return visitName(walk, node, place);
    case 'PathExpression':
      return visitPath(walk, node, place);
    case 'FunctionInvocation':
      return visitCall(walk, node, place);
    case 'ForExpression':
      return visitLoop(walk, node, { ...bind(place, 'partial'), isHead: false });
    case 'QuantifiedExpression':
      return visitLoop(walk, node, place);
    case 'FilterExpression':
      return visitFilter(walk, node, place);
    case 'FunctionDefinition':
      return visitFunction(walk, node, place);
    case 'Context':
      return visitContext(walk, node, place);
    case 'Type':
    case 'ParameterName':
      return;
    default:
      for (const child of childrenOf(node)) visit(walk, child, inside(place));
  }
}

function visitName(walk: Walk, node: Node, { bound, inFilter, isHead }: Place): void {
  const name = nameOf(walk, node);
  const path = bound.has(name) ? bound.get(name) : name;
  if (path !== undefined && !isHead) walk.paths.add(path);
  if (bound.has(name)) return;
  walk.names.add(name);
  if (!inFilter) walk.outsideFilters.add(name);
}

function visitPath(walk: Walk, node: Node, place: Place): void {
  const path = pathOf(walk, node, place);
  if (path !== undefined && !place.isHead) walk.paths.add(path);
  if (node.firstChild) visit(walk, node.firstChild, { ...place, isHead: path !== undefined });
}

function visitCall(walk: Walk, node: Node, place: Place): void {
  const [target, ...rest] = childrenOf(node);
  if (target?.name === 'VariableName') {
    const name = nameOf(walk, target);
    if (!place.bound.has(name)) walk.calls.add(name);
  } else if (target) visit(walk, target, inside(place));
  const list = countedBy(walk, node, place);
  if (list) return visitLooped(walk, list, place);
  for (const child of rest) visit(walk, child, inside(place));
}

/** The list in `count(rows)`. What is filtered there is read, not only counted. */
function countedBy(walk: Walk, call: Node, { bound }: Place): Node | undefined {
  const [target, ...rest] = childrenOf(call);
  if (target?.name !== 'VariableName' || nameOf(walk, target) !== 'count' || bound.has('count'))
    return undefined;
  const given = rest.flatMap((part) => (part.name === 'PositionalParameters' ? childrenOf(part) : [part]));
  const [list, ...more] = given.filter(({ name }) => name !== '(' && name !== ')');
  return list && more.length === 0 ? list : undefined;
}

/** A list of which no more than its length is read here: what a loop takes of its items stands in its body. */
function visitLooped(walk: Walk, source: Node, place: Place): void {
  const list = source.name === 'IterationContext' && source.firstChild ? source.firstChild : source;
  const isPlain = list.name === 'VariableName' || list.name === 'PathExpression';
  const path = isPlain ? pathOf(walk, list, place) : undefined;
  if (path === undefined) return visit(walk, source, inside(place));
  walk.counted.add(path);
  visit(walk, list, { ...place, isHead: true });
}

/** `for x in xs, y in x return …`: each source sees the names before it, the body sees them all. */
function visitLoop(walk: Walk, node: Node, place: Place): void {
  let inner = inside(place);
  for (const child of childrenOf(node)) {
    if (child.name !== 'InExpressions') {
      visit(walk, child, inner);
      continue;
    }
    for (const loop of child.getChildren('InExpression')) {
      const [name, source] = [loop.firstChild, loop.lastChild];
      if (!name || !source) continue;
      visitLooped(walk, source, inner);
      inner = bind(inner, nameOf(walk, name), pathOf(walk, source, inner));
    }
  }
}

function visitFilter(walk: Walk, node: Node, place: Place): void {
  const [list, ...rest] = childrenOf(node);
  if (!list) return;
  visit(walk, list, inside(place));
  const inner = { ...bind(inside(place), 'item', pathOf(walk, list, place)), inFilter: true };
  for (const child of rest) visit(walk, child, inner);
}

function visitFunction(walk: Walk, node: Node, place: Place): void {
  let inner = inside(place);
  for (const parameter of node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? []) {
    const name = parameter.getChild('ParameterName');
    if (name) inner = bind(inner, nameOf(walk, name));
  }
  const body = node.getChild('FunctionBody');
  if (body) visit(walk, body, inner);
}

/** `{a: 1, b: a}`: each entry sees the ones before it. */
function visitContext(walk: Walk, node: Node, place: Place): void {
  let inner = inside(place);
  for (const entry of node.getChildren('ContextEntry')) {
    if (entry.lastChild) visit(walk, entry.lastChild, inner);
    const key = entry.getChild('Key');
    if (key) inner = bind(inner, nameOf(walk, key));
  }
}

/** The dotted path of a name, a path or a filtered list; undefined where something else is in it. */
function pathOf(walk: Walk, node: Node, place: Place): string | undefined {
  const { firstChild, lastChild } = node;
  switch (node.name) {
    case 'VariableName': {
      const name = nameOf(walk, node);
      return place.bound.has(name) ? place.bound.get(name) : name;
    }
    case 'IterationContext':
      return firstChild && !firstChild.nextSibling ? pathOf(walk, firstChild, place) : undefined;
    case 'FilterExpression':
      return firstChild ? pathOf(walk, firstChild, place) : undefined;
    case 'PathExpression': {
      const head = firstChild ? pathOf(walk, firstChild, place) : undefined;
      return head === undefined || !lastChild ? undefined : `${head}.${nameOf(walk, lastChild)}`;
    }
    default:
      return undefined;
  }
}

function nameOf({ text }: Walk, node: Node): string {
  return text.slice(node.from, node.to).replace(/\s+/g, ' ').trim();
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function bind(place: Place, name: string, path?: string): Place {
  return { ...place, bound: new Map([...place.bound, [name, path]]) };
}

function inside(place: Place): Place {
  return place.isHead ? { ...place, isHead: false } : place;
}
