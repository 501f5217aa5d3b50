import type { Statement } from '@yizhan/database';
import { instanceColumns } from '../reads/instances.sql.ts';
import type { Outcome } from './order.ts';

/**
 * Where a command that went without the lock met another one, and where it needs more than one statement. Locks the
 * instance row, not its tasks: two approvers who finish at once must see each other's voice, and this
 * is the one row that both touch. (With revisions instead of a lock, eight signers at once fail four times in five.)
 */
export const lockInstance = (id: string): Statement => ({
  name: 'flow.lock-instance',
  text: `
    select ${instanceColumns}
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
