import type { Statement } from '@yizhan/database';

export interface DraftRow {
  readonly id: string;
  readonly title: string;
  readonly person: string;
  readonly status: string;
  readonly state: object;
  readonly data: object;
  readonly events: readonly object[];
}

/** Instances with their first row of history; of ids that are there already nothing is written. */
export const insertDrafts = (
  of: { readonly definition: string; readonly key: string; readonly by: string; readonly now: string },
  drafts: readonly DraftRow[],
): Statement => ({
  text: `
    with draft as (
      select *
      from jsonb_to_recordset($1::jsonb)
        as draft (id uuid, title text, person text, status text, state jsonb, data jsonb, events jsonb)
    ), made as (
      insert into flow.instance
        (id, definition_id, key, title, status, initiator, applicant, state, data, revision, created_at, updated_at)
      select id, $2, $3, title, status, person, person, state, data, 1, $5, $5
      from draft
      on conflict (id) do nothing
      returning id
    )
    insert into flow.history (instance_id, seq, at, person, command, events)
    select draft.id, 1, $5, $4, 'create', draft.events
    from draft
    join made on made.id = draft.id`,
  values: [JSON.stringify(drafts), of.definition, of.key, of.by, of.now],
});
