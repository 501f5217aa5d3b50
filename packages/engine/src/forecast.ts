import type { Command } from './command.ts';
import type { Context } from './context.ts';
import { type Decision, decide } from './decide/decide.ts';
import { watchPlacements } from './placements.ts';
import type { Program } from './program.ts';
import { mayVote } from './signing/may-speak.ts';
import type { State, Task, Wait } from './state.ts';

export interface ForecastStep {
  readonly node: string;
  readonly people: readonly string[];
}

export interface Ahead {
  readonly steps: readonly ForecastStep[];
  /** Every element and flow that is passed on the way, in the process itself. */
  readonly nodes: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

/** Far more than any flow has; reached only where each round of a loop leaves one more token behind. */
const mostSteps = 500;

/**
 * 流程预测: the steps still to come, and who holds them, if everybody approves and the data stays as it is. The same
 * engine is run ahead, so it can't say anything else than what will happen. A path ends where a refusal stops it,
 * and where the tokens stand as they have stood before: only other data or another act leaves that loop.
 */
export const forecast = (program: Program, state: State, context: Context): readonly ForecastStep[] =>
  lookAhead(program, state, context).steps;

export function lookAhead(program: Program, state: State, context: Context): Ahead {
  let serial = 0;
  const ahead: Context = { ...context, newId: () => `forecast-${++serial}` };
  const known = new Set(state.tasks.map((task) => task.id));
  const stuck = new Set<string>();
  const seen = new Set<string>();
  const steps: ForecastStep[] = [];
  const nodes = new Set<string>();
  const flows = new Set<string>();
  const placed = watchPlacements(state.frames);
  let current = state;
  if (state.status !== 'running') {
    const submitted = taken(decide(program, state, { type: 'submit', person: state.initiator }, ahead));
    if (submitted === undefined) return { steps, nodes, flows };
    current = submitted;
  }
  while (steps.length < mostSteps && !seen.has(marking(current))) {
    seen.add(marking(current));
    note(current.tasks);
    const next = approveOne(current);
    if (next === undefined) break;
    current = next;
  }
  return { steps, nodes, flows };

  /** The state after a decision; where it leads is remembered. */
  function taken(decision: Decision): State | undefined {
    if ('refusal' in decision) return undefined;
    for (const event of decision.events) {
      const token = placed(event);
      if (token === undefined) continue;
      nodes.add(token.at);
      if (token.via !== undefined) flows.add(token.via);
    }
    return decision.state;
  }

  function note(tasks: readonly Task[]): void {
    for (const task of tasks) {
      if (known.has(task.id)) continue;
      known.add(task.id);
      steps.push({ node: task.node, people: task.signers.map((signer) => signer.person) });
    }
  }

  /** The state after the first voice that is still missing and isn't refused; else after what others do meanwhile. */
  function approveOne(from: State): State | undefined {
    for (const task of from.tasks) {
      if (stuck.has(task.id)) continue;
      for (const command of nextActs(task)) {
        const next = taken(decide(program, from, command, ahead));
        if (next !== undefined) return next;
      }
      stuck.add(task.id);
    }
    return goOnWithout(from);
  }

  /** Work is done and waiting is over, as the process wants it; what only may happen (boundary events) does not. */
  function goOnWithout(from: State): State | undefined {
    const isWaiting = (wait: Wait) =>
      from.tokens.some((token) => token.id === wait.token && token.at === wait.node);
    for (const wait of from.waits.filter(isWaiting)) {
      const command = endOf(wait);
      const now = wait.due !== undefined && wait.due > ahead.now ? wait.due : ahead.now;
      const next = command && taken(decide(program, from, command, { ...ahead, now }));
      if (next !== undefined) return next;
    }
    for (const job of from.jobs) {
      const next = taken(decide(program, from, { type: 'completeJob', job: job.id }, ahead));
      if (next !== undefined) return next;
    }
    return undefined;
  }
}

/** What brings a task nearer to its approval: what was lent comes back, it is claimed, a voice is given. */
function nextActs(task: Task): readonly Command[] {
  const lent = task.signers.find((signer) => signer.delegate !== undefined && signer.voice === undefined);
  const [voter] = mayVote(task);
  const [candidate] = task.signers;
  if (voter !== undefined) return [{ type: 'approve', task: task.id, person: voter.person }];
  if (lent?.delegate !== undefined)
    return [{ type: 'resolve', task: task.id, person: lent.delegate, comment: '…' }];
  if (candidate === undefined) return [];
  return [{ type: 'claim', task: task.id, person: candidate.person }];
}

function endOf(wait: Wait): Command | undefined {
  switch (wait.kind) {
    case 'timer':
      return { type: 'fireTimer', wait: wait.id };
    case 'message':
      return { type: 'message', name: wait.name ?? '', ...(wait.key !== undefined && { key: wait.key }) };
    case 'signal':
      return { type: 'signal', name: wait.name ?? '' };
    case 'conditional':
      return undefined;
  }
}

/** Where the tokens stand and which voices are given, told alike however they came there. */
function marking({ tasks, tokens, frames }: State): string {
  const held = new Set(tasks.map((task) => task.token));
  return [
    ...tasks.map(
      ({ node, signers, claimedBy = '' }) =>
        `${node} ${claimedBy} ${signers.filter(({ voice }) => voice).length} ${signers.filter(({ delegate }) => delegate).length}`,
    ),
    ...frames.map(({ node, repeat }) => `${node} ${repeat?.started ?? ''} ${repeat?.completed ?? ''}`),
    ...tokens.filter((token) => !held.has(token.id)).map((token) => `${token.at} ${token.via}`),
  ]
    .sort()
    .join('\n');
}
