import type { Statement } from '@yizhan/database';
import type { DirectoryRecords } from './directory.ts';
import type { Grant, Group, Post, StandingProxy, Unit } from './unit.ts';

export interface DirectoryRow {
  readonly version: number;
  readonly units: (Omit<Unit, 'nameEn'> & { readonly nameEn: string | null })[];
  readonly posts: Post[];
  readonly groups: Group[];
  readonly grants: Grant[];
  readonly people: DirectoryRecords['people'];
  readonly relations: DirectoryRecords['relations'];
  readonly proxies: StandingProxy[];
}

/** For a statement of another room's to carry, too: one row, one integer. */
export function directoryVersion(): Statement {
  return {
    name: 'identity.directory_version',
    text: 'select version from identity.directory_version',
  };
}

/**
 * The whole directory with its version. One statement, and so one snapshot: read apart, a change committed in
 * between would be held under the new version without its rows, or the other way round, until the next change.
 * Reads whole tables (persons only as ids by unit), once per server and version.
 */
export function wholeDirectory(): Statement {
  return {
    text: `
      select
        (select version from identity.directory_version) as version,
        (
          select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'nameEn', name_en, 'parentId', parent_id, 'kind', kind, 'phone', phone
          ) order by position, id), '[]')
          from identity.unit
        ) as units,
        (
          select coalesce(json_agg(json_build_object(
            'unitId', post.unit_id, 'personId', post.person_id, 'title', post.title, 'isHead', post.is_head
          ) order by post.position, post.person_id, post.title), '[]')
          from identity.post
          join identity.person on person.id = post.person_id
          where person.active
        ) as posts,
        (
          select coalesce(json_agg(json_build_object(
            'id', id, 'name', name, 'unitId', unit_id, 'phone', phone,
            'members', (
              select coalesce(json_agg(person.id order by group_member.position, person.id), '[]')
              from identity.group_member
              join identity.person on person.id = group_member.person_id
              where group_member.group_id = "group".id
              and person.active
            )
          ) order by id), '[]')
          from identity."group"
        ) as groups,
        (
          select coalesce(json_agg(json_build_object(
            'personId', "grant".person_id, 'role', "grant".role, 'unitId', "grant".unit_id
          ) order by "grant".person_id, "grant".role, "grant".unit_id), '[]')
          from identity."grant"
          join identity.person on person.id = "grant".person_id
          where person.active
        ) as grants,
        (
          select coalesce(json_agg(unit_people), '[]')
          from (
            select unit_id as "unitId", active, json_agg(id) as ids
            from identity.person
            group by unit_id, active
          ) as unit_people
        ) as people,
        (
          select coalesce(json_agg(related), '[]')
          from (
            select
              relation.kind,
              json_agg(coalesce(relation.of_person_id, relation.of_unit_id) order by relation.position, relation.person_id) as "of",
              json_agg(relation.person_id order by relation.position, relation.person_id) as people
            from identity.relation
            join identity.person on person.id = relation.person_id
            where person.active
            group by relation.kind
          ) as related
        ) as relations,
        (
          select coalesce(json_agg(json_build_object(
            'principal', principal, 'proxy', proxy, 'from', from_day, 'until', until_day, 'services', services
          ) order by granted_at, id), '[]')
          from identity.proxy
          where revoked_at is null
            and until_day >= (now() at time zone 'Asia/Shanghai')::date
            and exists (select from identity.person where person.id = proxy.proxy and person.active)
        ) as proxies
    `,
  };
}
