/**
 * The only writer of state. A released event is applied the same way for ever, since running instances replay
 * their history; new behaviour needs a new event.
 */
import type { Event } from './event.ts';
import type { Data, Frame, Repeat, State, Task } from './state.ts';

/** The state before anything has happened. */
export const nothing: State = {
  status: 'draft',
  initiator: '',
  applicant: { person: '', unit: '' },
  data: {},
  tokens: [],
  tasks: [],
  frames: [],
  waits: [],
  jobs: [],
  undoable: [],
  undoing: [],
  approvals: [],
  choices: {},
  placed: 0,
  acted: false,
};

export function apply(state: State, event: Event): State {
  switch (event.type) {
    case 'created':
      return { ...nothing, initiator: event.initiator, applicant: event.applicant, data: event.data };
    case 'data-changed':
      return event.in === undefined
        ? { ...state, data: changed(state.data, event.set, event.unset) }
        : {
            ...state,
            frames: state.frames.map((frame) =>
              frame.id === event.in
                ? { ...frame, data: changed(frame.data ?? {}, event.set, event.unset) }
                : frame,
            ),
          };
    case 'given':
      return { ...state, given: event.given };
    case 'submitted': {
      const { back: _, last: __, cancelAsked: ___, ...rest } = state;
      return { ...rest, status: 'running', acted: false, approvals: [] };
    }
    case 'token-placed':
      return { ...state, tokens: [...state.tokens, event.token], placed: state.placed + 1 };
    case 'token-removed':
      return { ...state, tokens: without(state.tokens, event.token) };
    case 'frame-opened':
      return { ...state, frames: [...state.frames, event.frame], placed: state.placed + 1 };
    case 'frame-changed':
      return { ...state, frames: replaced(state.frames, event.frame) };
    case 'item-started':
      return {
        ...state,
        frames: counted(state.frames, event.frame, (repeat) => ({ ...repeat, started: repeat.started + 1 })),
      };
    case 'item-done':
      return {
        ...state,
        frames: counted(state.frames, event.frame, (repeat) => ({
          ...repeat,
          completed: repeat.completed + 1,
          ...(repeat.gathered && { gathered: [...repeat.gathered, event.gathered] }),
        })),
      };
    case 'frame-closed':
      return {
        ...state,
        frames: without(state.frames, event.frame),
        undoable: state.undoable.filter((undoable) => undoable.in !== event.frame),
      };
    case 'wait-opened':
      return { ...state, waits: [...state.waits, event.wait], placed: state.placed + 1 };
    case 'wait-changed':
      return { ...state, waits: replaced(state.waits, event.wait) };
    case 'wait-closed':
      return { ...state, waits: without(state.waits, event.wait) };
    case 'job-opened':
      return { ...state, jobs: [...state.jobs, event.job] };
    case 'job-closed':
      return { ...state, jobs: without(state.jobs, event.job) };
    case 'undoable-added':
      return { ...state, undoable: [...state.undoable, event.undoable], placed: state.placed + 1 };
    case 'undoable-removed':
      return { ...state, undoable: without(state.undoable, event.undoable) };
    case 'undoing-changed':
      return state.undoing.some((undoing) => undoing.id === event.undoing.id)
        ? { ...state, undoing: replaced(state.undoing, event.undoing) }
        : { ...state, undoing: [...state.undoing, event.undoing], placed: state.placed + 1 };
    case 'undoing-ended':
      return { ...state, undoing: without(state.undoing, event.undoing) };
    case 'task-opened':
      return { ...state, tasks: [...state.tasks, event.task] };
    case 'voted':
      return {
        ...state,
        acted: state.acted || event.itself === undefined,
        tasks: state.tasks.map((task) => (task.id === event.task ? voiced(task, event) : task)),
      };
    case 'signers-changed':
      return {
        ...state,
        // Neither was an act of somebody who was asked.
        acted: state.acted || (event.act !== 'handOver' && event.act !== 'escalate'),
        tasks: state.tasks.map((task) => (task.id === event.task ? resigned(task, event) : task)),
      };
    case 'approved':
      return { ...state, approvals: [...state.approvals, { node: event.node, people: event.people }] };
    case 'ballot-closed':
      return { ...state, ballots: { ...state.ballots, [event.ballot]: event.task } };
    case 'kept-for-take-back': {
      const { last: _, ...rest } = state;
      return event.last === undefined ? rest : { ...rest, last: event.last };
    }
    case 'taken-back':
      return { ...state, approvals: state.approvals.slice(0, event.approvals) };
    case 'chosen':
      return { ...state, choices: { ...state.choices, [event.node]: event.people } };
    case 'suspended':
      return { ...state, suspended: true };
    case 'resumed': {
      const { suspended: _, ...rest } = state;
      return rest;
    }
    case 'migrated': {
      const { back: _, last: __, ...rest } = state;
      return { ...rest, ...event.standing };
    }
    case 'task-closed':
      return { ...state, tasks: without(state.tasks, event.task) };
    case 'returned-to-step':
      return { ...state, acted: true };
    case 'sent-back':
      return { ...state, status: 'returned', back: { tokens: state.tokens, route: event.route } };
    case 'cancel-asked':
      return { ...state, cancelAsked: { reason: event.comment, at: event.at } };
    case 'cancel-declined': {
      const { cancelAsked: _, ...rest } = state;
      return rest;
    }
    case 'withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'ended':
      return { ...state, status: event.status };
    case 'noted': {
      const { tasks = [], at } = event;
      if (at === undefined) return state;
      return {
        ...state,
        tasks: state.tasks.map((task) => (tasks.includes(task.id) ? { ...task, remindedAt: at } : task)),
      };
    }
    case 'jumped':
    case 'retried':
    case 'hastened':
    case 'triggered':
    case 'message-thrown':
    case 'signal-thrown':
    case 'task-skipped':
      return state;
  }
}

/** The state that a history leads to. */
export const replay = (events: Iterable<Event>): State => {
  let state = nothing;
  for (const event of events) state = apply(state, event);
  return state;
};

const without = <Item extends { readonly id: string }>(items: readonly Item[], id: string): readonly Item[] =>
  items.filter((item) => item.id !== id);

const replaced = <Item extends { readonly id: string }>(items: readonly Item[], by: Item): readonly Item[] =>
  items.map((item) => (item.id === by.id ? by : item));

const counted = (frames: readonly Frame[], id: string, count: (repeat: Repeat) => Repeat): readonly Frame[] =>
  frames.map((frame) =>
    frame.id === id && frame.repeat !== undefined ? { ...frame, repeat: count(frame.repeat) } : frame,
  );

function changed(data: Data, set: Data, unset: readonly string[] = []): Data {
  const kept = Object.entries(data).filter(([key]) => !unset.includes(key));
  return { ...Object.fromEntries(kept), ...set };
}

function resigned({ claimedBy: _, ...task }: Task, event: Extract<Event, { type: 'signers-changed' }>): Task {
  return {
    ...task,
    signers: event.signers,
    ...(event.claimedBy !== undefined && { claimedBy: event.claimedBy }),
  };
}

function voiced(task: Task, vote: Extract<Event, { type: 'voted' }>): Task {
  return {
    ...task,
    signers: task.signers.map((signer) =>
      signer.person === vote.person ? { ...signer, voice: vote.voice } : signer,
    ),
  };
}
