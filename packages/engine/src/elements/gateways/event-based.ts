import type { Gateway } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Token } from '../../state.ts';
import { openWait } from '../events/wait.ts';

/** Event-based gateway (BPMN 2.0, 13.4.4): the token waits here for the first of the events behind it. */
export function arriveAtEventGateway(run: Run, node: Gateway, token: Token): void {
  for (const flow of node.outgoing) {
    const event = run.node(flow.to, token.in);
    if (event.kind === 'catchEvent' || event.kind === 'receiveTask')
      openWait(run, event.trigger, event.id, { token: token.id, in: token.in });
  }
}
