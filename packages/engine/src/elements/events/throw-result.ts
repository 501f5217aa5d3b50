/** What an event does that a token passes or ends at. */
import type { EndEvent, Result, ThrowEvent } from '../../program.ts';
import type { Run } from '../../run.ts';
import type { Frame, Token } from '../../state.ts';
import { wholeOf } from '../activities/repeat.ts';
import { leavingFlows } from '../leaving-flows.ts';
import { emptyFrame, removeEverything, removeToken } from '../remove.ts';
import { throwError, throwEscalation } from './throw-outward.ts';
import { pass } from './trigger.ts';
import { undo } from './undo.ts';

/** The token goes on, or is consumed; unless the event takes it away or makes it wait. */
export function arriveAtThrow(run: Run, node: ThrowEvent | EndEvent, token: Token): void {
  const { result } = node;
  if (result === undefined) return goOn(run, node, token);
  switch (result.kind) {
    case 'message':
      run.emit({ type: 'message-thrown', node: node.id, name: result.name });
      return goOn(run, node, token);
    case 'signal':
      run.emit({ type: 'signal-thrown', node: node.id, name: result.name });
      return goOn(run, node, token);
    case 'escalation':
      goOn(run, node, token);
      return throwEscalation(run, result.code, { frame: token.in });
    case 'error':
      run.emit({ type: 'token-removed', token: token.id });
      return throwError(run, result.code, { frame: token.in }, node.id);
    case 'terminate':
      return terminate(run, token);
    case 'compensation':
      if (!undo(run, token, undoScope(run, token), result.activity)) goOn(run, node, token);
      return;
    case 'cancel':
      return cancel(run, token);
  }
}

function goOn(run: Run, node: ThrowEvent | EndEvent, token: Token): void {
  run.leave(token, node.kind === 'endEvent' ? [] : leavingFlows(run, node, token.in));
}

/** From within an event sub-process that is undone which was done in the scope around it. */
function undoScope(run: Run, token: Token): string | undefined {
  const frame = run.frame(token.in);
  return frame?.kind === 'event' ? frame.in : token.in;
}

/** Terminate ends the scope that it stands in and not the process around it (BPMN 2.0, 10.5.3). */
function terminate(run: Run, token: Token): void {
  if (token.in === undefined) return removeEverything(run);
  emptyFrame(run, token.in);
}

/**
 * Cancel of a transaction: all that goes on in it stops, what was done in it is undone, and then it is left by its
 * cancel boundary event. The token of the cancel end event waits for the undoing.
 */
function cancel(run: Run, token: Token): void {
  emptyFrame(run, token.in, { token: token.id });
  if (!undo(run, token, token.in, undefined)) leaveCancelled(run, token);
}

function leaveCancelled(run: Run, token: Token): void {
  const frame: Frame | undefined = run.frame(token.in);
  const entered = run.state.tokens.find((candidate) => candidate.id === frame?.host);
  if (entered === undefined)
    throw new Error('a cancel end event stands outside of a transaction, which the compiler refuses');
  const host = wholeOf(run, entered);
  const node = run.node(host.at, host.in);
  const events = 'boundary' in node ? node.boundary.map((id) => run.node(id, host.in)) : [];
  const event = events.find(
    (candidate) => candidate.kind === 'boundaryEvent' && candidate.trigger.kind === 'cancel',
  );
  removeToken(run, host);
  if (event?.kind === 'boundaryEvent') pass(run, event, host.in);
}

/** The event that asked for the undoing goes on, now that all is undone. */
export function afterUndoing(run: Run, token: Token): void {
  const node = run.node(token.at, token.in);
  if (node.kind !== 'throwEvent' && node.kind !== 'endEvent') throw new Error(`${node.id} undoes nothing`);
  const result: Result | undefined = node.result;
  if (result?.kind === 'cancel') return leaveCancelled(run, token);
  goOn(run, node, token);
}
