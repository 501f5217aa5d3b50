import type { Event, Program, State, Task } from '@yizhan/engine';
import { isAsked, isEnded } from '@yizhan/engine';
import type { Definition } from '../definitions/definitions.ts';
import type { Alongside, Locked, Order, Outcome } from './order.ts';
import type { DoneTask, OpenedTask, Writing } from './write.sql.ts';

/** Turns what the engine decided into what the tables take. */
export function writingOf(
  order: Order,
  locked: Locked,
  decided: {
    readonly state: State;
    readonly events: readonly Event[];
    readonly command: string;
    /** What it runs from now on. */
    readonly definition: Definition;
  },
  { businessKey = locked.businessKey ?? undefined, title = locked.title, confidential }: Alongside,
  now: string,
): { readonly writing: Writing; readonly outcome: Outcome } {
  const { state, events, definition } = decided;
  const { program } = locked.definition;
  const { data, ...rest } = state;
  const outcome: Outcome = {
    instance: order.instance,
    businessKey: businessKey ?? null,
    status: state.status,
    revision: locked.revision + 1,
  };
  const before = new Map(locked.state.tasks.map((task) => [task.id, task]));
  const closed = events.flatMap((event) => (event.type === 'task-closed' ? [event.task] : []));
  const opened = state.tasks.filter((task) => !before.has(task.id));
  const writing: Writing = {
    instance: {
      id: order.instance,
      definition: locked.definition.id,
      key: locked.definition.key,
      businessKey: outcome.businessKey,
      title,
      confidential,
      status: state.status,
      initiator: state.initiator,
      applicant: state.applicant.person,
      state: JSON.stringify(rest),
      data: data === locked.state.data ? undefined : JSON.stringify(data),
      revision: outcome.revision,
      isSubmission: events.some((event) => event.type === 'submitted'),
      isEnd: isEnded(state.status),
    },
    history: {
      person: order.person,
      command: decided.command,
      events: JSON.stringify(events),
    },
    closed: closed.filter((task) => before.has(task)),
    ...askedChanges(state.tasks, before),
    opened: opened.map((task) => openedTask(task, programAt(definition, state, task))),
    done: doneTasks(events, before, program),
    outbox: messageOf(order, events, opened, state),
    answer: { ...order.idempotency, answer: JSON.stringify(outcome) },
    at: now,
  };
  return { writing, outcome };
}

const nameOf = (program: Program, node: string): string => program.nodes.get(node)?.name ?? node;

const openedTask = (task: Task, program: Program): OpenedTask => {
  const node = program.nodes.get(task.node);
  // What only the voter himself can do is in nobody else's list.
  const isPersonal = node?.kind === 'userTask' && node.approval.ballot?.byProxy === false;
  return {
    id: task.id,
    node: task.node,
    nodeName: nameOf(program, task.node),
    kind: isPersonal && task.kind === 'approval' ? 'ballot' : task.kind,
    dueAt: task.dueAt ?? null,
  };
};

/** In whose to-do lists tasks appear, and from whose they go although the task stays open. */
function askedChanges(
  tasks: readonly Task[],
  before: ReadonlyMap<string, Task>,
): Pick<Writing, 'asked' | 'unasked'> {
  const pairs = (changed: (now: readonly string[], then: readonly string[]) => readonly string[]) =>
    tasks.flatMap((task) => {
      const earlier = before.get(task.id);
      return changed(inboxesOf(task), earlier === undefined ? [] : inboxesOf(earlier)).map(
        (person) => [task.id, person] as const,
      );
    });
  return {
    asked: pairs((now, then) => now.filter((person) => !then.includes(person))),
    unasked: pairs((now, then) => then.filter((person) => !now.includes(person))),
  };
}

const inboxesOf = (task: Task): readonly string[] =>
  task.kind === 'approval' ? isAsked(task) : task.signers.map((signer) => signer.person);

/** A task in a called process is named by that process. */
export function programAt({ program }: Definition, state: State, task: Task): Program {
  let frame = state.tokens.find((token) => token.id === task.token)?.in;
  while (frame !== undefined) {
    const open = state.frames.find((candidate) => candidate.id === frame);
    if (open?.process !== undefined) return program.called.get(open.process) ?? program;
    frame = open?.in;
  }
  return program;
}

/** What somebody has now behind him: his voice, or his sending back. 代理: his whose voice it is, and his who gave it. */
function doneTasks(
  events: readonly Event[],
  before: ReadonlyMap<string, Task>,
  program: Program,
): readonly DoneTask[] {
  return events.flatMap((event) => {
    if (event.type !== 'voted' && event.type !== 'sent-back' && event.type !== 'returned-to-step') return [];
    const task = before.get(event.task);
    if (task === undefined) return [];
    const outcome = event.type === 'voted' ? event.voice : ('sendBack' as const);
    const done = {
      task: task.id,
      node: task.node,
      nodeName: nameOf(program, task.node),
      outcome,
      openedAt: task.openedAt,
    };
    return [event.person, ...(event.by === undefined ? [] : [event.by])].map((person) => ({
      person,
      ...done,
    }));
  });
}

