/** What an administrator does, each with a reason that stays in the record. */
import type { Command } from '../command.ts';
import { removeEverything } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { conclude } from '../signing/conclude.ts';
import type { Signer, Task } from '../state.ts';
import { walk } from '../walk.ts';
import { openTask } from './open-task-of.ts';

/** 挂起, 恢复, 终止. */
export function administer(
  run: Run,
  { type, person, comment }: Extract<Command, { type: 'suspend' | 'resume' | 'terminate' }>,
): void {
  if (!comment) refuse('task/comment-required', { act: type });
  const isSuspended = run.state.suspended === true;
  switch (type) {
    case 'suspend':
      if (run.state.status !== 'running') refuse('application/not-running');
      return run.emit({ type: 'suspended', person, comment });
    case 'resume':
      if (!isSuspended) refuse('application/not-suspended');
      return run.emit({ type: 'resumed', person, comment });
    case 'terminate':
      removeEverything(run);
      return run.emit({ type: 'ended', status: 'terminated', person, comment });
  }
}

/** What failed is tried again; the engine only keeps who had it tried, and why. */
export function retry(run: Run, { person, element, comment }: Extract<Command, { type: 'retry' }>): void {
  if (!comment) refuse('task/comment-required', { act: 'retry' });
  run.emit({ type: 'retried', person, node: element, comment });
}

/** 交接: whatever waits for a person who leaves waits for another; where both stand, the other's voice serves. */
export function handOver(
  run: Run,
  { person, from, to, comment, task: only }: Extract<Command, { type: 'handOver' }>,
): void {
  if (from === to) refuse('task/signer-twice', { person: to });
  const meant = run.state.tasks.filter(
    (task) => task.kind === 'approval' && isConcerned(task, from) && (only === undefined || task.id === only),
  );
  const concerned = meant.filter((task) => openTask(run, task.id).node.approval.ballot === undefined);
  if (only !== undefined && meant.length > concerned.length) refuse('task/ballot-is-personal');
  if (only !== undefined && concerned.length === 0) refuse('flow/not-waiting', { what: only });
  for (const task of concerned) handOverTask(run, task, { person, from, to, comment });
  walk(run);
}

const isConcerned = (task: Task, from: string): boolean =>
  task.signers.some(
    (signer) => (signer.person === from && signer.voice === undefined) || signer.delegate === from,
  );

function handOverTask(
  run: Run,
  task: Task,
  { person, from, to, comment }: { person: string; from: string; to: string; comment: string | undefined },
): void {
  const leaving = task.signers.find((signer) => signer.person === from && signer.voice === undefined);
  const standing = task.signers.find((signer) => signer.person === to);
  // One voice less may be all that was waited for, and what is suspended does not go on.
  if (leaving !== undefined && standing !== undefined && run.state.suspended) refuse('application/suspended');
  const renamed = (each: string) => (leaving !== undefined && each === from ? to : each);
  const signers = task.signers.flatMap((signer): readonly Signer[] => {
    if (signer === leaving && standing !== undefined) return [];
    const { delegate, added, guest, ...rest } = signer;
    const lent = delegate === from ? to : delegate;
    const name = renamed(signer.person);
    // He who takes the place of one who was asked from the beginning is no longer one who was added.
    const isAdded = added !== undefined && !(signer === standing && leaving?.added === undefined && leaving);
    return [
      {
        ...rest,
        person: name,
        ...(guest !== undefined && name === signer.person && { guest }),
        ...(lent !== undefined && lent !== name && { delegate: lent }),
        ...(isAdded && { added: { ...added, by: renamed(added.by) } }),
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
  // Where both stood, the voice of the one who stays may already be all that was waited for.
  conclude(run, task.id, openTask(run, task.id).node);
}
