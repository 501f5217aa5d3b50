import { hostFunction } from '../functions/host-function.ts';
import { builtins } from '../functions/table.ts';
import type { Run } from '../run.ts';
import { seen } from '../values/kind.ts';
import { boundValue, type Code, type Source } from './code.ts';

/** What a name stands for: the innermost binding, then the scope, then the function of that name; else null. */
export function translateName({ declared }: Source, name: string): Code {
  const rootName = declaredAs(declared, name);
  const builtin = declared.has(rootName) ? null : (builtins.get(name) ?? null);
  return (run, frame) => {
    const bound = frame === undefined ? undefined : boundValue(frame, name);
    return bound === undefined ? (rootValue(run, rootName) ?? builtin) : bound;
  };
}

/** `?`: the value that a unary test is about. */
export const input: Code = (_run, frame) => boundValue(frame, '?') ?? null;

function rootValue({ scope }: Run, name: string): unknown {
  if (name === '__proto__' || !Object.hasOwn(scope, name)) return undefined;
  const value = scope[name];
  return typeof value === 'function' ? hostFunction(value) : seen(value);
}

/** A name with signs in it, `a-b`, may be written with spaces around them. */
function declaredAs(declared: ReadonlySet<string>, name: string): string {
  if (declared.has(name)) return name;
  const spread = spreadOut(name);
  for (const candidate of declared) if (spreadOut(candidate) === spread) return candidate;
  return name;
}

function spreadOut(name: string): string {
  return name
    .replace(/\s*([./\-'+^]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}
