import type { Node } from '../parse.ts';
import { spend } from '../run.ts';
import { safeKey } from '../values/safe-key.ts';
import {
  bind,
  type Code,
  childrenOf,
  type Frame,
  nameOf,
  operandsOf,
  type Source,
  type Translate,
  textAt,
} from './code.ts';
import { textIn } from './literal.ts';

/** `{a: 1, b: a + 1}`: each entry sees the ones before it, and never itself: a function cannot call itself. */
export function translateContext(source: Source, translate: Translate, node: Node): Code {
  const entries = node.getChildren('ContextEntry').map((entry) => {
    const key = entry.getChild('Key');
    const value = operandsOf(entry).at(-1);
    if (!key || !value) throw new Error('an entry without its parts');
    return { key: keyOf(source, key), value: translate(value) };
  });
  return (run, frame) => {
    spend(run, entries.length);
    const result: Record<string, unknown> = {};
    let inner: Frame | undefined = frame;
    for (const { key, value } of entries) {
      const entry = value(run, inner);
      result[key] = entry;
      inner = bind(inner, key, entry);
    }
    return result;
  };
}

function keyOf(source: Source, node: Node): string {
  const [part] = childrenOf(node);
  const name = part?.name === 'StringLiteral' ? textIn(textAt(source, part)) : nameOf(source, node);
  return safeKey(name);
}
