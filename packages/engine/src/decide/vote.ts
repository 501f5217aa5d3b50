import type { Command } from '../command.ts';
import { leavingFlows } from '../elements/leaving-flows.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { Task } from '../state.ts';
import { walk } from '../walk.ts';
import { closeEverything } from './close-everything.ts';
import { keepData } from './keep-data.ts';
import { openTaskOf } from './open-task-of.ts';

/**
 * 同意 approve and 驳回 reject: one voice. The mode decides whether it closes the task: any voice closes a single
 * or 或签 task; a 会签 closes with the last approval or the first rejection. A rejected task ends the application.
 */
export function vote(run: Run, command: Extract<Command, { type: 'approve' | 'reject' }>): void {
  const { task, node } = openTaskOf(run, command);
  if (!node.approval.acts.includes(command.type)) refuse('task/act-not-offered', { act: command.type });
  if (command.type === 'reject' && !command.comment) refuse('task/comment-required', { act: command.type });
  keepData(run, command.data);
  run.emit({
    type: 'voted',
    task: task.id,
    person: command.person,
    voice: command.type,
    ...(command.comment && { comment: command.comment }),
  });
  if (command.type === 'reject') {
    run.emit({ type: 'task-closed', task: task.id, outcome: 'rejected' });
    closeEverything(run);
    run.emit({ type: 'ended', status: 'rejected', person: command.person });
    return;
  }
  if (!isApproved(run, task)) return;
  run.emit({ type: 'task-closed', task: task.id, outcome: 'approved' });
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  if (token === undefined) throw new Error(`task ${task.id} has lost its token ${task.token}`);
  run.leave(token, leavingFlows(run, node));
  walk(run);
}

function isApproved(run: Run, { id, mode }: Task): boolean {
  const signers = run.state.tasks.find((task) => task.id === id)?.signers ?? [];
  switch (mode) {
    case 'single':
    case 'orSign':
      return true;
    case 'countersign':
      return signers.every((signer) => signer.voice === 'approve');
  }
}
