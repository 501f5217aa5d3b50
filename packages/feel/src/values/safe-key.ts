import { FeelFailure } from '../failure.ts';

/** Assigning to `__proto__` changes what an object inherits. */
export function safeKey(name: string): string {
  if (name !== '__proto__') return name;
  throw new FeelFailure('__proto__ 不能用作名称', '__proto__ cannot be a name');
}
