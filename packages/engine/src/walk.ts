/**
 * Lets everything go on that can: tokens that have arrived, then what only shows when nothing else moves (joins that
 * need not wait any longer, conditions that have become true, scopes that are done), until all wait or all is over.
 */
import { beginActivity } from './elements/activities/begin.ts';
import { closeEmptyScope, endFinishedAdHoc } from './elements/activities/close-scope.ts';
import { afterUndoing, arriveAtThrow } from './elements/events/throw-result.ts';
import { trigger } from './elements/events/trigger.ts';
import { conditionalToFire, openWait } from './elements/events/wait.ts';
import { arriveAtEventGateway } from './elements/gateways/event-based.ts';
import { arriveAtExclusive } from './elements/gateways/exclusive.ts';
import { fireInclusive } from './elements/gateways/inclusive.ts';
import { arriveAtParallel } from './elements/gateways/parallel.ts';
import { leavingFlows } from './elements/leaving-flows.ts';
import { removeEverything } from './elements/remove.ts';
import type { Node } from './program.ts';
import type { Run } from './run.ts';
import type { Token } from './state.ts';

export function walk(run: Run): void {
  do {
    for (let token = run.nextArrival(); token !== undefined; token = run.nextArrival()) {
      arrive(run, run.node(token.at, token.in), token);
    }
  } while (settle(run));
  // A process ends when its last token is consumed (BPMN 2.0, 13.5.6), whichever end event that was.
  const { tokens, frames, status } = run.state;
  if (status !== 'running' || tokens.length > 0 || frames.length > 0 || isYetToStart(run)) return;
  removeEverything(run);
  run.emit({ type: 'ended', status: 'approved' });
}

/** A process without a none start event waits for one of its events. */
function isYetToStart(run: Run): boolean {
  const { id, start, nodes } = run.program();
  return (
    start === undefined &&
    run.state.waits.some((wait) => nodes.get(wait.node)?.scope === id && wait.token === undefined)
  );
}

/** One thing that happens when no token moves; answers whether there was one. */
function settle(run: Run): boolean {
  if (run.state.status !== 'running') return false;
  const undone = run.nextUndone();
  if (undone !== undefined) {
    afterUndoing(run, undone);
    return true;
  }
  const condition = conditionalToFire(run);
  if (condition !== undefined) {
    trigger(run, condition);
    return true;
  }
  return endFinishedAdHoc(run) || fireInclusive(run) || closeEmptyScope(run);
}

function arrive(run: Run, node: Node, token: Token): void {
  switch (node.kind) {
    case 'startEvent':
    case 'boundaryEvent':
      return run.leave(token, leavingFlows(run, node, token.in));
    case 'endEvent':
    case 'throwEvent':
      return arriveAtThrow(run, node, token);
    case 'catchEvent':
      return openWait(run, node.trigger, node.id, { token: token.id, in: token.in });
    case 'exclusiveGateway':
      return arriveAtExclusive(run, node, token);
    case 'parallelGateway':
      return arriveAtParallel(run, node, token);
    case 'inclusiveGateway':
      // Whether it may fire shows only when nothing else moves: `fireInclusive`.
      return;
    case 'eventGateway':
      return arriveAtEventGateway(run, node, token);
    default:
      return beginActivity(run, node, token);
  }
}
