import type { Node, Source } from '../interpret/code.ts';
export interface TooCostly {
  readonly message: string;
  readonly messageEn: string;
}
export function tooCostly(_s: Source, _n: Node): TooCostly | undefined {
  return undefined;
}
