import type { Signer, Task } from '../state.ts';

/** The signers whose voice is wanted at this moment; see the README. */
export function mayVote(task: Task): readonly Signer[] {
  const waiting = task.signers.filter(
    (signer) => signer.voice === undefined && signer.delegate === undefined && !isHeldUp(signer, task),
  );
  if (task.mode === 'claim')
    return waiting.filter((signer) => signer.added !== undefined || signer.person === task.claimedBy);
  return task.mode === 'inTurn' ? waiting.filter((signer) => inTurn(task).includes(signer)) : waiting;
}

/** In turn, the first original who has not spoken, or whom those that he added still owe their voice. */
function inTurn(task: Task): readonly Signer[] {
  for (const original of task.signers) {
    if (original.added !== undefined) continue;
    const group = task.signers.filter(
      (signer) => signer === original || signer.added?.by === original.person,
    );
    if (group.some((signer) => signer.voice === undefined)) return group;
  }
  return [];
}

/** Everybody whose to-do list the task stands in: voters, those lent a question, and who may still claim it. */
export function isAsked(task: Task): readonly string[] {
  const voters = mayVote(task).map((signer) => signer.person);
  const delegates = task.signers.flatMap((signer) =>
    signer.voice === undefined && signer.delegate !== undefined ? [signer.delegate] : [],
  );
  const candidates =
    task.mode === 'claim' && task.claimedBy === undefined ? task.signers.map((signer) => signer.person) : [];
  return [...new Set([...voters, ...delegates, ...candidates])];
}

function isHeldUp(signer: Signer, task: Task): boolean {
  const { added } = signer;
  if (added?.how === 'after') return voiceOf(task, added.by) === undefined;
  if (added !== undefined) return false;
  return task.signers.some(
    (other) => other.added?.how === 'before' && other.added.by === signer.person && other.voice === undefined,
  );
}

const voiceOf = (task: Task, person: string): Signer['voice'] =>
  task.signers.find((signer) => signer.person === person)?.voice;
