import { contactOf, idsIn, subsetsIn } from './actors.ts';
import { evaluate, holds } from './data.ts';
import type { ActorRule, Flow } from './program.ts';
import { RefusalSignal } from './refusal.ts';
import type { Run } from './run.ts';

/**
 * What the form's data decides about the route: the answer of every condition, and whom or which unit the steps
 * take from the form. A straight resubmission (直送) skips steps that were decided on the old data, so it is
 * allowed only while this is unchanged.
 */
export function routeFingerprint(run: Run): string {
  const { flows, nodes } = run.program();
  const answers = [...flows.values()]
    .filter((flow) => flow.condition !== undefined)
    .map((flow) => answerOf(run, flow));
  const named = [...nodes.values()].flatMap((node) =>
    node.kind === 'userTask' ? node.approval.actors.map((rule) => namedBy(run, rule, node.id)) : [],
  );
  return JSON.stringify([answers.join(''), named]);
}

/** An expression that fails is an answer of its own: the data that break it are often why it is sent back. */
function answerOf(run: Run, flow: Flow): '0' | '1' | '?' {
  try {
    return flow.condition === undefined || holds(run, flow.condition, flow.id, undefined) ? '1' : '0';
  } catch (error) {
    if (error instanceof RefusalSignal) return '?';
    throw error;
  }
}

/** Whom or what a rule takes from the form. */
function namedBy(run: Run, rule: ActorRule, element: string): unknown {
  if (rule.is === 'dataOwner') return subsetsIn(run.state.data, rule.field);
  if ('field' in rule) return idsIn(run.state.data, rule.field);
  if (rule.is !== 'expression' && rule.is !== 'guest') return undefined;
  try {
    return rule.is === 'guest'
      ? contactOf(run, rule, element, undefined)
      : evaluate(run, rule.expression, element, undefined);
  } catch (error) {
    if (error instanceof RefusalSignal) return '?';
    throw error;
  }
}
