import type { Scope } from '@yizhan/feel';
import { nothing } from '../apply.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { decide } from '../decide/decide.ts';
import type { Event } from '../event.ts';
import type { Node, Program } from '../program.ts';
import type { Refusal } from '../refusal.ts';
import { isAsked } from '../signing/may-speak.ts';
import { type Data, type Frame, isEnded, type State, type Status, type Task, type Token } from '../state.ts';
import { commandOn, commandWithoutTask } from './command-of.ts';
import { madeUpDirectory } from './made-up-directory.ts';
import { type Act, applicant, readScenario, type Scenario, ScenarioFault } from './scenario.ts';

export { type Scenario, ScenarioFault };

/** What a run of a scenario came to. */
export interface Answer {
  readonly status: 'running' | 'completed' | 'terminated' | 'incident';
  /** Where the application stands in the hall's words. */
  readonly application: Status;
  readonly open: readonly {
    readonly element: string;
    readonly name: string;
    readonly assignees: readonly string[];
  }[];
  readonly waiting: readonly {
    readonly element: string;
    readonly kind: 'timer' | 'message' | 'signal' | 'conditional' | 'service';
    readonly name?: string;
    readonly due?: string;
  }[];
  readonly ended: readonly string[];
  /** Elements in order of entry; a join stands here once, when it fires. */
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly incidents: readonly {
    readonly element: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly refusals: readonly { readonly act: number; readonly code: string; readonly message: string }[];
}

export interface Surroundings {
  /** Functions that expressions may use at a moment (ISO 8601, UTC): `today()` is another with each act. */
  readonly scope: (now: string) => Scope;
  /** Reckons time spans, on the working calendar where they are working time. */
  readonly after: (from: string, span: string) => string;
  /** Of a service: its parameters, which the scenario may change. A file alone has variables only. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Puts refusals into words. */
  readonly say?: (refusal: Refusal) => string;
}

/**
 * Runs a scenario without a database: the same engine as in production on made-up people. The applicant is
 * `applicant`. Workers answer as the scenario says; where it says nothing, their work waits, unless it is the hall's own
 * (`yizhan:work`), which succeeds.
 * @throws ScenarioFault when the scenario is not one
 */
export function simulate(program: Program, input: unknown, surroundings: Surroundings): Answer {
  const scenario = readScenario(input);
  if (scenario.process !== undefined && scenario.process !== program.id)
    throw new ScenarioFault(`场景属于流程“${scenario.process}”，现在运行的是“${program.id}”`);
  const simulation = new Simulation(program, scenario, surroundings);
  simulation.start();
  for (const [index, act] of scenario.acts.entries()) simulation.act(act, index);
  return simulation.answer();
}

const anyAct = '';

interface KeptMessage {
  readonly command: Extract<Command, { type: 'message' }>;
  readonly act: number;
  readonly until: string;
}

/** As long as on the database, where nothing else is said. */
const messagesAreKept = 3_600_000;

class Simulation {
  readonly #program: Program;
  readonly #scenario: Scenario;
  readonly #surroundings: Surroundings;
  readonly #events: Event[] = [];
  /** What happened where, with the process that each frame is in, for frames are gone at the end. */
  readonly #frames = new Map<string, Frame>();
  readonly #asked = new Map<string, number>();
  readonly #stuck = new Set<string>();
  /** Jobs and timers that could not be carried out, and `anyAct` while nothing has gone well since an act failed. */
  readonly #failed = new Set<string>();
  readonly #expired = new Set<string>();
  readonly #incidents: Answer['incidents'][number][] = [];
  readonly #refusals: Answer['refusals'][number][] = [];
  /** Messages that nobody waited for when they came. */
  #kept: readonly KeptMessage[] = [];
  #state: State = nothing;
  #now: string;
  #serial = 0;

  constructor(program: Program, scenario: Scenario, surroundings: Surroundings) {
    this.#program = program;
    this.#scenario = scenario;
    this.#surroundings = surroundings;
    this.#now = scenario.now ?? '2026-01-05T01:00:00.000Z';
  }

  start(): void {
    const data = this.#scenario.variables ?? {};
    const given = this.#given();
    this.#obey(
      {
        type: 'create',
        initiator: applicant,
        applicant: { person: applicant, unit: 'unit' },
        data,
        ...(given && { given }),
      },
      -1,
    );
    if (this.#program.start !== undefined) this.#obey({ type: 'submit', person: applicant }, -1);
  }

