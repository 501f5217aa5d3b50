import { holds } from '../holds.ts';
import type { Flow, Node } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

/**
 * The flows by which an activity is left: all without a condition and all whose condition holds; the default
 * flow when none does (BPMN 2.0, 13.3.1).
 */
export function leavingFlows(run: Run, node: Node): readonly Flow[] {
  const taken = node.outgoing.filter((flow) => flow !== node.defaultFlow && holds(run, flow));
  if (taken.length > 0 || node.outgoing.length === 0) return taken;
  if (node.defaultFlow === undefined) refuse('flow/no-way-out', { element: node.id, node: node.name });
  return [node.defaultFlow];
}
