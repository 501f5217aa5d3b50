import type { Command } from '../command.ts';
import type { UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isEnded, type Task } from '../state.ts';

/** The approval that a person may still act on, or the refusal that says why not. */
export function openTaskOf(
  run: Run,
  { task: id, person, type: act }: Extract<Command, { task: string }>,
): { readonly task: Task; readonly node: UserTask } {
  const task = run.state.tasks.find((candidate) => candidate.id === id);
  if (task === undefined) refuse(isEnded(run.state.status) ? 'application/ended' : 'task/already-closed');
  const signer = task.signers.find((candidate) => candidate.person === person);
  if (signer === undefined) refuse('task/not-found');
  const node = run.program.nodes.get(task.node);
  // The initiator's own task after a return lies on the start: it is closed by submitting.
  if (node?.kind !== 'userTask') refuse('task/act-not-offered', { act });
  if (signer.voice !== undefined) refuse('task/already-voted');
  return { task, node };
}
