/**
 * Runs a pattern over a text: every possibility at once, one character after the other, never going back, so the
 * work is at most the text's length times the pattern's. What it takes is paid for (`spend`).
 */
import { type Run, spend } from '../run.ts';
import type { Program } from './program.ts';
import { isWordSign } from './signs.ts';
import type { Place } from './syntax.ts';

/** Positions: slots 2n and 2n + 1 hold where group n begins and ends, -1 where it took no part; 0 is the whole. */
export type Found = readonly number[];

interface Threads {
  /** In the order in which they are preferred. */
  readonly steps: number[];
  readonly slots: Found[];
}

interface Search {
  readonly program: Program;
  readonly text: string;
  readonly run: Run;
  /** For each step, the position for which it was followed last. */
  readonly seenAt: number[];
  readonly wantsGroups: boolean;
  found: Found | undefined;
  cost: number;
}

const none: Found = [];

/** The leftmost match at or after `from`; without its groups where only the answer matters. */
export function search(
  run: Run,
  program: Program,
  text: string,
  from: number,
  wantsGroups: boolean,
): Found | undefined {
  spend(run, program.steps.length);
  const seenAt = new Array<number>(program.steps.length).fill(-1);
  const state: Search = { program, text, run, seenAt, wantsGroups, found: undefined, cost: 0 };
  let threads: Threads = { steps: [], slots: [] };
  for (let at = from; at <= text.length; ) {
    // Until something is found a match may also begin here, which is preferred least.
    if (state.found === undefined) follow(state, threads, program.start, at, wantsGroups ? [at, -1] : none);
    if (threads.steps.length === 0 && state.found !== undefined) break;
    const code = text.codePointAt(at);
    const next = at + (code !== undefined && code > 0xffff ? 2 : 1);
    threads = advanced(state, threads, at, code, next);
    if (state.found === none) break;
    spend(run, state.cost + 1);
    state.cost = 0;
    at = next;
  }
  return state.found;
}

/** What is left of the threads after the character at `at`. */
function advanced(
  state: Search,
  threads: Threads,
  at: number,
  code: number | undefined,
  next: number,
): Threads {
  const after: Threads = { steps: [], slots: [] };
  for (const [index, number] of threads.steps.entries()) {
    state.cost += 1;
    const step = state.program.steps[number];
    const slots = threads.slots[index] ?? none;
    if (step?.kind === 'found') {
      state.found = state.wantsGroups ? withSlot(slots, 1, at) : none;
      // What is preferred less need not be followed any further.
      break;
    }
    if (step?.kind === 'sign' && code !== undefined && step.set(code)) {
      follow(state, after, step.next, next, slots);
    }
  }
  return after;
}

/** Adds the steps that can be reached without a character. */
function follow(state: Search, threads: Threads, number: number, at: number, slots: Found): void {
  const pending: [number, Found][] = [[number, slots]];
  for (let top = pending.pop(); top !== undefined; top = pending.pop()) {
    const [next, noted] = top;
    if (state.seenAt[next] === at) continue;
    state.seenAt[next] = at;
    state.cost += 1;
    const step = state.program.steps[next];
    switch (step?.kind) {
      case 'fork':
        for (let way = step.ways.length - 1; way >= 0; way -= 1) pending.push([step.ways[way] ?? 0, noted]);
        break;
      case 'note':
        pending.push([step.next, state.wantsGroups ? withSlot(noted, step.slot, at) : noted]);
        state.cost += noted.length >> 3;
        break;
      case 'place':
        if (isAt(state, step.place, at)) pending.push([step.next, noted]);
        break;
      default:
        threads.steps.push(next);
        threads.slots.push(noted);
    }
  }
}

function withSlot(slots: Found, slot: number, at: number): Found {
  const copy = [...slots];
  while (copy.length < slot) copy.push(-1);
  copy[slot] = at;
  return copy;
}

function isAt({ text, program }: Search, place: Place, at: number): boolean {
  const before = text.codePointAt(at - 1);
  const after = text.codePointAt(at);
  switch (place) {
    case 'start':
      return at === 0 || (program.linewise && before === 10);
    case 'end':
      return at === text.length || (program.linewise && after === 10);
    case 'word edge':
      return isWord(before) !== isWord(after);
    case 'no word edge':
      return isWord(before) === isWord(after);
  }
}

function isWord(code: number | undefined): boolean {
  return code !== undefined && isWordSign(code);
}
