import type { Command } from '../command.ts';
import { removeToken } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { LastApproval, Signer } from '../state.ts';
import { refuseFalseProxy } from './open-task-of.ts';

/**
 * 拿回: the last approver takes his approval back as long as the next one has not acted. What came of it is taken
 * away, the tokens stand as they stood, and the step is open again with all voices but his.
 *
 * It is possible only where nothing has left the instance meanwhile: no work asked of a worker, no message sent.
 */
export function takeBack(run: Run, { person, by, comment }: Extract<Command, { type: 'takeBack' }>): void {
  const { last, tokens } = run.state;
  if (last === undefined || last.person !== person) refuse('task/not-taken-back');
  refuseFalseProxy(run, person, by);
  const before = last.tokens.find((token) => token.id === last.task.token);
  const node = run.node(last.task.node, before?.in);
  if (node.kind !== 'userTask' || !node.approval.acts.includes('takeBack'))
    refuse('task/act-not-offered', { act: 'takeBack' });
  for (const token of tokens) {
    const isStill = run.state.tokens.some((candidate) => candidate.id === token.id);
    if (isStill && !last.tokens.some((before) => before.id === token.id)) removeToken(run, token);
  }
  for (const token of last.tokens) {
    if (!run.state.tokens.some((candidate) => candidate.id === token.id))
      run.emit({ type: 'token-placed', token });
  }
  const signers = last.task.signers.map((signer): Signer => {
    const { voice: _, ...silent } = signer;
    return signer.person === person ? silent : signer;
  });
  run.emit({
    type: 'taken-back',
    person,
    node: last.task.node,
    approvals: last.approvals,
    ...(comment && { comment }),
    ...(by !== undefined && { by }),
  });
  run.emit({ type: 'task-opened', task: { ...last.task, id: run.context.newId(), signers } });
  run.emit({ type: 'kept-for-take-back' });
}

/** Keeps what an approval can be taken back to, where it can be. */
export function keepForTakeBack(run: Run, last: LastApproval): void {
  const hasLeft = run.events.some((event) => outgoing.has(event.type));
  if (run.state.status === 'running' && !hasLeft) run.emit({ type: 'kept-for-take-back', last });
}

/** Frames and waits are not put back: an approval that closes a scope or passes an event is final. */
const outgoing: ReadonlySet<string> = new Set([
  'job-opened',
  'job-closed',
  'message-thrown',
  'signal-thrown',
  'frame-opened',
  'frame-changed',
  'item-done',
  'frame-closed',
  'wait-opened',
  'wait-closed',
  'undoable-added',
]);
