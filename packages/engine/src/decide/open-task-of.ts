import type { UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isEnded, type Task } from '../state.ts';

/** The approval that a person may still act on, or the refusal that says why not. */
export function openTaskOf(
  run: Run,
  id: string,
  person: string,
): { readonly task: Task; readonly node: UserTask } {
  const task = run.state.tasks.find((candidate) => candidate.id === id);
  if (task === undefined) refuse(isEnded(run.state.status) ? 'application/ended' : 'task/already-closed');
  const signer = task.signers.find((candidate) => candidate.person === person);
  const node = run.program.nodes.get(task.node);
  if (signer === undefined || node?.kind !== 'userTask') refuse('task/not-found');
  if (signer.voice !== undefined) refuse('task/already-voted');
  return { task, node };
}