  #given(): Data | undefined {
    const { applicant: profile, parameters } = this.#scenario;
    const ofService = this.#surroundings.parameters;
    if (profile === undefined && parameters === undefined && ofService === undefined) return undefined;
    return {
      applicant: { id: applicant, name: applicant, unit: 'unit', ...profile },
      parameters: { ...ofService, ...parameters },
    };
  }

  act(act: Act, index: number): void {
    if (act.do === 'advance') return this.#advance(act.by, index);
    if (act.do === 'retry') return this.#retry(act.task, index);
    const command = this.#commandOf(act);
    if (command?.type === 'message' && !this.#isAwaited(command)) return this.#keep(command, index);
    if (command !== undefined) return this.#obey(command, index);
    const closed = isEnded(this.#state.status) ? 'application/ended' : 'task/not-found';
    this.#refusals.push({
      act: index,
      code: closed,
      message: `“${'task' in act ? act.task : ''}”现在没有打开`,
    });
  }

  answer(): Answer {
    const { status, tasks, waits, jobs, data, tokens } = this.#state;
    const program = (frame: string | undefined) => this.#programOf(frame);
    const tokenOf = (id: string | undefined) => tokens.find((token) => token.id === id);
    const entered = this.#events.flatMap((event) => (event.type === 'token-placed' ? [event.token] : []));
    const kindAt = (token: { readonly at: string; readonly in?: string }): Node['kind'] | undefined =>
      program(token.in).nodes.get(token.at)?.kind;
    return {
      status: this.#isHalted() ? 'incident' : statusOf(status),
      application: status,
      open: tasks.map((task) => ({
        element: task.node,
        name: program(tokenOf(task.token)?.in).nodes.get(task.node)?.name ?? task.node,
        assignees: isAsked(task),
      })),
      waiting: [
        ...waits.map(({ node, kind, name, due }) => ({
          element: node,
          kind,
          ...(name !== undefined && { name }),
          ...(due !== undefined && { due }),
        })),
        ...jobs.map(({ node, work }) => ({ element: node, kind: 'service' as const, name: work })),
      ],
      ended: entered.filter((token) => kindAt(token) === 'endEvent').map((token) => token.at),
      path: pathOf(this.#events, (token) => isJoin(program(token.in).nodes.get(token.at))),
      variables: data,
      incidents: this.#incidents,
      refusals: this.#refusals,
    };
  }

  #programOf(frame: string | undefined): Program {
    for (
      let at = frame === undefined ? undefined : this.#frames.get(frame);
      at !== undefined;
      at = at.in === undefined ? undefined : this.#frames.get(at.in)
    ) {
      if (at.process !== undefined) return this.#program.called.get(at.process) ?? this.#program;
    }
    return this.#program;
  }

  /** Carries a command out, and then whatever workers answer to what it has asked of them. */
  #obey(command: Command, act: number): void {
    const decision = decide(this.#program, this.#state, command, this.#context());
    if ('refusal' in decision) return this.#refused(command, decision.refusal, act);
    this.#state = decision.state;
    this.#failed.delete(anyAct);
    for (const event of decision.events) {
      this.#events.push(event);
      if (event.type === 'frame-opened') this.#frames.set(event.frame.id, event.frame);
    }
    for (const event of decision.events) if (event.type === 'signal-thrown') this.#broadcast(event.name, act);
    this.#work(act);
    this.#deliver();
  }

