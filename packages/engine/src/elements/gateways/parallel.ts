import type { Node } from '../../program.ts';
import { inside, type Run } from '../../run.ts';
import type { Token } from '../../state.ts';

/**
 * Parallel gateway (BPMN 2.0, 13.4.1): fires when every incoming flow has a token, takes one of each, and puts
 * one behind each outgoing flow. Two tokens by the same flow do not make up for a missing one by another.
 */
export function arriveAtParallel(run: Run, node: Node, token: Token): void {
  const waiting = run.state.tokens.filter(
    (candidate) => candidate.at === node.id && candidate.in === token.in,
  );
  const taken =
    // Put here by hand (跳转), or with one way in: there is nothing to wait for.
    node.incoming.length < 2 || token.via === undefined
      ? [token]
      : node.incoming.map((flow) => waiting.find((candidate) => candidate.via === flow.id));
  if (taken.some((candidate) => candidate === undefined)) return;
  for (const candidate of taken) if (candidate) run.emit({ type: 'token-removed', token: candidate.id });
  for (const flow of node.outgoing) run.place(flow.to, { ...inside(token.in), via: flow.id });
}
