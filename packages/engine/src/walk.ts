/** Lets every token that has arrived go on until all of them wait for somebody or are consumed. */
import { arriveAtEnd } from './elements/end-event.ts';
import { arriveAtExclusive } from './elements/gateways/exclusive.ts';
import { arriveAtParallel } from './elements/gateways/parallel.ts';
import { arriveAtUserTask } from './elements/user-task.ts';
import type { Node } from './program.ts';
import type { Run } from './run.ts';
import type { Token } from './state.ts';

export function walk(run: Run): void {
  for (let token = run.nextArrival(); token !== undefined; token = run.nextArrival()) {
    const node = run.program.nodes.get(token.at);
    if (node === undefined)
      throw new Error(`token ${token.id} stands on ${token.at}, which is not in the process`);
    arrive(run, node, token);
  }
  // A process ends when its last token is consumed (BPMN 2.0, 13.5.6), whichever end event that was.
  if (run.state.tokens.length === 0 && run.state.status === 'running')
    run.emit({ type: 'ended', status: 'approved' });
}

function arrive(run: Run, node: Node, token: Token): void {
  switch (node.kind) {
    case 'startEvent':
      return run.leave(token, node.outgoing);
    case 'endEvent':
      return arriveAtEnd(run, token);
    case 'userTask':
      return arriveAtUserTask(run, node, token);
    case 'exclusiveGateway':
      return arriveAtExclusive(run, node, token);
    case 'parallelGateway':
      return arriveAtParallel(run, node);
  }
}
