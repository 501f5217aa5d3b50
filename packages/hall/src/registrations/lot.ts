/**
 * 抽签. The seed is drawn when the session begins and its hash is shown from then on; the seed itself is shown with the
 * result. So nobody chooses a seed after he has seen who registered, and everybody can work the order out again:
 * HMAC-SHA256 of each lot number under the seed, the smallest first.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export const newSeed = (): string => randomBytes(32).toString('hex');

export const commitmentTo = (seed: string): string => createHash('sha256').update(seed).digest('hex');

/** 签号: what stands for an application in the published list. It does not tell which one it is. */
export const lotNumber = (application: string): string =>
  createHash('sha256').update(application).digest('hex').slice(0, 16);

/** In the order of the draw. */
export const drawn = <Entry extends { readonly application: string }>(
  seed: string,
  entries: readonly Entry[],
): readonly Entry[] =>
  entries
    .map((entry) => ({ entry, drawnAs: drawnAs(seed, lotNumber(entry.application)) }))
    .sort((one, other) => (one.drawnAs < other.drawnAs ? -1 : 1))
    .map(({ entry }) => entry);

const drawnAs = (seed: string, lot: string): string => createHmac('sha256', seed).update(lot).digest('hex');
