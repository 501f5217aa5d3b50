import { spend } from '../run.ts';
import { Callable, isByName, type Passed } from '../values/callable.ts';
import { seen } from '../values/kind.ts';

/** Made once for each function, not for each call. */
const made = new WeakMap<object, Callable>();

/** A function that the host put into the scope; `$args` names its parameters. It says itself what it cannot take. */
export function hostFunction(value: object): Callable {
  let callable = made.get(value);
  if (callable === undefined) {
    callable = callableOf(value as Host);
    made.set(value, callable);
  }
  return callable;
}

interface Host {
  (...values: unknown[]): unknown;
  readonly $args?: unknown;
}

function callableOf(host: Host): Callable {
  const names = Array.isArray(host.$args) ? host.$args.map(String) : [];
  return new Callable([
    {
      names,
      least: 0,
      most: Array.isArray(host.$args) ? names.length : Number.POSITIVE_INFINITY,
      call(run, passed) {
        const values = inPlace(names, passed);
        for (const value of values) spend(run, Array.isArray(value) ? value.length : 1);
        return seen(host(...values));
      },
    },
  ]);
}

function inPlace(names: readonly string[], passed: Passed): unknown[] {
  return isByName(passed) ? names.map((name) => passed.get(name)) : [...passed];
}
