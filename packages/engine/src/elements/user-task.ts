import { findActors } from '../actors.ts';
import type { UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { Task, Token } from '../state.ts';
import { leavingFlows } from './leaving-flows.ts';

/** Opens the approval for whoever the rules find now; the people are fixed from here on. */
export function arriveAtUserTask(run: Run, node: UserTask, token: Token): void {
  const { approval } = node;
  let people = findActors(approval.actors, run.state, run.context.directory);
  if (people.length === 0) {
    if (approval.whenNobody === 'skip') {
      run.emit({ type: 'task-skipped', node: node.id });
      return run.leave(token, leavingFlows(run, node));
    }
    if (approval.whenNobody === 'administrator') people = run.context.directory.administrators();
    if (people.length === 0) refuse('application/nobody', { node: node.name });
  }
  const task: Task = {
    id: run.context.newId(),
    node: node.id,
    token: token.id,
    kind: 'approval',
    mode: approval.mode,
    signers: people.map((person) => ({ person })),
    openedAt: run.context.now,
    ...(approval.sla !== undefined && {
      dueAt: run.context.dueAt(approval.sla),
    }),
  };
  run.emit({ type: 'task-opened', task });
}
