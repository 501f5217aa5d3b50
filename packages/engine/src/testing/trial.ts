/**
 * An application under test. Every act is decided twice on frozen state, its events are sent through JSON and
 * replayed, and what must always be true is looked at; so each scenario proves these besides what it tells.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { nothing, replay } from '../apply.ts';
import { type CompileOptions, compileProcess } from '../bpmn/compile-process.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { type Decision, decide } from '../decide/decide.ts';
import type { Event } from '../event.ts';
import type { Program } from '../program.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import { mayVote } from '../signing/may-speak.ts';
import { madeUpDirectory } from '../simulate/made-up-directory.ts';
import { type Data, isEnded, isWithInitiator, type State, type Task } from '../state.ts';

interface TrialOptions {
  readonly data?: Data;
  /** Who stands in the place of made-up people; see `made-up-directory.ts`. */
  readonly directory?: Readonly<Record<string, readonly string[]>>;
  /** Differs from `applicant` where it was started on his behalf. */
  readonly initiator?: string;
  /** Reckons time spans; without it a deadline is only told (`due in 1 workday`). */
  readonly after?: Context['after'];
}

export interface Trial {
  /** The one that it runs now: another after a migration. */
  readonly program: Program;
  readonly state: State;
  readonly events: readonly Event[];
  /** Nodes of the open tasks, in the order of opening. */
  readonly open: readonly string[];
  /** Where the tokens stand, sorted; behind `<` the flow by which they came. */
  readonly tokens: readonly string[];
  task(node: string): Task;
  signers(node: string): readonly string[];
  /** A refusal is thrown as `TrialRefused`. */
  act(command: Command): void;
  submit(options?: { data?: Data; walk?: 'again' | 'straight'; person?: string }): void;
  /** Without a person: the first who has not acted yet. */
  approve(node: string, person?: string, data?: Data): void;
  reject(node: string, person?: string): void;
  sendBack(node: string, person?: string): void;
  withdraw(person?: string): void;
  cancel(person?: string): void;
  /** What is waited for: `node` of each, in the order of waiting; and of the work asked of workers. */
  readonly waiting: readonly string[];
  readonly work: readonly string[];
  /** The first work of that element is done. */
  done(node: string, data?: Data): void;
  /** It has met an error that the process may know. */
  failed(node: string, error: string): void;
  /** The first timer of that element fires, at its time or now if that is later. */
  fire(node: string): void;
  message(name: string, key?: string, data?: Data): void;
  signal(name: string): void;
}

export class TrialRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`refused: ${JSON.stringify(refusal)}`);
    this.refusal = refusal;
  }
}

export async function programOf(xml: string, options?: CompileOptions): Promise<Program> {
  const compiled = await compileProcess(xml, options);
  if ('faults' in compiled) assert.fail(`does not compile: ${JSON.stringify(compiled.faults)}`);
  return compiled.program;
}

export const scenario = (name: string): Promise<Program> =>
  programOf(readFileSync(new URL(`../scenarios/${name}.bpmn`, import.meta.url), 'utf8'));

/** A context whose ids go on from `serial`, so that the same decision can be asked for twice. */
export function contextFrom(serial: number, directory?: TrialOptions['directory']): Context {
  let last = serial;
  return {
    now: '2026-03-02T01:00:00.000Z',
    newId: () => `t${++last}`,
    directory: madeUpDirectory(directory),
    after: (_from, span) => `due in ${span}`,
    scope: {},
    mayActFor: (proxy, principal) => proxy === `proxy of ${principal}`,
  };
}