/** What others are told of: tasks that wait for them, and how an application fared. */
export interface FlowMessage {
  readonly instance: string;
  readonly by: string;
  readonly status: State['status'];
  readonly initiator: string;
  readonly applicant: string;
  readonly opened: readonly {
    readonly task: string;
    readonly kind: Task['kind'];
    readonly node: string;
    readonly people: readonly string[];
  }[];
  readonly ended: boolean;
  readonly sentBack?: { readonly comment?: string };
  /** 催办: whose task it is; `by` nobody where the time is over. */
  readonly reminded?: readonly {
    readonly task: string;
    readonly node: string;
    readonly people: readonly string[];
    readonly by: string;
    readonly comment?: string;
  }[];
  /** 抄送 and 留言. Those who are asked now hear of a comment, too. */
  readonly noted?: readonly {
    readonly act: 'cc' | 'comment';
    readonly by: string;
    readonly people: readonly string[];
    readonly comment?: string;
  }[];
  /** 申请撤销: those who hold it hear of it, by their tasks; and the initiator of a no. */
  readonly cancelAsked?: {
    readonly by: string;
    readonly comment: string;
    readonly tasks: readonly { readonly task: string; readonly people: readonly string[] }[];
  };
  readonly cancelDeclined?: { readonly by: string; readonly comment?: string };
  /** Signals and messages for other instances. */
  readonly thrown?: readonly { readonly kind: 'signal-thrown' | 'message-thrown'; readonly name: string }[];
}

function remindersIn(events: readonly Event[], { tasks }: State): NonNullable<FlowMessage['reminded']> {
  return events.flatMap((event) => {
    if (event.type !== 'noted' || event.act !== 'remind') return [];
    const { people = [], comment } = event;
    return tasks
      .filter((task) => event.tasks === undefined || event.tasks.includes(task.id))
      .map((task) => ({
        task: task.id,
        node: task.node,
        people: inboxesOf(task).filter((person) => people.includes(person)),
        by: event.person,
        ...(comment !== undefined && { comment }),
      }));
  });
}

function notesIn(events: readonly Event[], { tasks }: State): NonNullable<FlowMessage['noted']> {
  return events.flatMap((event) => {
    if (event.type !== 'noted' || event.act === 'remind') return [];
    const { act, person: by, comment } = event;
    const people = act === 'cc' ? (event.people ?? []) : [...new Set(tasks.flatMap(inboxesOf))];
    return [{ act, by, people, ...(comment !== undefined && { comment }) }];
  });
}

function messageOf(
  order: Order,
  events: readonly Event[],
  opened: readonly Task[],
  state: State,
): Writing['outbox'] {
  const sentBack = events.find((event) => event.type === 'sent-back');
  const asked = events.find((event) => event.type === 'cancel-asked');
  const declined = events.find((event) => event.type === 'cancel-declined');
  const thrown = events.flatMap((event) =>
    event.type === 'signal-thrown' || event.type === 'message-thrown'
      ? [{ kind: event.type, name: event.name }]
      : [],
  );
  const ended = events.some((event) => event.type === 'ended');
  const reminded = remindersIn(events, state);
  const noted = notesIn(events, state);
  // A task that closes without another to follow tells nobody anything, but counts.
  const closes = events.some((event) => event.type === 'task-closed');
  const isNews = opened.length + thrown.length + reminded.length + noted.length > 0;
  const isAnswer = asked !== undefined || declined !== undefined || sentBack !== undefined;
  if (!isNews && !closes && !isAnswer && !ended) return undefined;
  const message: FlowMessage = {
    instance: order.instance,
    by: order.person,
    status: state.status,
    initiator: state.initiator,
    applicant: state.applicant.person,
    opened: opened.map((task) => ({
      task: task.id,
      kind: task.kind,
      node: task.node,
      people: inboxesOf(task),
    })),
    ended,
    ...(asked && {
      cancelAsked: {
        by: asked.person,
        comment: asked.comment,
        tasks: state.tasks.map((task) => ({ task: task.id, people: inboxesOf(task) })),
      },
    }),
    ...(declined && {
      cancelDeclined: {
        by: declined.by ?? declined.person,
        ...(declined.comment !== undefined && { comment: declined.comment }),
      },
    }),
    ...(thrown.length > 0 && { thrown }),
    ...(reminded.length > 0 && { reminded }),
    ...(noted.length > 0 && { noted }),
    ...(sentBack && {
      sentBack: sentBack.comment === undefined ? {} : { comment: sentBack.comment },
    }),
  };
  return { topic: 'instance-moved', payload: JSON.stringify(message) };
}
