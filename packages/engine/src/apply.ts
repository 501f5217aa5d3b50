/**
 * The only writer of state. A released event is applied the same way for ever, since running instances replay
 * their history; new behaviour needs a new event.
 */
import type { Event } from './event.ts';
import type { State, Task } from './state.ts';

/** The state before anything has happened. */
export const nothing: State = {
  status: 'draft',
  initiator: '',
  applicant: { person: '', unit: '' },
  data: {},
  tokens: [],
  tasks: [],
  placed: 0,
  acted: false,
};

export function apply(state: State, event: Event): State {
  switch (event.type) {
    case 'created':
      return {
        ...nothing,
        initiator: event.initiator,
        applicant: event.applicant,
        data: event.data,
      };
    case 'data-changed':
      return { ...state, data: changed(state.data, event.set, event.unset) };
    case 'submitted': {
      const { back: _, ...rest } = state;
      return { ...rest, status: 'running', acted: false };
    }
    case 'token-placed':
      return {
        ...state,
        tokens: [...state.tokens, event.token],
        placed: state.placed + 1,
      };
    case 'token-removed':
      return {
        ...state,
        tokens: state.tokens.filter((token) => token.id !== event.token),
      };
    case 'task-opened':
      return { ...state, tasks: [...state.tasks, event.task] };
    case 'task-skipped':
      return state;
    case 'voted':
      return {
        ...state,
        acted: true,
        tasks: state.tasks.map((task) => (task.id === event.task ? voiced(task, event) : task)),
      };
    case 'task-closed':
      return {
        ...state,
        tasks: state.tasks.filter((task) => task.id !== event.task),
      };
    case 'sent-back':
      return {
        ...state,
        status: 'returned',
        back: { tokens: state.tokens, route: event.route },
      };
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'ended':
      return { ...state, status: event.status };
  }
}

/** The state that a history leads to. */
export const replay = (events: Iterable<Event>): State => {
  let state = nothing;
  for (const event of events) state = apply(state, event);
  return state;
};

function changed(data: State['data'], set: State['data'], unset: readonly string[] = []): State['data'] {
  const kept = Object.entries(data).filter(([key]) => !unset.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

function voiced(task: Task, vote: Extract<Event, { type: 'voted' }>): Task {
  return {
    ...task,
    signers: task.signers.map((signer) =>
      signer.person === vote.person ? { ...signer, voice: vote.voice } : signer,
    ),
  };
}
