/**
 * Many drafts of one definition at once, for a campaign (活动) that opens thousands: decided one by one like any other
 * creation, and written by one statement. The room above gives the ids and commits the statement with its own; a draft
 * that is there already stays as it is, so doing it again makes no second.
 */
import type { Statement } from '@yizhan/database';
import { decide, nothing, type State } from '@yizhan/engine';
import type { Room } from './run-command.ts';
import { insertDrafts } from './write-drafts.sql.ts';

type Data = State['data'];

export interface NewDraft {
  readonly id: string;
  readonly person: string;
  readonly unit: string;
  readonly title: string;
  readonly given: Data;
  readonly data: Data;
}

/** Decided now; the statement that writes some of them may follow within a transaction. `by`: who has them made. */
export async function prepareDrafts(
  { definitions, world }: Room,
  definitionId: string,
  drafts: readonly NewDraft[],
  by: string,
): Promise<(ids: ReadonlySet<string>) => Statement> {
  const { id, key, program } = await definitions.get(definitionId);
  const now = world.now();
  const context = (await world.lookRecently())(now, key);
  const rows = drafts.map(({ id: instance, person, unit, title, given, data }) => {
    const applicant = { person, unit };
    const decision = decide(
      program,
      nothing,
      { type: 'create', initiator: person, applicant, given, data },
      context,
    );
    if ('refusal' in decision) throw new Error(`a draft of ${key} was refused: ${decision.refusal.code}`);
    const { data: kept, ...state } = decision.state;
    return { id: instance, title, person, status: state.status, state, data: kept, events: decision.events };
  });
  return (ids) =>
    insertDrafts(
      { definition: id, key, by, now },
      rows.filter((row) => ids.has(row.id)),
    );
}