/** A draft of a new application. */
export function aDraft(first: Program, options: TrialOptions = {}): Trial {
  let program = first;
  const initiator = options.initiator ?? 'applicant';
  const events: Event[] = [];
  let state = nothing;
  let opened = 0;
  let now = contextFrom(0).now;

  const act = (command: Command): void => {
    const decision = decideTwice(program, state, command, () => ({
      ...contextFrom(opened, options.directory),
      now,
      ...(options.after && { after: options.after }),
    }));
    if ('refusal' in decision) throw new TrialRefused(decision.refusal);
    if (command.type === 'migrate') program = command.to;
    state = decision.state;
    events.push(...decision.events);
    opened += decision.events.filter(({ type }) => type === 'task-opened' || type === 'job-opened').length;
    assert.deepEqual(replay(throughJson(events)), throughJson(state), 'the history leads to another state');
    assertInOrder(program, state);
  };
  const task = (node: string): Task =>
    state.tasks.find((open) => open.node === node) ?? assert.fail(`${node} is not open`);
  const job = (node: string): string =>
    state.jobs.find((each) => each.node === node)?.id ?? assert.fail(`nobody works at ${node}`);
  const holder = (node: string): string =>
    mayVote(task(node))[0]?.person ?? task(node).signers.find((signer) => !signer.voice)?.person ?? '';

  const trial: Trial = {
    get program() {
      return program;
    },
    get state() {
      return state;
    },
    events,
    get open() {
      return state.tasks.map((open) => open.node);
    },
    get tokens() {
      return state.tokens.map(({ at, via }) => (via === undefined ? at : `${at}<${via}`)).sort();
    },
    task,
    signers: (node) => task(node).signers.map((signer) => signer.person),
    act,
    submit: ({ person = initiator, ...rest } = {}) => act({ type: 'submit', person, ...rest }),
    approve: (node, person = holder(node), data) =>
      act({ type: 'approve', task: task(node).id, person, ...(data && { data }) }),
    reject: (node, person = holder(node)) =>
      act({ type: 'reject', task: task(node).id, person, comment: '材料不全' }),
    sendBack: (node, person = holder(node)) =>
      act({ type: 'sendBack', task: task(node).id, person, comment: '请补充' }),
    withdraw: (person = initiator) => act({ type: 'withdraw', person }),
    cancel: (person = initiator) => act({ type: 'cancel', person }),
    get waiting() {
      return state.waits.map((wait) => wait.node);
    },
    get work() {
      return state.jobs.map((job) => job.node);
    },
    done: (node, data) => act({ type: 'completeJob', job: job(node), ...(data && { data }) }),
    failed: (node, error) => act({ type: 'failJob', job: job(node), error }),
    fire(node) {
      const wait = state.waits.find((each) => each.node === node && each.kind === 'timer');
      assert.ok(wait?.due !== undefined, `no timer waits at ${node}`);
      if (wait.due > now) now = wait.due;
      act({ type: 'fireTimer', wait: wait.id });
    },
    message: (name, key, data) =>
      act({ type: 'message', name, ...(key !== undefined && { key }), ...(data && { data }) }),
    signal: (name) => act({ type: 'signal', name }),
  };
  act({
    type: 'create',
    initiator,
    applicant: { person: 'applicant', unit: 'unit' },
    data: options.data ?? {},
  });
  return trial;
}

/** An application that has been submitted. */
export function anApplication(program: Program, options?: TrialOptions): Trial {
  const trial = aDraft(program, options);
  trial.submit();
  return trial;
}

/** The act is refused with this code, and nothing has changed. Answers the refusal's parameters. */
export function assertRefused(
  trial: Trial,
  code: RefusalCode,
  act: (trial: Trial) => void,
): Refusal['parameters'] {
  const before = trial.state;
  const count = trial.events.length;
  try {
    act(trial);
  } catch (error) {
    if (!(error instanceof TrialRefused)) throw error;
    assert.equal(error.refusal.code, code);
    assert.equal(trial.state, before);
    assert.equal(trial.events.length, count);
    return error.refusal.parameters;
  }
  assert.fail(`expected ${code}, but it was done`);
}

/** The decision, after making sure that it is the same again and that it changes nothing of what it was given. */
function decideTwice(program: Program, state: State, command: Command, context: () => Context): Decision {
  const decision = decide(program, deepFrozen(state), frozenCommand(command), context());
  assert.deepEqual(decide(program, state, command, context()), decision, 'the same question, another answer');
  return decision;
}

/** A program is compiled once for all who run it, and not the command's own. */
const frozenCommand = (command: Command): Command =>
  command.type === 'migrate' ? Object.freeze(command) : deepFrozen(command);

/** What is true after every act on any process. */
function assertInOrder(program: Program, state: State): void {
  const tokens = new Map(state.tokens.map((token) => [token.id, token]));
  assert.equal(tokens.size, state.tokens.length, 'two tokens have the same name');
  for (const task of state.tasks)
    assert.equal(tokens.get(task.token)?.at, task.node, `the token of ${task.node} stands elsewhere`);
  assertHosted(state);
  if (isEnded(state.status)) {
    const { tokens: left, tasks, frames, waits, jobs, undoable, undoing } = state;
    assert.deepEqual(
      [left, tasks, frames, waits, jobs, undoable, undoing],
      [[], [], [], [], [], [], []],
      'left over',
    );
  }
  if (isWithInitiator(state.status))
    assert.deepEqual(
      state.tokens.map((token) => token.at),
      [program.start],
      'only one token waits for the initiator',
    );
}

/** Whatever hangs on a token or is in a frame goes with it. */
function assertHosted({ tokens, frames, waits, jobs, undoable, undoing }: State): void {
  const isToken = (id: string | undefined) => id === undefined || tokens.some((token) => token.id === id);
  const isFrame = (id: string | undefined) => id === undefined || frames.some((frame) => frame.id === id);
  const left = [
    ...[...tokens, ...frames, ...waits, ...undoable].filter((each) => !isFrame(each.in)),
    ...frames.filter((frame) => !isToken(frame.host)),
    ...[...waits, ...jobs, ...undoing].filter((each) => !isToken(each.token)),
  ];
  assert.deepEqual(left, [], 'hangs on nothing');
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}
