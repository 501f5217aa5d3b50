import type { Scope } from '@yizhan/feel';
import { nothing } from '../apply.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { decide } from '../decide/decide.ts';
import type { Event } from '../event.ts';
import type { Program } from '../program.ts';
import type { Refusal } from '../refusal.ts';
import type { State, Status, Task } from '../state.ts';
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
  /** What waits for something else than a person; nothing that this version runs does. */
  readonly waiting: readonly {
    readonly element: string;
    readonly kind: 'timer' | 'message' | 'signal' | 'conditional' | 'service';
    readonly name?: string;
    readonly due?: string;
  }[];
  readonly ended: readonly string[];
  /** Elements in order of entry, one for each token: a join of two branches stands here twice. */
  readonly path: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly incidents: readonly {
    readonly element: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly refusals: readonly {
    /** Its place among the acts; -1 is the submission that every scenario begins with. */
    readonly act: number;
    readonly code: string;
    readonly message: string;
  }[];
}

/**
 * Runs a scenario without a database: the same engine as in production on made-up people. The applicant is
 * `applicant`; `scope` are the functions that expressions may use, `dueAt` reckons deadlines, `say` puts refusals
 * into words.
 * @throws ScenarioFault when the scenario is not one, or is another process's
 */
export function simulate(
  program: Program,
  input: unknown,
  outside: {
    readonly scope: Scope;
    readonly dueAt?: (from: string, sla: string) => string;
    readonly say?: (refusal: Refusal) => string;
  },
): Answer {
  const scenario = readScenario(input);
  if (scenario.process !== undefined && scenario.process !== program.id)
    throw new ScenarioFault(`场景属于流程“${scenario.process}”，现在运行的是“${program.id}”`);
  const now = scenario.now ?? '2026-01-05T01:00:00Z';
  let serial = 0;
  const context: Context = {
    now,
    newId: () => `task-${++serial}`,
    directory: madeUpDirectory(scenario.directory),
    scope: outside.scope,
    dueAt: (sla) => outside.dueAt?.(now, sla) ?? now,
  };
  let state: State = nothing;
  const events: Event[] = [];
  const incidents: Answer['incidents'][number][] = [];
  const refusals: Answer['refusals'][number][] = [];

  obey(
    {
      type: 'create',
      initiator: applicant,
      applicant: { person: applicant, unit: 'unit' },
      data: scenario.variables ?? {},
    },
    -1,
  );
  obey({ type: 'submit', person: applicant }, -1);
  scenario.acts.forEach((act, index) => {
    const command = commandOf(act, state, program);
    if (command === undefined)
      refusals.push({
        act: index,
        code: 'task/not-found',
        message: `“${'task' in act ? act.task : ''}”现在没有打开`,
      });
    else obey(command, index);
  });
  return {
    status: statusOf(state.status, incidents.length > 0),
    application: state.status,
    open: state.tasks.map((task) => ({
      element: task.node,
      name: program.nodes.get(task.node)?.name ?? task.node,
      assignees: waitingFor(task),
    })),
    waiting: [],
    ended: passed(events).filter((id) => program.nodes.get(id)?.kind === 'endEvent'),
    path: passed(events),
    variables: state.data,
    incidents,
    refusals,
  };

  function obey(command: Command, act: number): void {
    const decision = decide(program, state, command, context);
    if (!('refusal' in decision)) {
      state = decision.state;
      events.push(...decision.events);
      return;
    }
    const { code, parameters } = decision.refusal;
    const message =
      outside.say?.(decision.refusal) ?? String(parameters.reason ?? parameters.node ?? parameters.act ?? '');
    if (code.startsWith('flow/'))
      incidents.push({ element: String(parameters.element ?? ''), code, message });
    else refusals.push({ act, code, message });
  }
}

const applicant = 'applicant';

function commandOf(act: Act, state: State, program: Program): Command | undefined {
  switch (act.do) {
    case 'submit':
      return {
        type: 'submit',
        person: applicant,
        ...(act.variables && { data: { ...state.data, ...act.variables } }),
        ...(act.walk && { walk: act.walk }),
      };
    case 'withdraw':
    case 'cancel':
      return {
        type: act.do,
        person: applicant,
        ...(act.reason && { comment: act.reason }),
      };
    case 'sendBack':
    case 'complete': {
      const task = taskMeant(act.task, act.as, state, program);
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
        ...(act.variables && { data: { ...state.data, ...act.variables } }),
      };
    }
  }
}

/** Among open tasks of one element: the one of the person named, else the oldest. */
function taskMeant(
  name: string,
  person: string | undefined,
  state: State,
  program: Program,
): Task | undefined {
  const open = state.tasks.filter(
    (task) => task.node === name || program.nodes.get(task.node)?.name === name,
  );
  return open.find((task) => person !== undefined && waitingFor(task).includes(person)) ?? open[0];
}

const waitingFor = (task: Task): readonly string[] =>
  task.signers.filter((signer) => signer.voice === undefined).map((signer) => signer.person);

const passed = (events: readonly Event[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'token-placed' ? [event.token.at] : []));

/** A failed act is an incident until a later one gets the application to its end all the same. */
function statusOf(status: Status, hasIncident: boolean): Answer['status'] {
  switch (status) {
    case 'approved':
    case 'rejected':
      return 'completed';
    case 'cancelled':
    case 'terminated':
      return 'terminated';
    default:
      return hasIncident ? 'incident' : 'running';
  }
}
