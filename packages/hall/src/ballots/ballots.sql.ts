import type { Statement } from '@yizhan/database';
import type { Paper } from './tally.ts';

export interface BoxRow {
  readonly id: string;
  readonly asked: Readonly<Record<string, number>>;
  readonly sealed: Buffer | null;
}

export const boxById = (id: string): Statement => ({
  name: 'hall.ballot-box-by-id',
  text: `
    select id, asked, sealed
    from hall.ballot_box
    where id = $1
    for update`,
  values: [id],
});

export const putBox = ({ id, asked, sealed }: BoxRow, owner: string, ballot: string): Statement => ({
  name: 'hall.put-ballot-box',
  text: `
    insert into hall.ballot_box (id, owner_id, ballot, asked, sealed)
    values ($1, $2, $3, $4, $5)
    on conflict (id) do update set sealed = excluded.sealed`,
  values: [id, owner, ballot, JSON.stringify(asked), sealed],
});

/** From now on there is nothing in it but what was written out. */
export const emptyBox = (id: string): Statement => ({
  text: 'update hall.ballot_box set sealed = null where id = $1',
  values: [id],
});

/** All papers at once, in the order of their ids, which are dice. */
export const writePapers = (
  box: string,
  papers: readonly (Paper & { readonly id: string })[],
): Statement => ({
  text: `
    insert into hall.ballot_paper (id, box_id, voters, answers)
    select id, $1, voters, answers
    from jsonb_to_recordset($2) as paper (id uuid, voters text, answers jsonb)
    order by id`,
  values: [box, JSON.stringify(papers)],
});

export const papersIn = (box: string): Statement => ({
  text: `
    select voters, answers
    from hall.ballot_paper
    where box_id = $1
    order by id`,
  values: [box],
});

/** Earlier votes of the same ballot are void: it was sent back, and voted in again. */
export const voidOthers = (owner: string, ballot: string, box: string): Statement => ({
  text: `
    delete from hall.ballot_box
    where owner_id = $1 and ballot = $2 and id <> $3`,
  values: [owner, ballot, box],
});

export const sealedBoxes = (): Statement => ({
  text: `
    select id, owner_id as owner
    from hall.ballot_box
    where sealed is not null`,
});

export const deleteBoxes = (ids: readonly string[]): Statement => ({
  text: 'delete from hall.ballot_box where id = any ($1::text[])',
  values: [ids],
});

/** With their papers. Rides ballot_box_owner. */
export const deleteBoxesOf = (owners: readonly string[]): Statement => ({
  text: 'delete from hall.ballot_box where owner_id = any ($1::uuid[])',
  values: [owners],
});
