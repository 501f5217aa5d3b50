/**
 * Set-based: each list goes over as arrays and is laid beside the table in one statement. Only rows that differ
 * are written, so a load that changes nothing writes nothing and leaves the directory's version as it is.
 */
import type { Statement } from '@yizhan/database';
import { readingOf } from '../persons/name-reading.ts';
import type { Organisation, OrganisationPerson, OrganisationRelation } from './organisation.ts';

export interface WrittenRow {
  readonly added: boolean;
}

/** One load at a time: two would meet on rows in different order. Sign-ins and readers do not wait for this. */
export function lockForLoading(): Statement {
  return {
    text: "select pg_advisory_xact_lock(hashtextextended('identity.load_organisation', 0))",
  };
}

export interface NumberHolder {
  readonly number: string;
  readonly personId: string;
  readonly holderId: string;
}

/** Numbers of the file that other persons hold in the database. */
export function numbersTaken(persons: readonly OrganisationPerson[]): Statement {
  return {
    text: `
      select given.number, given.id as "personId", person.id as "holderId"
      from unnest($1::text[], $2::text[]) as given (id, number)
      join identity.person on lower(person.number) = lower(given.number)
      where person.id <> given.id
      order by given.number
    `,
    values: columns(persons, (person) => [person.id, person.number], 2),
  };
}

/** Persons whom the file disables and who are active so far. */
export function activeAmong(persons: readonly OrganisationPerson[]): Statement {
  return {
    text: `
      select id
      from identity.person
      where id = any($1)
      and active
      order by id
    `,
    values: [persons.filter(({ active = true }) => !active).map(({ id }) => id)],
  };
}

export function storeUnits({ units }: Organisation): Statement {
  return {
    text: `
      insert into identity.unit as stored (id, name, name_en, parent_id, kind, phone, position)
      select *
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[])
      on conflict (id) do update
      set (name, name_en, parent_id, kind, phone, position) = (
        excluded.name, excluded.name_en, excluded.parent_id, excluded.kind, excluded.phone, excluded.position
      )
      where (stored.name, stored.name_en, stored.parent_id, stored.kind, stored.phone, stored.position)
        is distinct from (
          excluded.name, excluded.name_en, excluded.parent_id, excluded.kind, excluded.phone, excluded.position
        )
      returning xmax = 0 as added
    `,
    values: columns(
      units,
      (unit, index) => [unit.id, unit.name, unit.nameEn, unit.parentId, unit.kind, unit.phone, index],
      7,
    ),
  };
}

export function storePersons({ persons }: Organisation): Statement {
  return {
    text: `
      insert into identity.person as stored
        (id, number, name, kind, category, unit_id, phone, email, active, pinyin, initials, facts)
      select *
      from unnest(
        $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::boolean[], $10::text[], $11::text[], $12::jsonb[]
      )
      on conflict (id) do update
      set (number, name, kind, category, unit_id, phone, email, active, pinyin, initials, facts) = (
        excluded.number, excluded.name, excluded.kind, excluded.category, excluded.unit_id, excluded.phone,
        excluded.email, excluded.active, excluded.pinyin, excluded.initials, excluded.facts
      )
      where (
        stored.number, stored.name, stored.kind, stored.category, stored.unit_id, stored.phone,
        stored.email, stored.active, stored.pinyin, stored.initials, stored.facts
      ) is distinct from (
        excluded.number, excluded.name, excluded.kind, excluded.category, excluded.unit_id, excluded.phone,
        excluded.email, excluded.active, excluded.pinyin, excluded.initials, excluded.facts
      )
      returning xmax = 0 as added
    `,
    values: columns(
      persons,
      (person) => {
        const { pinyin, initials } = readingOf(person.name, person.pinyin);
        const { id, number, name, kind, category, unitId, phone, email, active = true, facts = {} } = person;
        const known = JSON.stringify(facts);
        return [id, number, name, kind, category, unitId, phone, email, active, pinyin, initials, known];
      },
      12,
    ),
  };
}

export function storeGroups({ groups }: Organisation): Statement {
  return {
    text: `
      insert into identity."group" as stored (id, name, unit_id, phone)
      select *
      from unnest($1::text[], $2::text[], $3::text[], $4::text[])
      on conflict (id) do update
      set (name, unit_id, phone) = (excluded.name, excluded.unit_id, excluded.phone)
      where (stored.name, stored.unit_id, stored.phone)
        is distinct from (excluded.name, excluded.unit_id, excluded.phone)
      returning xmax = 0 as added
    `,
    values: columns(groups, (group) => [group.id, group.name, group.unitId, group.phone], 4),
  };
}

export function storePosts({ persons }: Organisation): Statement {
  return {
    text: `
      insert into identity.post as stored (unit_id, person_id, title, is_head, position)
      select *
      from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::integer[])
      on conflict (unit_id, person_id, title) do update
      set (is_head, position) = (excluded.is_head, excluded.position)
      where (stored.is_head, stored.position) is distinct from (excluded.is_head, excluded.position)
      returning xmax = 0 as added
    `,
    values: columns(
      postsOf(persons),
      (post, index) => [post.unitId, post.personId, post.title, post.isHead ?? false, index],
      5,
    ),
  };
}

