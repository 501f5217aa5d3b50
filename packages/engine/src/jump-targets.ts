import type { Context } from './context.ts';
import { planJump, tokenBehind } from './decide/jump.ts';
import type { Node, Program } from './program.ts';
import { startRun } from './run.ts';
import { goesWith } from './send-back-targets.ts';
import { isWithInitiator, type State } from './state.ts';

export interface JumpTarget {
  readonly node: string;
  /** Elements whose open tasks, work or waiting would be cancelled with it. */
  readonly cancels: readonly string[];
}

/**
 * Where an administrator may put what stands at an open task, a job or a wait: every element from which the flow can
 * still end with nothing left over. Only to what does something: not to gateways, and not to the start, from where
 * everything would merely run again (the applicant is asked again by sending back).
 */
export function jumpTargets(
  program: Program,
  state: State,
  standing: string,
  context: Context,
): readonly JumpTarget[] {
  const run = startRun(program, state, context);
  const token = tokenBehind(run, standing);
  if (token === undefined || isWithInitiator(state.status)) return [];
  const others = [...state.tasks, ...state.jobs, ...state.waits].filter((each) => each.id !== standing);
  const elements = new Map([program, ...program.called.values()].flatMap((each) => [...each.nodes]));
  return [...elements.values()].flatMap((node) => {
    if (node.id === token.at || passes(node)) return [];
    const plan = planJump(run, token, node.id);
    if (plan === undefined) return [];
    const gone = new Set(plan.removed.map((each) => each.id));
    const cancelled = others.filter(
      (other) => other.token !== undefined && other.token !== token.id && goesWith(run, other.token, gone),
    );
    return [{ node: node.id, cancels: [...new Set(cancelled.map((other) => other.node))] }];
  });
}

const passes = ({ kind }: Node): boolean =>
  kind.endsWith('Gateway') || kind === 'boundaryEvent' || kind === 'startEvent';
