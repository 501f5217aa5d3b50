/**
 * One command under way: the state as it is after the events so far, and the tokens that have arrived somewhere
 * and not yet been dealt with. Elements emit events and read the state; nothing else changes it.
 */
import { apply } from './apply.ts';
import type { Context } from './context.ts';
import type { Event } from './event.ts';
import type { Flow, Program } from './program.ts';
import { refuse } from './refusal.ts';
import type { State, Token } from './state.ts';

export interface Run {
  readonly program: Program;
  readonly context: Context;
  readonly state: State;
  readonly events: readonly Event[];
  emit(event: Event): void;
  /** Puts a token on a node, where it arrives when its turn comes. */
  place(at: string, via?: string): void;
  /** Puts a token on the start, where it waits for the initiator; answers its id. */
  park(): string;
  /** The token that was parked goes on: it arrives where it stands. */
  wake(token: Token): void;
  /** The token goes: it is taken away and one is put behind each of the flows. Without a flow its path ends. */
  leave(token: Token, flows: readonly Flow[]): void;
  /** The next token that has arrived; first come, first served. */
  nextArrival(): Token | undefined;
}

/** Far above any real flow: reached only when gateways lead round in a circle without a task between. */
const mostEvents = 10_000;

export function startRun(program: Program, state: State, context: Context): Run {
  const events: Event[] = [];
  const arrivals: Token[] = [];
  let current = state;
  const run: Run = {
    program,
    context,
    events,
    get state() {
      return current;
    },
    emit(event) {
      current = apply(current, event);
      events.push(event);
    },
    place(at, via) {
      if (events.length > mostEvents)
        refuse('flow/endless', { element: at, node: program.nodes.get(at)?.name ?? at });
      const token: Token = {
        id: `k${current.placed + 1}`,
        at,
        ...(via !== undefined && { via }),
      };
      run.emit({ type: 'token-placed', token });
      arrivals.push(token);
    },
    park() {
      const id = `k${current.placed + 1}`;
      run.emit({ type: 'token-placed', token: { id, at: program.start } });
      return id;
    },
    wake(token) {
      arrivals.push(token);
    },
    leave(token, flows) {
      run.emit({ type: 'token-removed', token: token.id });
      for (const flow of flows) run.place(flow.to, flow.id);
    },
    nextArrival: () => arrivals.shift(),
  };
  return run;
}
