import type { Approval } from '../program.ts';
import type { Run } from '../run.ts';
import type { Signer, Task } from '../state.ts';
import { mayVote } from './may-speak.ts';

/** A voice that counts without its owner being asked again, and why. */
export function voiceByItself(
  run: Run,
  task: Task,
  approval: Approval,
): { readonly signer: Signer; readonly why: 'samePerson' | 'applicant' } | undefined {
  const { approvals, applicant } = run.state;
  const before =
    approval.samePerson === 'neighbours'
      ? approvals.slice(-1)
      : approval.samePerson === 'approve'
        ? approvals
        : [];
  const hasApproved = new Set(before.flatMap((step) => step.people));
  for (const signer of mayVote(task)) {
    if (approval.applicantSigns === 'approve' && signer.person === applicant.person)
      return { signer, why: 'applicant' };
    if (hasApproved.has(signer.person)) return { signer, why: 'samePerson' };
  }
  return undefined;
}
