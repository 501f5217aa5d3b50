import type { OpinionAct } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';

export interface KeptRow {
  readonly act: OpinionAct;
  readonly texts: readonly string[];
}

export const keptOpinions = (person: string): Statement => ({
  name: 'hall.kept-opinions',
  text: `
    select act, texts
    from hall.kept_opinions
    where person = $1`,
  values: [person],
});

export const keepOpinions = (person: string, act: OpinionAct, texts: readonly string[]): Statement => ({
  text: `
    insert into hall.kept_opinions (person, act, texts)
    values ($1, $2, $3)
    on conflict (person, act) do update set texts = excluded.texts`,
  values: [person, act, texts],
});

export const forgetOpinions = (person: string, act: OpinionAct): Statement => ({
  text: `
    delete from hall.kept_opinions
    where person = $1 and act = $2`,
  values: [person, act],
});

export interface UsedOpinionRow {
  readonly act: OpinionAct;
  readonly text: string;
}

export const usedOpinions = (person: string): Statement => ({
  name: 'hall.used-opinions',
  text: `
    select act, text
    from hall.used_opinion
    where person = $1
    order by at desc, text`,
  values: [person],
});

/** Notes what somebody has said with an act; of each act the last ten stay. */
export const noteOpinion = (person: string, act: OpinionAct, text: string, at: string): Statement => ({
  name: 'hall.note-opinion',
  text: `
    with said as (
      insert into hall.used_opinion (person, act, text, at)
      values ($1, $2, $3, $4)
      on conflict (person, act, text) do update set at = excluded.at
    )
    delete from hall.used_opinion
    where person = $1 and act = $2 and text in (
      select text
      from hall.used_opinion
      where person = $1 and act = $2 and text <> $3
      order by at desc
      offset 9)`,
  values: [person, act, text, at],
});
