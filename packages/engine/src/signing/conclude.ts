import { complete } from '../elements/activities/complete.ts';
import { removeEverything } from '../elements/remove.ts';
import type { UserTask } from '../program.ts';
import type { Run } from '../run.ts';
import type { Task } from '../state.ts';
import { voiceByItself } from './speak-by-itself.ts';
import { verdict } from './verdict.ts';

/** Closes a task that its voices have decided: the token goes on, or (驳回) the application ends. Else it stays open. */
export function conclude(run: Run, id: string, node: UserTask, person?: string): void {
  let task = taskIn(run, id);
  for (
    let own = voiceByItself(run, task, node.approval);
    own !== undefined;
    own = voiceByItself(run, task, node.approval)
  ) {
    run.emit({ type: 'voted', task: id, person: own.signer.person, voice: 'approve', itself: own.why });
    task = taskIn(run, id);
  }
  const outcome = verdict(task, node.approval);
  if (outcome === undefined) return;
  if (outcome === 'reject') {
    run.emit({ type: 'task-closed', task: id, outcome: 'rejected' });
    removeEverything(run);
    run.emit({ type: 'ended', status: 'rejected', ...(person !== undefined && { person }) });
    return;
  }
  closeApproved(run, task, node);
}

/** The token goes on. */
export function closeApproved(run: Run, task: Task, node: UserTask): void {
  const { ballot } = node.approval;
  run.emit({ type: 'task-closed', task: task.id, outcome: 'approved' });
  const people = task.signers.filter((signer) => signer.voice === 'approve').map((signer) => signer.person);
  run.emit({ type: 'approved', node: node.id, people });
  if (ballot) run.emit({ type: 'ballot-closed', ballot: ballot.id, task: task.id });
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  if (token === undefined) throw new Error(`task ${task.id} has lost its token ${task.token}`);
  complete(run, node, token);
}

function taskIn(run: Run, id: string): Task {
  const task = run.state.tasks.find((candidate) => candidate.id === id);
  if (task === undefined) throw new Error(`task ${id} is not open`);
  return task;
}
