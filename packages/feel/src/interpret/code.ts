/**
 * An expression, made ready: the syntax tree is translated once into functions that call one another. The tree is made
 * by the parser of feelin; feelin's interpreter is not used, for its loops cannot be counted or stopped from outside
 * (it makes all combinations of a loop before it looks at the first).
 */
import type { Node } from '../parse.ts';
import type { Run } from '../run.ts';
import { type Context, entryOf } from '../values/kind.ts';

export type Code = (run: Run, frame: Frame | undefined) => unknown;

/** What is bound around a place: a name, by a loop, a function or an earlier entry; or the keys of a filter's item. */
export type Frame =
  | { readonly name: string; readonly value: unknown; readonly around: Frame | undefined }
  | { readonly name: undefined; readonly keys: Context; readonly around: Frame | undefined };

export interface Source {
  readonly text: string;
  /** Root names that the scope may hold; one that has no value is null and never a function of that name. */
  readonly declared: ReadonlySet<string>;
}

/** Turns a part of the tree into code; handed around so that the parts need not know one another. */
export type Translate = (node: Node) => Code;

/** undefined when no frame binds the name. */
export function boundValue(frame: Frame | undefined, name: string): unknown {
  for (let at = frame; at !== undefined; at = at.around) {
    if (at.name === name) return at.value;
    if (at.name === undefined && Object.hasOwn(at.keys, name)) return entryOf(at.keys, name);
  }
  return undefined;
}

/** `value` was seen. */
export function bind(around: Frame | undefined, name: string, value: unknown): Frame {
  return { name, value, around };
}

export function textAt({ text }: Source, node: Node): string {
  return text.slice(node.from, node.to);
}

export function nameOf(source: Source, node: Node): string {
  return textAt(source, node).replace(/\s+/g, ' ').trim();
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!child.type.isSkipped) children.push(child);
  }
  return children;
}

/** The parts of a node that are expressions, without keywords, brackets and operators. */
export function operandsOf(node: Node): Node[] {
  return childrenOf(node).filter(({ name }) => isStep(name) || name === 'null' || name === 'VariableName');
}

export function onlyPart(node: Node): Node {
  const [part] = operandsOf(node);
  if (part === undefined) throw new Error(`nothing in ${node.name}`);
  return part;
}

/** Whether it says that something holds, whatever the data; other expressions may too, this one cannot do else. */
export function isPredicate({ name }: Node): boolean {
  return /^(?:Comparison|Conjunction|Disjunction|QuantifiedExpression|InstanceOfExpression)$/.test(name);
}

/** How many steps there are in it: what running it once costs, turns of inner loops and calls apart. */
export function weightOf(node: Node): number {
  let weight = 1;
  node.cursor().iterate(({ name }) => {
    if (isStep(name)) weight += 1;
  });
  return weight;
}

const isStep = (name: string): boolean => /^[A-Z](?!.*(?:Op|Name|Identifier)$)/.test(name) || name === '?';
