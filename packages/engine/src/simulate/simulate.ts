import type { Scope } from '@yizhan/feel';
import { nothing } from '../apply.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { decide } from '../decide/decide.ts';
import type { Event } from '../event.ts';
import type { Node, Program } from '../program.ts';
import type { Refusal } from '../refusal.ts';
import { type Frame, isEnded, type State, type Status, type Task, type Token } from '../state.ts';
import { madeUpDirectory } from './made-up-directory.ts';
import { type Act, readScenario, type Scenario, ScenarioFault } from './scenario.ts';

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
  /** Functions that expressions may use. */
  readonly scope: Scope;
  /** Reckons time spans, on the working calendar where they are working time. */
  readonly after: (from: string, span: string) => string;
  /** Puts refusals into words. */
  readonly say?: (refusal: Refusal) => string;
}

/**
 * Runs a scenario without a database: the same engine as in production on made-up people. The applicant is
 * `applicant`. Workers answer as the scenario says; where it says nothing, their work waits.
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

const applicant = 'applicant';

class Simulation {
  readonly #program: Program;
  readonly #scenario: Scenario;
  readonly #surroundings: Surroundings;
  readonly #events: Event[] = [];
  /** What happened where, with the process that each frame is in, for frames are gone at the end. */
  readonly #frames = new Map<string, Frame>();
  readonly #asked = new Map<string, number>();
  readonly #stuck = new Set<string>();
  readonly #incidents: Answer['incidents'][number][] = [];
  readonly #refusals: Answer['refusals'][number][] = [];
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
    this.#obey(
      { type: 'create', initiator: applicant, applicant: { person: applicant, unit: 'unit' }, data },
      -1,
    );
    if (this.#program.start !== undefined) this.#obey({ type: 'submit', person: applicant }, -1);
  }

  act(act: Act, index: number): void {
    if (act.do === 'advance') return this.#advance(act.by, index);
    const command = this.#commandOf(act);
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
      status: this.#incidents.length > 0 ? 'incident' : statusOf(status),
      application: status,
      open: tasks.map((task) => ({
        element: task.node,
        name: program(tokenOf(task.token)?.in).nodes.get(task.node)?.name ?? task.node,
        assignees: waitingFor(task),
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
    if ('refusal' in decision) {
      const { code, parameters } = decision.refusal;
      const message = this.#surroundings.say?.(decision.refusal) ?? code;
      const isOwnFault = code.startsWith('flow/') && code !== 'flow/not-waiting' && code !== 'flow/not-due';
      if (isOwnFault)
        this.#incidents.push({ element: String(parameters.element ?? parameters.node ?? ''), code, message });
      else this.#refusals.push({ act, code, message });
      if ('job' in command) this.#stuck.add(command.job);
      return;
    }
    this.#state = decision.state;
    for (const event of decision.events) {
      this.#events.push(event);
      if (event.type === 'frame-opened') this.#frames.set(event.frame.id, event.frame);
    }
    for (const event of decision.events) if (event.type === 'signal-thrown') this.#broadcast(event.name, act);
    this.#work(act);
  }

  #context(): Context {
    return {
      now: this.#now,
      newId: () => `id-${++this.#serial}`,
      directory: madeUpDirectory(this.#scenario.directory),
      scope: this.#surroundings.scope,
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
    const answers = job && this.#scenario.services?.[job.node];
    if (job === undefined) return;
    const asked = this.#asked.get(job.node) ?? 0;
    const answer = answers?.[Math.min(asked, answers.length - 1)];
    this.#asked.set(job.node, asked + 1);
    if (answer === undefined) {
      this.#stuck.add(job.id);
      return this.#work(act);
    }
    if ('fail' in answer) {
      this.#stuck.add(job.id);
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

  /** Time goes by, and timers fire when they are due, each at its own time. */
  #advance(by: string, act: number): void {
    let until: string;
    try {
      until = this.#surroundings.after(this.#now, by);
    } catch (error) {
      throw new ScenarioFault(`acts[${act}].by：${error instanceof Error ? error.message : String(error)}`);
    }
    for (let fired = 0; fired < 1000; fired++) {
      const next = this.#state.waits
        .filter((wait) => wait.due !== undefined && wait.due <= until)
        .sort((one, other) => ((one.due ?? '') < (other.due ?? '') ? -1 : 1))[0];
      if (next?.due === undefined || isEnded(this.#state.status)) break;
      if (next.due > this.#now) this.#now = next.due;
      const before = this.#state;
      this.#obey({ type: 'fireTimer', wait: next.id }, act);
      if (this.#state === before) break;
    }
    this.#now = until;
  }

  #commandOf(act: Exclude<Act, { do: 'advance' }>): Command | undefined {
    const data = this.#state.data;
    switch (act.do) {
      case 'submit':
        return {
          type: 'submit',
          person: applicant,
          ...(act.variables && { data: { ...data, ...act.variables } }),
          ...(act.walk && { walk: act.walk }),
        };
      case 'withdraw':
      case 'cancel':
        return { type: act.do, person: applicant, ...(act.reason && { comment: act.reason }) };
      case 'message':
        return {
          type: 'message',
          name: act.name,
          ...(act.key !== undefined && { key: act.key }),
          ...(act.variables && { data: act.variables }),
        };
      case 'signal':
        return { type: 'signal', name: act.name, ...(act.variables && { data: act.variables }) };
      case 'sendBack':
      case 'complete': {
        const task = this.#taskMeant(act.task, act.as);
        if (task === undefined) return undefined;
        const person = act.as ?? waitingFor(task)[0] ?? '';
        if (act.do === 'sendBack') {
          return {
            type: 'sendBack',
            task: task.id,
            person,
            comment: act.reason ?? '（未写原因）',
            ...(act.to && { to: act.to }),
          };
        }
        return {
          type: act.outcome ?? 'approve',
          task: task.id,
          person,
          ...(act.reason ? { comment: act.reason } : act.outcome === 'reject' && { comment: '（未写原因）' }),
          ...(act.variables && { data: { ...data, ...act.variables } }),
        };
      }
    }
  }

  /** Among open tasks of one element: the one of the person named, else the oldest. */
  #taskMeant(name: string, person: string | undefined): Task | undefined {
    const open = this.#state.tasks.filter((task) => {
      const token = this.#state.tokens.find((candidate) => candidate.id === task.token);
      return task.node === name || this.#programOf(token?.in).nodes.get(task.node)?.name === name;
    });
    return open.find((task) => person !== undefined && waitingFor(task).includes(person)) ?? open[0];
  }
}

const isJoin = (node: Node | undefined): boolean =>
  (node?.kind === 'parallelGateway' || node?.kind === 'inclusiveGateway') && node.incoming.length > 1;

/** A join is entered by several tokens; it counts when it takes them away together and goes on. */
function pathOf(events: readonly Event[], waitsForOthers: (token: Token) => boolean): readonly string[] {
  const waiting = new Map<string, Token>();
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
      if (waitsForOthers(event.token)) waiting.set(event.token.id, event.token);
      else path.push(event.token.at);
    }
    fired = undefined;
  }
  return path;
}

const waitingFor = (task: Task): readonly string[] =>
  task.signers.filter((signer) => signer.voice === undefined).map((signer) => signer.person);

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