/** Posts that the file no longer gives to persons it names. */
export function removePosts({ persons }: Organisation): Statement {
  return {
    text: `
      delete from identity.post
      where person_id = any($1)
      and (unit_id, person_id, title) not in (
        select *
        from unnest($2::text[], $3::text[], $4::text[])
      )
      returning true
    `,
    values: [
      persons.map((person) => person.id),
      ...columns(postsOf(persons), (post) => [post.unitId, post.personId, post.title], 3),
    ],
  };
}

export function storeMembers({ groups }: Organisation): Statement {
  return {
    text: `
      insert into identity.group_member as stored (group_id, person_id, position)
      select *
      from unnest($1::text[], $2::text[], $3::integer[])
      on conflict (group_id, person_id) do update
      set position = excluded.position
      where stored.position <> excluded.position
      returning xmax = 0 as added
    `,
    values: columns(membersOf(groups), (member) => [member.groupId, member.personId, member.position], 3),
  };
}

/** Members that the file no longer counts to groups it names. */
export function removeMembers({ groups }: Organisation): Statement {
  return {
    text: `
      delete from identity.group_member
      where group_id = any($1)
      and (group_id, person_id) not in (
        select *
        from unnest($2::text[], $3::text[])
      )
      returning true
    `,
    values: [
      groups.map((group) => group.id),
      ...columns(membersOf(groups), (member) => [member.groupId, member.personId], 2),
    ],
  };
}

export function storeGrants({ grants }: Organisation): Statement {
  return {
    text: `
      insert into identity."grant" (person_id, role, unit_id)
      select *
      from unnest($1::text[], $2::text[], $3::text[])
      on conflict do nothing
      returning true as added
    `,
    values: columns(grants, (grant) => [grant.personId, grant.role, grant.unitId], 3),
  };
}

/** Grants that the file no longer gives to persons it names. (`not in` would be blind where unit_id is null.) */
export function removeGrants({ persons, grants }: Organisation): Statement {
  return {
    text: `
      delete from identity."grant" as stored
      where person_id = any($1)
      and not exists (
        select from unnest($2::text[], $3::text[], $4::text[]) as given (person_id, role, unit_id)
        where given.person_id = stored.person_id
        and given.role = stored.role
        and given.unit_id is not distinct from stored.unit_id
      )
      returning true
    `,
    values: [
      persons.map((person) => person.id),
      ...columns(grants, (grant) => [grant.personId, grant.role, grant.unitId], 3),
    ],
  };
}

export function storeRelations({ relations = [] }: Organisation): Statement {
  return {
    text: `
      insert into identity.relation as stored (kind, of_person_id, of_unit_id, person_id, position)
      select *
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::integer[])
      on conflict (kind, of_person_id, of_unit_id, person_id) do update
      set position = excluded.position
      where stored.position <> excluded.position
      returning xmax = 0 as added
    `,
    values: columns(relations, (relation, index) => [...relationKey(relation), index], 5),
  };
}

/** Relations of persons and units that the file names, but no longer so. */
export function removeRelations({ persons, units, relations = [] }: Organisation): Statement {
  return {
    text: `
      delete from identity.relation as stored
      where (of_person_id = any($1) or of_unit_id = any($2))
      and not exists (
        select from unnest($3::text[], $4::text[], $5::text[], $6::text[])
          as given (kind, of_person_id, of_unit_id, person_id)
        where given.kind = stored.kind
        and coalesce(given.of_person_id, given.of_unit_id) = coalesce(stored.of_person_id, stored.of_unit_id)
        and given.person_id = stored.person_id
      )
      returning true
    `,
    values: [
      persons.map((person) => person.id),
      units.map((unit) => unit.id),
      ...columns(relations, relationKey, 4),
    ],
  };
}

const relationKey = ({ kind, of, person }: OrganisationRelation) =>
  kind === 'leaderInCharge' ? [kind, undefined, of, person] : [kind, of, undefined, person];

export interface MissingRow {
  readonly units: string[];
  readonly persons: string[];
  readonly groups: string[];
}

/** What the database knows and the file does not. Kept: applications name them. */
export function missingFrom({ units, persons, groups }: Organisation): Statement {
  return {
    text: `
      select
        array(select id from identity.unit where id <> all($1::text[]) order by id) as units,
        array(select id from identity.person where id <> all($2::text[]) order by id) as persons,
        array(select id from identity."group" where id <> all($3::text[]) order by id) as groups
    `,
    values: [units, persons, groups].map((list) => list.map((each) => each.id)),
  };
}

const postsOf = (persons: readonly OrganisationPerson[]) =>
  persons.flatMap((person) => (person.posts ?? []).map((post) => ({ ...post, personId: person.id })));

const membersOf = (groups: Organisation['groups']) =>
  groups.flatMap((group) =>
    group.members.map((personId, position) => ({
      groupId: group.id,
      personId,
      position,
    })),
  );

/** Rows as columns, one array a parameter, as unnest wants them. What a row leaves undefined is null. */
function columns<Each>(
  list: readonly Each[],
  rowOf: (each: Each, index: number) => readonly unknown[],
  width: number,
): unknown[][] {
  const rows = list.map(rowOf);
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? null));
}
