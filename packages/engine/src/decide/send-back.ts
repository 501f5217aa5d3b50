import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import { routeFingerprint } from '../route-fingerprint.ts';
import type { Run } from '../run.ts';
import { closeEverything } from './close-everything.ts';
import { openTaskOf } from './open-task-of.ts';

/**
 * 退回 to the applicant. The start stands before every fork, so every token goes with it: those of sibling
 * branches and those waiting at a join. What stood where is remembered for a straight resubmission.
 */
export function sendBack(run: Run, command: Extract<Command, { type: 'sendBack' }>): void {
  const { task, node } = openTaskOf(run, command);
  const { program, context } = run;
  const to = command.to ?? program.start;
  if (!node.approval.acts.includes('sendBack')) refuse('task/act-not-offered', { act: 'sendBack' });
  if (to !== program.start) refuse('task/send-back-target', { to });
  if (!command.comment) refuse('task/comment-required', { act: 'sendBack' });
  run.emit({
    type: 'sent-back',
    task: task.id,
    person: command.person,
    to,
    comment: command.comment,
    route: routeFingerprint(run),
  });
  run.emit({ type: 'task-closed', task: task.id, outcome: 'sentBack' });
  closeEverything(run);
  run.emit({
    type: 'task-opened',
    task: {
      id: context.newId(),
      node: to,
      token: run.park(),
      kind: 'resubmission',
      mode: 'single',
      signers: [{ person: run.state.initiator }],
      openedAt: context.now,
    },
  });
}
