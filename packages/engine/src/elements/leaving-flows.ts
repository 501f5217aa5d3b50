import { holds } from '../data.ts';
import type { Flow, Node } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

/**
 * The flows by which an activity or an inclusive gateway is left: all without a condition and all whose condition
 * holds; the default flow when none does (BPMN 2.0, 13.3.1 and 13.4.3).
 */
export function leavingFlows(run: Run, node: Node, frame: string | undefined): readonly Flow[] {
  const taken = node.outgoing.filter(
    (flow) =>
      flow !== node.defaultFlow &&
      (flow.condition === undefined || holds(run, flow.condition, flow.id, frame)),
  );
  if (taken.length > 0 || node.outgoing.length === 0) return taken;
  if (node.defaultFlow === undefined) refuse('flow/no-way-out', { element: node.id, node: node.name });
  return [node.defaultFlow];
}
