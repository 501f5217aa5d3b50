/** The syntax tree of a text, by the parser that feelin uses too. */
import { parser, trackVariables } from 'lezer-feel';

export type Tree = ReturnType<typeof parser.parse>;
export type Node = Tree['topNode'];

/** `names`: one with spaces or signs in it is recognised only when it is among them. */
export function parse(text: string, names: readonly string[], top: 'Expression' | 'UnaryTests'): Tree {
  const known = Object.fromEntries(names.map((name) => [name, null]));
  return parser.configure({ top, contextTracker: trackVariables(known) }).parse(text);
}
