/** What happens when that comes which was waited for. */
import type { BoundaryEvent, StartEvent } from '../../program.ts';
import { inside, type Run } from '../../run.ts';
import type { Token, Wait } from '../../state.ts';
import { complete } from '../activities/complete.ts';
import { leavingFlows } from '../leaving-flows.ts';
import { emptyFrame, removeHosted, removeToken } from '../remove.ts';

export function trigger(run: Run, wait: Wait): void {
  run.emit({ type: 'triggered', wait: wait.id, node: wait.node });
  const node = run.node(wait.node, wait.in);
  switch (node.kind) {
    case 'boundaryEvent':
      return triggerBoundary(run, node, wait);
    case 'startEvent':
      return triggerStart(run, node, wait);
    default:
      return triggerCatch(run, wait);
  }
}

function triggerCatch(run: Run, wait: Wait): void {
  const token = tokenOf(run, wait);
  const node = run.node(wait.node, wait.in);
  if (token.at === node.id && node.kind === 'receiveTask') return complete(run, node, token);
  removeHosted(run, token);
  // From an event-based gateway the token goes by way of the event that came.
  const passing = token.at === node.id ? token : moved(run, token, node.id);
  run.leave(passing, leavingFlows(run, node, passing.in));
}

function moved(run: Run, token: Token, to: string): Token {
  run.emit({ type: 'token-removed', token: token.id });
  const via = run.node(to, token.in).incoming.find((flow) => flow.from === token.at)?.id;
  return run.park(to, { ...inside(token.in), ...(via !== undefined && { via }) });
}

function triggerBoundary(run: Run, node: BoundaryEvent, wait: Wait): void {
  const host = tokenOf(run, wait);
  if (node.isInterrupting) removeToken(run, host);
  else keepWaiting(run, wait);
  pass(run, node, host.in);
}

/** Out of a boundary event without having waited on it. */
export function pass(run: Run, node: BoundaryEvent, frame: string | undefined): void {
  const token = run.park(node.id, inside(frame));
  run.leave(token, leavingFlows(run, node, frame));
}

/** A start event: of the process, or of an event sub-process, which it opens within its scope. */
function triggerStart(run: Run, node: StartEvent, wait: Wait): void {
  const program = run.program(wait.in);
  if (node.scope === program.id) {
    for (const other of run.state.waits) {
      const isStart = program.nodes.get(other.node)?.scope === program.id && other.token === undefined;
      if (other.in === wait.in && isStart) run.emit({ type: 'wait-closed', wait: other.id });
    }
    return run.place(node.id, inside(wait.in));
  }
  if (!node.isInterrupting) keepWaiting(run, wait);
  openEventFrame(run, node, wait.in);
}

/** Opens an event sub-process; an interrupting one ends all else that goes on in the scope, and all listening. */
export function openEventFrame(run: Run, node: StartEvent, frame: string | undefined): void {
  if (node.isInterrupting) {
    emptyFrame(run, frame);
    for (const other of run.state.waits) {
      if (other.in === frame && other.token === undefined) run.emit({ type: 'wait-closed', wait: other.id });
    }
  }
  const id = run.newName('f');
  run.emit({ type: 'frame-opened', frame: { id, kind: 'event', node: node.scope, ...inside(frame) } });
  run.place(node.id, { in: id });
}

/** What does not interrupt may come again: a cycle has its next time, a condition must first cease to hold. */
function keepWaiting(run: Run, wait: Wait): void {
  if (wait.kind === 'conditional') return run.emit({ type: 'wait-changed', wait: { ...wait, held: true } });
  if (wait.kind !== 'timer') return;
  const { cycle } = wait;
  if (cycle === undefined || cycle.left === 0) return run.emit({ type: 'wait-closed', wait: wait.id });
  const left = cycle.left === undefined ? undefined : cycle.left - 1;
  run.emit({
    type: 'wait-changed',
    wait: {
      ...wait,
      // Reckoned from when it was due and not from now: a late worker makes no cycle drift.
      due: run.context.after(wait.due ?? run.context.now, cycle.every),
      cycle: { every: cycle.every, ...(left !== undefined && { left }) },
    },
  });
}

function tokenOf(run: Run, wait: Wait): Token {
  const token = run.state.tokens.find((candidate) => candidate.id === wait.token);
  if (token === undefined) throw new Error(`wait ${wait.id} has lost its token`);
  return token;
}
