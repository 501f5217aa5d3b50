import type { Statement } from '@yizhan/database';

export interface NumberRow {
  readonly number: string;
}

export function numberOf(personId: string): Statement {
  return {
    text: 'select number from identity.person where id = $1',
    values: [personId],
  };
}

/** Also ends the wait after failed sign-ins: who sets the password has proved enough. Locks the accounts. */
export function storeHash(personIds: readonly string[], hash: string): Statement {
  return {
    text: `
      with forgotten as (
        delete from identity.sign_in_failure
        where login_hash in (
          select sha256(convert_to(lower(number), 'UTF8'))
          from identity.person
          where id = any($1)
        )
      )
      insert into identity.account (person_id, password_hash, password_set_at)
      select person_id, $2, now()
      from unnest($1::text[]) as given (person_id)
      order by person_id
      on conflict (person_id) do update
      set password_hash = excluded.password_hash,
          password_set_at = excluded.password_set_at
    `,
    values: [personIds, hash],
  };
}

export function endSessionsOfAll(personIds: readonly string[]): Statement {
  return {
    text: 'delete from identity.session where person_id = any($1)',
    values: [personIds],
  };
}

export interface HashRow {
  readonly hash: string;
  readonly personIds: readonly string[];
}

export function hashesOf(personIds: readonly string[]): Statement {
  return {
    text: `
      select password_hash as hash, array_agg(person_id) as "personIds"
      from identity.account
      where person_id = any($1)
      group by password_hash
    `,
    values: [personIds],
  };
}
