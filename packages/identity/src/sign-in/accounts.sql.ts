import type { Statement } from '@yizhan/database';

export interface AccountRow {
  readonly number: string;
  readonly name: string;
  readonly unit: string;
  readonly posts: string[];
}

export function localAccounts(): Statement {
  return {
    text: `
      select
        person.number,
        person.name,
        unit.name as unit,
        (
          select coalesce(json_agg(place.name || post.title order by post.position), '[]')
          from identity.post
          join identity.unit as place on place.id = post.unit_id
          where post.person_id = person.id
        ) as posts
      from identity.account
      join identity.person on person.id = account.person_id
      join identity.unit on unit.id = person.unit_id
      where person.active
      order by person.number
    `,
  };
}
