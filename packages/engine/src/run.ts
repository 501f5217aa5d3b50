/**
 * One command under way: the state as it is after the events so far, and the tokens that have arrived somewhere
 * and not yet been dealt with. Elements emit events and read the state; nothing else changes it.
 */
import { apply } from './apply.ts';
import type { Context } from './context.ts';
import type { Event } from './event.ts';
import type { Flow, Node, Program } from './program.ts';
import { refuse } from './refusal.ts';
import type { Frame, State, Token } from './state.ts';

export interface Run {
  readonly context: Context;
  readonly state: State;
  readonly events: readonly Event[];
  /** The program of the process that a frame is in; of the instance itself without a frame. */
  program(frame?: string): Program;
  node(id: string, frame?: string): Node;
  frame(id: string | undefined): Frame | undefined;
  emit(event: Event): void;
  /** A name for a frame, wait or undoing, never used before in this instance. */
  newName(letter: string): string;
  /** Puts a token on a node, where it arrives when its turn comes. */
  place(at: string, token?: Pick<Token, 'in' | 'via' | 'undoes'>): void;
  /** Puts a token on a node without letting it arrive: it has already happened there, or waits to be fetched. */
  park(at: string, token?: Pick<Token, 'in' | 'via' | 'undoes'>): Token;
  /** A token that was parked goes on: it arrives where it stands. */
  wake(token: Token): void;
  /** The token goes: it is taken away and one is put behind each of the flows. Without a flow its path ends. */
  leave(token: Token, flows: readonly Flow[]): void;
  /** All that a token's event asked to be undone is undone: the event goes on when its turn comes. */
  undone(token: Token): void;
  nextUndone(): Token | undefined;
  /** The next token that has arrived and is still there; first come, first served. */
  nextArrival(): Token | undefined;
}

/** Far above any real flow: reached only when gateways lead round in a circle without a task between. */
const mostEvents = 50_000;
/** A fork that leads round into itself doubles its tokens long before it has made so many events. */
const mostTokens = 5_000;

export function startRun(program: Program, state: State, context: Context): Run {
  const events: Event[] = [];
  const arrivals: string[] = [];
  const undone: Token[] = [];
  let current = state;

  function programOf(frame: string | undefined): Program {
    for (let at = run.frame(frame); at !== undefined; at = run.frame(at.in)) {
      if (at.process === undefined) continue;
      const called = program.called.get(at.process);
      if (called === undefined) throw new Error(`process ${at.process} is called but was not compiled`);
      return called;
    }
    return program;
  }

  /** Names an element on the circle: the one that a token has come to last. */
  function refuseEndless(): never {
    const last = current.tokens.at(-1);
    const node = last && programOf(last.in).nodes.get(last.at);
    refuse('flow/endless', { element: node?.id ?? '', node: node?.name ?? program.name });
  }

  const run: Run = {
    context,
    events,
    get state() {
      return current;
    },
    program: programOf,
    node(id, frame) {
      const node = programOf(frame).nodes.get(id);
      if (node === undefined) throw new Error(`there is no element ${id} in process ${programOf(frame).id}`);
      return node;
    },
    frame: (id) => (id === undefined ? undefined : current.frames.find((frame) => frame.id === id)),
    emit(event) {
      if (events.length > mostEvents || current.tokens.length > mostTokens) refuseEndless();
      current = apply(current, event);
      events.push(event);
    },
    newName: (letter) => `${letter}${current.placed + 1}`,
    place(at, token = {}) {
      arrivals.push(run.park(at, token).id);
    },
    park(at, token = {}) {
      const placed: Token = { id: run.newName('k'), at, ...token };
      run.emit({ type: 'token-placed', token: placed });
      return placed;
    },
    wake(token) {
      arrivals.push(token.id);
    },
    leave(token, flows) {
      run.emit({ type: 'token-removed', token: token.id });
      for (const flow of flows) run.place(flow.to, { ...inside(token.in), via: flow.id });
    },
    undone(token) {
      undone.push(token);
    },
    nextUndone() {
      const next = undone.shift();
      return next && current.tokens.find((token) => token.id === next.id);
    },
    nextArrival() {
      for (let id = arrivals.shift(); id !== undefined; id = arrivals.shift()) {
        const token = current.tokens.find((candidate) => candidate.id === id);
        if (token !== undefined) return token;
      }
      return undefined;
    },
  };
  return run;
}

/** `in` as an optional property. */
export const inside = (frame: string | undefined): { readonly in?: string } =>
  frame === undefined ? {} : { in: frame };
