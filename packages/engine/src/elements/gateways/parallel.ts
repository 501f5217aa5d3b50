import type { Node } from '../../program.ts';
import type { Run } from '../../run.ts';

/**
 * Parallel gateway (BPMN 2.0, 13.4.1): fires when every incoming flow has a token, takes one of each, and puts
 * one behind each outgoing flow. Two tokens by the same flow do not make up for a missing one by another.
 */
export function arriveAtParallel(run: Run, node: Node): void {
  const waiting = run.state.tokens.filter((token) => token.at === node.id);
  const taken = node.incoming.map((flow) => waiting.find((token) => token.via === flow.id));
  if (taken.some((token) => token === undefined)) return;
  for (const token of taken) if (token) run.emit({ type: 'token-removed', token: token.id });
  for (const flow of node.outgoing) run.place(flow.to, flow.id);
}
