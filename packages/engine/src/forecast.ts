import type { Context } from './context.ts';
import { decide } from './decide/decide.ts';
import type { Program } from './program.ts';
import type { State, Task } from './state.ts';

export interface ForecastStep {
  readonly node: string;
  readonly people: readonly string[];
}

/** Far more than any flow has; reached only where each round of a loop leaves one more token behind. */
const mostSteps = 500;

/**
 * 流程预测: the steps still to come, and who holds them, if everybody approves and the data stays as it is. The same
 * engine is run ahead, so it can't say anything else than what will happen. A path ends where a refusal stops it,
 * and where the tokens stand as they have stood before: only other data or another act leaves that loop.
 */
export function forecast(program: Program, state: State, context: Context): readonly ForecastStep[] {
  let serial = 0;
  const ahead: Context = { ...context, newId: () => `forecast-${++serial}` };
  const known = new Set(state.tasks.map((task) => task.id));
  const stuck = new Set<string>();
  const seen = new Set<string>();
  const steps: ForecastStep[] = [];
  let current = state;
  if (state.status !== 'running') {
    const submitted = decide(program, state, { type: 'submit', person: state.initiator }, ahead);
    if ('refusal' in submitted) return [];
    current = submitted.state;
  }
  while (steps.length < mostSteps && !seen.has(marking(current))) {
    seen.add(marking(current));
    note(current.tasks);
    const next = approveOne(current);
    if (next === undefined) break;
    current = next;
  }
  return steps;

  function note(tasks: readonly Task[]): void {
    for (const task of tasks) {
      if (known.has(task.id)) continue;
      known.add(task.id);
      steps.push({ node: task.node, people: task.signers.map((signer) => signer.person) });
    }
  }

  /** The state after the first voice that is still missing and isn't refused. */
  function approveOne(from: State): State | undefined {
    for (const task of from.tasks) {
      const person = task.signers.find((signer) => signer.voice === undefined)?.person;
      if (person === undefined || stuck.has(task.id)) continue;
      const decision = decide(program, from, { type: 'approve', task: task.id, person }, ahead);
      if (!('refusal' in decision)) return decision.state;
      stuck.add(task.id);
    }
    return undefined;
  }
}

/** Where the tokens stand and which voices are given, told alike however they came there. */
function marking({ tasks, tokens }: State): string {
  const held = new Set(tasks.map((task) => task.token));
  return [
    ...tasks.map(({ node, signers }) => `${node} ${signers.filter((signer) => signer.voice).length}`),
    ...tokens.filter((token) => !held.has(token.id)).map((token) => `${token.at} ${token.via}`),
  ]
    .sort()
    .join('\n');
}
