import { holds } from '../../data.ts';
import type { Node } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import type { Run } from '../../run.ts';
import type { Token } from '../../state.ts';

/**
 * Exclusive gateway (BPMN 2.0, 13.4.2): each token passes alone, by the first flow in the file's order whose
 * condition holds, else by the default flow. Nothing is joined here: two tokens that merge leave as two.
 */
export function arriveAtExclusive(run: Run, node: Node, token: Token): void {
  const flow =
    node.outgoing.find(
      (candidate) =>
        candidate !== node.defaultFlow &&
        (candidate.condition === undefined || holds(run, candidate.condition, candidate.id, token.in)),
    ) ?? node.defaultFlow;
  if (flow === undefined) refuse('flow/no-way-out', { element: node.id, node: node.name });
  run.leave(token, [flow]);
}
