import type { Statement } from '@yizhan/database';
import type { State } from '@yizhan/engine';
import type { Outcome } from './order.ts';

export interface LockedRow {
  readonly definition_id: string;
  readonly business_key: string | null;
  readonly title: string;
  readonly revision: number;
  readonly updated_at: string;
  readonly state: Omit<State, 'data'>;
  readonly data: State['data'];
}

/**
 * Locks the instance row, not its tasks: two approvers who finish at once must see each other's voice, and this
 * is the one row that both touch. (With revisions instead of a lock, eight signers at once fail four times in five.)
 */
export const lockInstance = (id: string): Statement => ({
  name: 'flow.lock-instance',
  text: `
    select definition_id, business_key, title, revision, updated_at, state, data
    from flow.instance
    where id = $1
    for update`,
  values: [id],
});

export interface AnsweredRow {
  readonly digest: string;
  readonly answer: Outcome;
}

export const findAnswer = (person: string, key: string): Statement => ({
  name: 'flow.find-answer',
  text: `
    select digest, answer
    from flow.answered
    where person = $1 and key = $2`,
  values: [person, key],
});
