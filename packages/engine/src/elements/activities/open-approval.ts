import { findSigners } from '../../actors.ts';
import type { UserTask } from '../../program.ts';
import { refuse } from '../../refusal.ts';
import type { Run } from '../../run.ts';
import { conclude } from '../../signing/conclude.ts';
import type { Signer, Task, Token } from '../../state.ts';
import { complete } from './complete.ts';

/** Opens the approval for whoever the rules find now; the people are fixed from here on, but for acts that change them. */
export function openApproval(run: Run, node: UserTask, token: Token): void {
  const { approval } = node;
  const signers = signersOf(run, node, token);
  if (signers.length === 0) {
    run.emit({ type: 'task-skipped', node: node.id });
    return complete(run, node, token);
  }
  const task: Task = {
    id: run.context.newId(),
    node: node.id,
    token: token.id,
    kind: 'approval',
    mode: approval.mode,
    signers,
    openedAt: run.context.now,
    ...(approval.sla !== undefined && { dueAt: run.context.after(run.context.now, approval.sla) }),
  };
  run.emit({ type: 'task-opened', task });
  conclude(run, task.id, node);
}

/** Nobody means: pass the step over. */
function signersOf(run: Run, node: UserTask, token: Token): readonly Signer[] {
  const { actors, whenNobody, applicantSigns, ballot, weights = [] } = node.approval;
  const found = findSigners(run, actors, node.id, token.in);
  const wanted = found.filter(
    ({ person }) => applicantSigns !== 'leaveOut' || person !== run.state.applicant.person,
  );
  if (wanted.length > 0) {
    return wanted.map(({ rule, ...signer }, index) => {
      const voters = ballot?.voters[rule];
      return {
        ...signer,
        ...(weights[index] !== undefined && { weight: weights[index] }),
        ...(voters && { voters }),
      };
    });
  }
  if (whenNobody === 'skip') return [];
  const administrators = whenNobody === 'administrator' ? run.context.directory.administrators() : [];
  if (administrators.length === 0) refuse('application/nobody', { node: node.name });
  return administrators.map((person) => ({ person }));
}
