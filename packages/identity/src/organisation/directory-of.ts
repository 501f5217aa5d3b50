import { type Directory, makeDirectory } from '../directory/directory.ts';
import { relationKinds } from '../directory/unit.ts';
import type { Organisation } from './organisation.ts';

/** The directory as it would be with a (checked) file alone: to judge services before anything is loaded. */
export function directoryOf({ units, persons, groups, grants, relations = [] }: Organisation): Directory {
  const isActive = new Map(persons.map(({ id, active = true }) => [id, active]));
  const active = (id: string) => isActive.get(id) === true;
  return makeDirectory({
    version: 0,
    units,
    posts: persons.flatMap(({ id, posts = [] }) =>
      posts.filter(() => active(id)).map((post) => ({ isHead: false, ...post, personId: id })),
    ),
    groups: groups.map((group) => ({ ...group, members: group.members.filter(active) })),
    grants: grants.map(({ unitId = null, ...grant }) => ({ ...grant, unitId })),
    people: persons.map(({ id, unitId }) => ({ unitId, active: active(id), ids: [id] })),
    relations: relationKinds.map((kind) => {
      const known = relations.filter((relation) => relation.kind === kind && active(relation.person));
      return { kind, of: known.map(({ of }) => of), people: known.map(({ person }) => person) };
    }),
    proxies: [],
  });
}
