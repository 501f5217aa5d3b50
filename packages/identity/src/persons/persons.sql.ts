import type { Statement } from '@yizhan/database';
import type { PersonRule } from './gather-persons.ts';
import type { PersonKind } from './person.ts';

export interface SummaryRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly phone: string;
}

/** Hot: every list that names people. Rides the primary keys. Also inactive persons: history names them. */
export function summariesOf(personIds: readonly string[]): Statement {
  return {
    name: 'identity.summaries_of',
    text: `
      select person.id, person.number, person.name, person.phone, unit.id as "unitId", unit.name as "unitName"
      from identity.person
      join identity.unit on unit.id = person.unit_id
      where person.id = any($1)
    `,
    values: [personIds],
  };
}

export interface Search {
  /** Lower case. */
  readonly name: string;
  /** The same as fingers type it: without the blanks between syllables, ü as v. */
  readonly typed: string;
  readonly kind: PersonKind | null;
  readonly unitIds: readonly string[] | null;
  readonly withInactive: boolean;
  readonly limit: number;
}

/**
 * Rides person_number, person_name, person_given_name, person_pinyin and person_initials together (BitmapOr).
 * Without a name on purpose: a prepared plan would not know the pattern, and a pattern it does not know is a
 * scan of all persons. With inactive persons it is that scan: few ask, and seldom.
 */
export function personsBeginning({ name, typed, kind, unitIds, withInactive, limit }: Search): Statement {
  return {
    text: `
      select person.id, person.number, person.name, unit.id as "unitId", unit.name as "unitName"
      from identity.person
      join identity.unit on unit.id = person.unit_id
      where ${withInactive ? '' : 'person.active and'} (
        lower(person.number) like $2
        or lower(person.name) like $1
        or substr(lower(person.name), 2) like $1
        or person.pinyin like $2
        or person.initials like $2
      )
      and ($4::text is null or person.kind = $4)
      and ($5::text[] is null or person.unit_id = any($5))
      order by
        case
          when $3 in (lower(person.number), lower(person.name)) then 0
          when $3 in (person.pinyin, person.initials) then 1
          else 2
        end,
        person.pinyin,
        person.number
      limit $6
    `,
    values: [startsWith(name), startsWith(typed), typed, kind, unitIds, limit],
  };
}

const startsWith = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`;

export const profileRows = (personIds: readonly string[]): Statement => ({
  name: 'identity.profiles',
  text: `
    select
      person.id, person.name, person.number, person.kind, person.category, person.phone, person.email,
      person.facts, unit.id as unit, unit.name as "unitName"
    from identity.person
    join identity.unit on unit.id = person.unit_id
    where person.id = any ($1)`,
  values: [personIds],
});

export interface GatheredRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: PersonKind;
  readonly unitId: string;
}

const gathered = 'id, number, name, kind, unit_id as "unitId"';

/** A scan of all persons, for whoever makes a roster asks it, once. */
export const personsWho = ({ unitIds, kinds, categories, ids, tags, facts }: PersonRule): Statement => ({
  text: `
    select ${gathered}
    from identity.person
    where active
      and ($1::text[] is null or unit_id = any ($1))
      and ($2::text[] is null or kind = any ($2))
      and ($3::text[] is null or category = any ($3))
      and ($4::text[] is null or id = any ($4))
      and ($5::text[] is null or facts -> 'tags' ?| $5)
      and not exists (
        select
        from jsonb_each($6::jsonb) as wanted (key, allowed)
        where not coalesce(wanted.allowed ? (facts ->> wanted.key), false)
      )
    order by unit_id, number`,
  values: [
    unitIds ?? null,
    kinds ?? null,
    categories ?? null,
    ids ?? null,
    tags ?? null,
    JSON.stringify(facts ?? {}),
  ],
});

/** Rides person_number's unique constraint. */
export const personsNumbered = (numbers: readonly string[]): Statement => ({
  text: `
    select ${gathered}
    from identity.person
    where active and number = any ($1)
    order by unit_id, number`,
  values: [numbers],
});

/** Whether there is such a person, who has not left. */
export const activePerson = (personId: string): Statement => ({
  name: 'identity.active_person',
  text: `
    select id
    from identity.person
    where id = $1 and active
  `,
  values: [personId],
});
