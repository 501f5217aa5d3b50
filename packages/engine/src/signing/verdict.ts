import type { Approval } from '../program.ts';
import type { Signer, Task, Voice } from '../state.ts';

/** What the voices so far decide, if they do; see the README. */
export function verdict(task: Task, { rule, share }: Pick<Approval, 'rule' | 'share'>): Voice | undefined {
  const originals = task.signers.filter((signer) => signer.added === undefined);
  const added = task.signers.filter((signer) => signer.added !== undefined);
  if (added.some((signer) => signer.voice === 'reject')) return 'reject';
  const outcome = ofOriginals(task.mode, originals, rule, share);
  if (outcome !== 'approve') return outcome;
  const isOwed = (signer: Signer) =>
    signer.voice === undefined &&
    originals.some((original) => original.person === signer.added?.by && original.voice !== undefined);
  return added.some(isOwed) ? undefined : 'approve';
}

function ofOriginals(
  mode: Task['mode'],
  signers: readonly Signer[],
  rule: Approval['rule'],
  share: number,
): Voice | undefined {
  switch (mode) {
    case 'single':
    case 'orSign':
    case 'claim':
      return signers.find((signer) => signer.voice !== undefined)?.voice;
    case 'inTurn':
      return ofAll(signers);
    case 'countersign':
      return rule === 'veto' ? ofAll(signers) : ofMost(signers);
    case 'vote':
      return ofShare(signers, share);
  }
}

function ofAll(signers: readonly Signer[]): Voice | undefined {
  if (signers.some((signer) => signer.voice === 'reject')) return 'reject';
  return signers.every((signer) => signer.voice === 'approve') ? 'approve' : undefined;
}

function ofMost(signers: readonly Signer[]): Voice | undefined {
  const half = signers.length / 2;
  const voices = (voice: Voice) => signers.filter((signer) => signer.voice === voice).length;
  if (voices('approve') > half) return 'approve';
  return signers.length - voices('reject') <= half ? 'reject' : undefined;
}

function ofShare(signers: readonly Signer[], share: number): Voice | undefined {
  const all = signers.reduce((sum, signer) => sum + (signer.weight ?? 1), 0);
  // Weights are whole numbers or simple fractions; a hair's breadth keeps two thirds of three votes being two.
  if (weightOf(signers, 'approve') + hair >= share * all) return 'approve';
  return all - weightOf(signers, 'reject') + hair < share * all ? 'reject' : undefined;
}

const hair = 1e-9;

const weightOf = (signers: readonly Signer[], voice: Voice): number =>
  signers.reduce((sum, signer) => sum + (signer.voice === voice ? (signer.weight ?? 1) : 0), 0);
