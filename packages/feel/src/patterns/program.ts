/** A pattern as steps of a machine that follows all possibilities at once (Thompson's construction). */
import { FeelFailure } from '../failure.ts';
import type { SignSet } from './signs.ts';
import { type Flags, type Piece, type Place, readPattern } from './syntax.ts';

export type Step =
  | { readonly kind: 'sign'; readonly set: SignSet; readonly next: number }
  /** The first way is preferred. */
  | { readonly kind: 'fork'; readonly ways: readonly number[] }
  /** Notes the position in a slot: where a group begins or ends. */
  | { readonly kind: 'note'; readonly slot: number; readonly next: number }
  | { readonly kind: 'place'; readonly place: Place; readonly next: number }
  | { readonly kind: 'found' };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly groups: number;
  readonly linewise: boolean;
}

/** `{2,5}` is written out: `(a{100}){100}` would be ten thousand steps. */
const mostSteps = 3000;

export function programOf(pattern: string, flags: Flags): Program {
  const { piece, groups } = readPattern(pattern, flags);
  // Written from the end, so that each step knows where it leads.
  const steps: Step[] = [{ kind: 'found' }];
  const start = write(steps, piece, 0);
  return { steps, start, groups, linewise: flags.linewise };
}

/** Adds the steps of a piece that leads on to `next`, and tells where it begins. */
function write(steps: Step[], piece: Piece, next: number): number {
  switch (piece.kind) {
    case 'sign':
      return put(steps, { kind: 'sign', set: piece.set, next });
    case 'place':
      return put(steps, { kind: 'place', place: piece.place, next });
    case 'sequence':
      return piece.parts.reduceRight((after, part) => write(steps, part, after), next);
    case 'choice':
      return put(steps, { kind: 'fork', ways: piece.options.map((option) => write(steps, option, next)) });
    case 'group': {
      const end = put(steps, { kind: 'note', slot: piece.index * 2 + 1, next });
      return put(steps, { kind: 'note', slot: piece.index * 2, next: write(steps, piece.part, end) });
    }
    case 'repeat':
      return writeRepeat(steps, piece, next);
  }
}

function writeRepeat(steps: Step[], piece: Piece & { kind: 'repeat' }, next: number): number {
  const { part, least, most, isLazy } = piece;
  const ways = (again: number, on: number) => (isLazy ? [on, again] : [again, on]);
  let at = next;
  let stillNeeded = least;
  if (most === Number.POSITIVE_INFINITY) {
    const fork = put(steps, { kind: 'fork', ways: [] });
    const loop = write(steps, part, fork);
    steps[fork] = { kind: 'fork', ways: ways(loop, next) };
    // a+ can begin inside the loop of a*. Not so where a turn may take nothing: it would end the loop.
    const beginsInside = least > 0 && !mayBeEmpty(part);
    at = beginsInside ? loop : fork;
    if (beginsInside) stillNeeded -= 1;
  } else {
    // a{0,2} is (a(a)?)?: from within, each may also go on.
    for (let count = least; count < most; count += 1) {
      at = put(steps, { kind: 'fork', ways: ways(write(steps, part, at), next) });
    }
  }
  for (; stillNeeded > 0; stillNeeded -= 1) at = write(steps, part, at);
  return at;
}

function mayBeEmpty(piece: Piece): boolean {
  switch (piece.kind) {
    case 'sign':
      return false;
    case 'place':
      return true;
    case 'sequence':
      return piece.parts.every(mayBeEmpty);
    case 'choice':
      return piece.options.some(mayBeEmpty);
    case 'group':
      return mayBeEmpty(piece.part);
    case 'repeat':
      return piece.least === 0 || mayBeEmpty(piece.part);
  }
}

function put(steps: Step[], step: Step): number {
  if (steps.length >= mostSteps) {
    throw new FeelFailure(
      '匹配模式太复杂，请减少重复次数',
      'The pattern is too complex; use fewer repetitions',
    );
  }
  steps.push(step);
  return steps.length - 1;
}
