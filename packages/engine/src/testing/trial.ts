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
import { madeUpDirectory } from '../simulate/made-up-directory.ts';
import { type Data, isEnded, isWithInitiator, type State, type Task } from '../state.ts';

interface TrialOptions {
  readonly data?: Data;
  /** Who stands in the place of made-up people; see `made-up-directory.ts`. */
  readonly directory?: Readonly<Record<string, readonly string[]>>;
  /** Differs from `applicant` where it was started on his behalf. */
  readonly initiator?: string;
}

export interface Trial {
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
export function aDraft(program: Program, options: TrialOptions = {}): Trial {
  const initiator = options.initiator ?? 'applicant';
  const events: Event[] = [];
  let state = nothing;
  let opened = 0;

  const act = (command: Command): void => {
    const decision = decideTwice(program, state, command, () => contextFrom(opened, options.directory));
    if ('refusal' in decision) throw new TrialRefused(decision.refusal);
    state = decision.state;
    events.push(...decision.events);
    opened += decision.events.filter((event) => event.type === 'task-opened').length;
    assert.deepEqual(replay(throughJson(events)), throughJson(state), 'the history leads to another state');
    assertInOrder(program, state);
  };
  const task = (node: string): Task =>
    state.tasks.find((open) => open.node === node) ?? assert.fail(`${node} is not open`);
  const holder = (node: string): string =>
    task(node).signers.find((signer) => signer.voice === undefined)?.person ?? '';

  const trial: Trial = {
    program,
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
  const decision = decide(program, deepFrozen(state), deepFrozen(command), context());
  assert.deepEqual(decide(program, state, command, context()), decision, 'the same question, another answer');
  return decision;
}

/** What is true after every act on any process. */
function assertInOrder(program: Program, state: State): void {
  const tokens = new Map(state.tokens.map((token) => [token.id, token]));
  assert.equal(tokens.size, state.tokens.length, 'two tokens have the same name');
  for (const task of state.tasks)
    assert.equal(tokens.get(task.token)?.at, task.node, `the token of ${task.node} stands elsewhere`);
  if (isEnded(state.status)) assert.deepEqual([state.tokens, state.tasks], [[], []], 'left over at the end');
  if (isWithInitiator(state.status))
    assert.deepEqual(
      state.tokens.map((token) => token.at),
      [program.start],
      'only one token waits for the initiator',
    );
}

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}
