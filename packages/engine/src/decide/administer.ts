/** What an administrator does, each with a reason that stays in the record. */
import type { Command } from '../command.ts';
import { removeEverything } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { Signer } from '../state.ts';

/** 挂起, 恢复, 终止. */
export function administer(
  run: Run,
  { type, person, comment }: Extract<Command, { type: 'suspend' | 'resume' | 'terminate' }>,
): void {
  if (!comment) refuse('task/comment-required', { act: type });
  const isSuspended = run.state.suspended === true;
  switch (type) {
    case 'suspend':
      if (isSuspended || run.state.status !== 'running') refuse('application/not-running');
      return run.emit({ type: 'suspended', person, comment });
    case 'resume':
      if (!isSuspended) refuse('application/not-suspended');
      return run.emit({ type: 'resumed', person, comment });
    case 'terminate':
      removeEverything(run);
      return run.emit({ type: 'ended', status: 'terminated', person, comment });
  }
}

/** 交接: whatever waits for a person who leaves waits for another; where both stand, the other's voice serves. */
export function handOver(
  run: Run,
  { person, from, to, comment }: Extract<Command, { type: 'handOver' }>,
): void {
  for (const task of run.state.tasks) {
    const isConcerned = task.signers.some(
      (signer) => (signer.person === from && signer.voice === undefined) || signer.delegate === from,
    );
    if (!isConcerned) continue;
    const renamed = (each: string) => (each === from ? to : each);
    const stands = task.signers.some((signer) => signer.person === to);
    const signers = task.signers.flatMap((signer): readonly Signer[] => {
      const isLeaving = signer.person === from && signer.voice === undefined;
      if (isLeaving && stands) return [];
      return [
        {
          ...signer,
          ...(isLeaving && { person: to }),
          ...(signer.delegate !== undefined && { delegate: renamed(signer.delegate) }),
          ...(signer.added && { added: { ...signer.added, by: renamed(signer.added.by) } }),
        },
      ];
    });
    run.emit({
      type: 'signers-changed',
      task: task.id,
      person,
      act: 'handOver',
      signers,
      people: [from, to],
      ...(task.claimedBy !== undefined && { claimedBy: renamed(task.claimedBy) }),
      ...(comment && { comment }),
    });
  }
}
