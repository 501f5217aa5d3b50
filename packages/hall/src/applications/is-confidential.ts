import type { State } from '@yizhan/engine';
import { condition, FeelFailure } from '@yizhan/feel';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';

/**
 * 限制知悉: whether an application is nobody's business but that of the people who apply and act. A rule that fails keeps
 * it from others: what nobody finds is asked for, what everybody finds is not taken back.
 */
export function isConfidential(
  { scopeAt, now }: Pick<Room, 'scopeAt' | 'now'>,
  { confidential }: ServiceVersion,
  { data, given }: Pick<State, 'data' | 'given'>,
): boolean {
  if (confidential === undefined) return false;
  try {
    return condition(confidential, { ...scopeAt(now()), ...data, ...given });
  } catch (error) {
    if (error instanceof FeelFailure) return true;
    throw error;
  }
}

/** What stands instead of the line that tells of it, in every list and message. */
export const confidentialTitle = '限制知悉事项';
