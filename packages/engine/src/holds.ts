import { condition } from '@yizhan/feel';
import type { Flow } from './program.ts';
import { refuse } from './refusal.ts';
import type { Run } from './run.ts';

/**
 * Whether a flow may be taken. Null counts as no, for a form is seldom filled in whole; an expression that fails
 * refuses the command, since falling through to the default flow would send the application the wrong way.
 */
export function holds(run: Run, flow: Flow): boolean {
  try {
    return isTrue(run, flow);
  } catch (error) {
    refuse('flow/expression-failed', {
      element: flow.id,
      expression: flow.condition?.text,
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}

/**
 * The answer of a flow's condition to the data as they are.
 * @throws FeelFailure
 */
export const isTrue = ({ context, state }: Run, { condition: asked }: Flow): boolean =>
  asked === undefined || condition(asked, { ...context.scope, ...state.data });