  #isAwaited({ name, key }: KeptMessage['command']): boolean {
    return this.#state.waits.some(
      (wait) => wait.kind === 'message' && wait.name === name && (wait.key === undefined || wait.key === key),
    );
  }

  /** Kept for whoever comes to wait for it; until somebody does, it counts as refused. */
  #keep(command: KeptMessage['command'], act: number): void {
    const until = new Date(Date.parse(this.#now) + messagesAreKept).toISOString();
    if (!isEnded(this.#state.status)) this.#kept = [...this.#kept, { command, act, until }];
    this.#obey(command, act);
  }

  #deliver(): void {
    const next = this.#kept.find(({ command, until }) => until >= this.#now && this.#isAwaited(command));
    if (next === undefined) return;
    this.#kept = this.#kept.filter((kept) => kept !== next);
    const refused = this.#refusals.findIndex(({ act }) => act === next.act);
    if (refused >= 0) this.#refusals.splice(refused, 1);
    this.#obey(next.command, next.act);
  }

  #refused(command: Command, refusal: Refusal, act: number): void {
    const { code, parameters } = refusal;
    const message = this.#surroundings.say?.(refusal) ?? saidBy(parameters, code);
    const isOwnFault = code.startsWith('flow/') && code !== 'flow/not-waiting' && code !== 'flow/not-due';
    if (isOwnFault) {
      this.#incidents.push({ element: String(parameters.element ?? parameters.node ?? ''), code, message });
      this.#failed.add('job' in command ? command.job : 'wait' in command ? command.wait : anyAct);
    } else this.#refusals.push({ act, code, message });
    if ('job' in command) this.#stuck.add(command.job);
  }

  /** Whether an incident is still in the way: what is over, or got over, is told but halts nothing. */
  #isHalted(): boolean {
    const { status, jobs, waits } = this.#state;
    if (isEnded(status)) return false;
    return this.#failed.has(anyAct) || [...jobs, ...waits].some(({ id }) => this.#failed.has(id));
  }

  #context(): Context {
    return {
      now: this.#now,
      newId: () => `id-${++this.#serial}`,
      directory: madeUpDirectory(this.#scenario.directory),
      scope: this.#surroundings.scope(this.#now),
      mayActFor: () => true,
      after: this.#surroundings.after,
    };
  }

  /** A signal reaches all who wait for it, the one who sent it among them. */
  #broadcast(name: string, act: number): void {
    if (this.#state.waits.some((wait) => wait.kind === 'signal' && wait.name === name))
      this.#obey({ type: 'signal', name }, act);
  }

  #work(act: number): void {
    const job = this.#state.jobs.find((candidate) => !this.#stuck.has(candidate.id));
    if (job === undefined) return;
    // The hall's own works succeed where the scenario says nothing; others wait for somebody to do them.
    const answers =
      this.#scenario.services?.[job.node] ?? (job.work.startsWith('yizhan:') ? [{ set: {} }] : []);
    const asked = this.#asked.get(job.node) ?? 0;
    const answer = answers[Math.min(asked, answers.length - 1)];
    this.#asked.set(job.node, asked + 1);
    if (answer === undefined) {
      this.#stuck.add(job.id);
      return this.#work(act);
    }
    if ('fail' in answer) {
      this.#stuck.add(job.id);
      this.#failed.add(job.id);
      this.#incidents.push({ element: job.node, code: 'service/failed', message: answer.fail });
      return this.#work(act);
    }
    this.#obey(
      'error' in answer
        ? { type: 'failJob', job: job.id, error: answer.error }
        : { type: 'completeJob', job: job.id, data: answer.set },
      act,
    );
  }

  /** Work that has failed is asked for again. */
  #retry(element: string, act: number): void {
    const failed = this.#state.jobs.filter((job) => job.node === element && this.#stuck.has(job.id));
    if (failed.length === 0) {
      this.#refusals.push({ act, code: 'flow/not-waiting', message: `“${element}”没有可重试的任务` });
      return;
    }
    for (const job of failed) {
      this.#stuck.delete(job.id);
      this.#failed.delete(job.id);
    }
    this.#work(act);
  }

  /** Time goes by, and timers fire when they are due, each at its own time. */
  #advance(by: string, act: number): void {
    let until: string;
    try {
      until = this.#surroundings.after(this.#now, by);
    } catch (error) {
      throw new ScenarioFault(`acts[${act}].by：${error instanceof Error ? error.message : String(error)}`);
    }
    for (let fired = 0; fired < 1000; fired++) {
      const next = this.#nextDue(until);
      if (next === undefined || isEnded(this.#state.status)) break;
      if (next.due > this.#now) this.#now = next.due;
      const before = this.#state;
      if (next.command.type === 'expire') this.#expired.add(next.command.task);
      this.#obey(next.command, act);
      if (this.#state === before && next.command.type === 'fireTimer') break;
    }
    this.#now = until;
  }

  /** The timer or the deadline of a task that comes next; a deadline passes once. */
  #nextDue(until: string): { readonly due: string; readonly command: Command } | undefined {
    const timers = this.#state.waits.map(({ id, due }) => ({
      due,
      command: { type: 'fireTimer', wait: id } as const,
    }));
    const deadlines = this.#state.tasks
      .filter((task) => !this.#expired.has(task.id) && this.#onTimeout(task) !== 'nothing')
      .map(({ id, dueAt }) => ({ due: dueAt, command: { type: 'expire', task: id } as const }));
    return [...timers, ...deadlines]
      .flatMap(({ due, command }) => (due !== undefined && due <= until ? [{ due, command }] : []))
      .sort((one, other) => (one.due < other.due ? -1 : one.due > other.due ? 1 : 0))[0];
  }

  #onTimeout(task: Task): string {
    const token = this.#state.tokens.find((candidate) => candidate.id === task.token);
    const node = this.#programOf(token?.in).nodes.get(task.node);
    return node?.kind === 'userTask' ? node.approval.onTimeout : 'nothing';
  }

  #commandOf(act: Exclude<Act, { do: 'advance' | 'retry' }>): Command | undefined {
    if ('task' in act) {
      const task = this.#taskMeant(act.task, act.as);
      return task && commandOn(task, act, this.#dataOf(task));
    }
    return commandWithoutTask(act, this.#state.data);
  }

  /** Of the process that the task is in, which may be a called one. */
  #dataOf(task: Task): Data {
    const token = this.#state.tokens.find((candidate) => candidate.id === task.token);
    for (let id = token?.in; id !== undefined; ) {
      const frame = this.#state.frames.find((candidate) => candidate.id === id);
      if (frame?.data !== undefined) return frame.data;
      id = frame?.in;
    }
    return this.#state.data;
  }

  /** Among open tasks of one element: the one of the person named, else the oldest. */
  #taskMeant(name: string, person: string | undefined): Task | undefined {
    const open = this.#state.tasks.filter((task) => {
      const token = this.#state.tokens.find((candidate) => candidate.id === task.token);
      return task.node === name || this.#programOf(token?.in).nodes.get(task.node)?.name === name;
    });
    return open.find((task) => person !== undefined && isAsked(task).includes(person)) ?? open[0];
  }
}

