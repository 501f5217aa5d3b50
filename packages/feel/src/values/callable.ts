import { FeelFailure } from '../failure.ts';
import type { Run } from '../run.ts';

/** The arguments of one call, by place or by name. */
export type Passed = readonly unknown[] | ReadonlyMap<string, unknown>;

/** One way to call a function. */
export interface Overload {
  /** Of its parameters, in their order. */
  readonly names: readonly string[];
  /** How many of them must be passed, and how many may be. */
  readonly least: number;
  readonly most: number;
  readonly call: (run: Run, passed: Passed) => unknown;
}

/** A function as a value: of FEEL, of the expression itself, or of the host. */
export class Callable {
  readonly overloads: readonly Overload[];

  constructor(overloads: readonly Overload[]) {
    this.overloads = overloads;
  }
}

/** `place`: how the call is written, for the message when it does not fit. */
export function call(run: Run, target: Callable, passed: Passed, place: string): unknown {
  const overload = target.overloads.find((candidate) => fits(candidate, passed));
  if (overload !== undefined) return overload.call(run, passed);
  throw new FeelFailure(`参数的个数或名称不对：${place}`, `Wrong number or names of arguments: ${place}`);
}

export function isByName(passed: Passed): passed is ReadonlyMap<string, unknown> {
  return !Array.isArray(passed);
}

function fits({ names, least, most }: Overload, passed: Passed): boolean {
  if (!isByName(passed)) return passed.length >= least && passed.length <= most;
  return (
    [...passed.keys()].every((name) => names.includes(name)) &&
    names.slice(0, least).every((name) => passed.has(name))
  );
}