/** Without a text for it, what a refusal says of itself. */
const saidBy = ({ reason, node, act }: Refusal['parameters'], code: string): string =>
  String(reason ?? node ?? act ?? code);

const isJoin = (node: Node | undefined): boolean =>
  (node?.kind === 'parallelGateway' || node?.kind === 'inclusiveGateway') && node.incoming.length > 1;

/** Tokens that wait for the items of a repeated activity: each item stands in the path for itself. */
function hostsOfItems(events: readonly Event[]): ReadonlySet<string> {
  const hosts = new Map<string, string>();
  const repeated = new Set<string>();
  for (const event of events) {
    if (event.type !== 'frame-opened') continue;
    const { kind, id, host, in: around } = event.frame;
    if (kind === 'repeat' && host !== undefined) hosts.set(id, host);
    const repeatedHost = kind === 'item' && around !== undefined ? hosts.get(around) : undefined;
    if (repeatedHost !== undefined) repeated.add(repeatedHost);
  }
  return repeated;
}

/**
 * A join is entered by several tokens; it counts when it takes them away together and goes on. A repeated activity
 * counts once for each item, and once when it has none.
 */
function pathOf(events: readonly Event[], waitsForOthers: (token: Token) => boolean): readonly string[] {
  const waiting = new Map<string, Token>();
  const repeated = hostsOfItems(events);
  const path: string[] = [];
  let fired: Token | undefined;
  for (const event of events) {
    if (event.type === 'token-removed') {
      const token = waiting.get(event.token);
      if (token !== undefined && (token.at !== fired?.at || token.in !== fired.in)) fired = token;
      continue;
    }
    if (event.type === 'token-placed') {
      if (fired !== undefined) path.push(fired.at);
      if (repeated.has(event.token.id)) continue;
      if (waitsForOthers(event.token)) waiting.set(event.token.id, event.token);
      else path.push(event.token.at);
    }
    fired = undefined;
  }
  return path;
}

function statusOf(status: Status): Answer['status'] {
  switch (status) {
    case 'approved':
    case 'rejected':
      return 'completed';
    case 'cancelled':
    case 'terminated':
      return 'terminated';
    default:
      return 'running';
  }
}
