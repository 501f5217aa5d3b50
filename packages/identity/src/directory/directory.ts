/**
 * The directory: units, posts, groups and grants at one moment, small enough to be kept in memory, and never
 * changed once made. Of persons it knows ids, units and whether they are active; inactive ones hold nothing in it.
 */
import type { Grant, Group, Post, RelationKind, Role, StandingProxy, Unit } from './unit.ts';

export interface DirectoryRecords {
  readonly version: number;
  /** Each list in its lasting order: what is found first comes first in every answer. */
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly groups: readonly Group[];
  readonly grants: readonly Grant[];
  /** Everybody's unit, gathered by unit: a university has tens of thousands of persons, and each id stands here once. */
  readonly people: readonly {
    readonly unitId: string;
    readonly active: boolean;
    readonly ids: readonly string[];
  }[];
  /** Of each kind two lists side by side: whom it is asked of (a person, or a unit), and who that is. */
  readonly relations: readonly {
    readonly kind: RelationKind;
    readonly of: readonly string[];
    readonly people: readonly string[];
  }[];
  readonly proxies: readonly StandingProxy[];
}

/** A unit with the units right below it. */
export interface UnitNode extends Unit {
  readonly children: readonly UnitNode[];
}

export interface Directory {
  readonly version: number;
  unit(unitId: string): Unit | undefined;
  /** The units above, the nearest first. */
  ancestors(unitId: string): readonly Unit[];
  /** The unit itself and all below it; empty for an unknown unit. */
  subtree(unitId: string): readonly string[];
  unitsTree(): readonly UnitNode[];
  headsOf(unitId: string): readonly string[];
  /**
   * Who decides for this person: the heads of the unit, or of the nearest unit above that has any and of which
   * the person is not a head (本人为负责人时由上级审批). Empty when the tree ends before.
   */
  unitHeadOf(person: { readonly id: string; readonly unitId: string }): readonly string[];
  holdersOf(title: string, unitId: string): readonly string[];
  /** In the unit, else in the nearest unit above where somebody holds the title. */
  nearestHoldersOf(title: string, unitId: string): readonly string[];
  /**
   * 分管校领导 of the unit or of the nearest unit above that has one; of a person his 辅导员, 导师 or 直接上级, who
   * is the head of his unit where nobody is written down.
   */
  relatedTo(
    kind: RelationKind,
    of: { readonly id?: string | undefined; readonly unitId: string },
  ): readonly string[];
  /** Whether anybody at all stands in this relation to somebody. */
  hasRelations(kind: RelationKind): boolean;
  /** The unit that a person belongs to, inactive persons too. */
  unitOf(personId: string): string | undefined;
  /** Whether there is such a person who has not left. */
  isActive(personId: string): boolean;
  postsOf(personId: string): readonly Post[];
  /** All that are held, in any unit. */
  posts(): readonly Post[];
  group(groupId: string): Group | undefined;
  groups(): readonly Group[];
  membersOf(groupId: string): readonly string[];
  groupsOf(personId: string): readonly string[];
  administrators(): readonly string[];
  /** 单位管理员 of a unit: those of the unit itself, else of the nearest above that has any. */
  unitAdministratorsOf(unitId: string): readonly string[];
  /** 代理: for whom a person may act on a day, and on which services (null: all). */
  proxiesHeldBy(personId: string, day: string): readonly StandingProxy[];
  /** Who may act for a person on tasks of a service on a day. */
  proxiesOf(principal: string, service: string, day: string): readonly string[];
  /** Whether these grants give the role in this unit: everywhere, or in it or a unit above it. */
  mayActAs(role: Role, unitId: string, grants: readonly Pick<Grant, 'role' | 'unitId'>[]): boolean;
}

/** Refuses (a fault, for loading checks it) a tree with a cycle or an unknown parent: climbing would not end. */
export function makeDirectory(records: DirectoryRecords): Directory {
  const units = new Map(records.units.map((unit) => [unit.id, unit]));
  const ancestors = new Map(records.units.map((unit) => [unit.id, unitsAbove(unit, units)]));
  const children = Map.groupBy(records.units, (unit) => unit.parentId);
  const postsByUnit = Map.groupBy(records.posts, (post) => post.unitId);
  const postsByPerson = Map.groupBy(records.posts, (post) => post.personId);
  const groups = new Map(records.groups.map((group) => [group.id, group]));
  const administrators = unique(
    records.grants.filter((grant) => grant.role === 'administrator' && grant.unitId === null),
  );
  const heads = new Map(
    [...postsByUnit].map(([unitId, posts]) => [unitId, unique(posts.filter((post) => post.isHead))]),
  );

  const unitOf = new Map(records.people.flatMap(({ unitId, ids }) => ids.map((id) => [id, unitId] as const)));
  const inactive = new Set(records.people.flatMap(({ active, ids }) => (active ? [] : ids)));
  const relations = new Map(
    records.relations.map(({ kind, of, people }) => [
      kind,
      Map.groupBy(
        people.map((personId, index) => ({ personId, of: of[index] })),
        (each) => each.of,
      ),
    ]),
  );
  const proxiesByProxy = Map.groupBy(records.proxies, ({ proxy }) => proxy);
  const proxiesByPrincipal = Map.groupBy(records.proxies, ({ principal }) => principal);
  const holdsOn = (day: string) => (proxy: StandingProxy) => proxy.from <= day && day <= proxy.until;

  const headsOf = (unitId: string) => heads.get(unitId) ?? [];
  const withAncestors = (unitId: string) => {
    const unit = units.get(unitId);
    return unit ? [unit, ...(ancestors.get(unitId) ?? [])] : [];
  };
  const subtree = (unitId: string): readonly string[] =>
    units.has(unitId) ? [unitId, ...(children.get(unitId) ?? []).flatMap((child) => subtree(child.id))] : [];
  const nodesUnder = (parentId: string | null): readonly UnitNode[] =>
    (children.get(parentId) ?? []).map((unit) => ({
      ...unit,
      children: nodesUnder(unit.id),
    }));

  const holdersOf = (title: string, unitId: string) =>
    unique((postsByUnit.get(unitId) ?? []).filter((post) => post.title === title));
  const related = (kind: RelationKind, of: string) => unique(relations.get(kind)?.get(of) ?? []);
  /** The first answer that is not empty, from the unit upwards. */
  const nearest = (unitId: string, answer: (unitId: string) => readonly string[]) =>
    withAncestors(unitId)
      .map((unit) => answer(unit.id))
      .find((found) => found.length > 0) ?? [];
  const unitHeadOf: Directory['unitHeadOf'] = (person) => {
    const decides = (unit: Unit) => headsOf(unit.id).length > 0 && !headsOf(unit.id).includes(person.id);
    const unit = withAncestors(person.unitId).find(decides);
    return unit ? headsOf(unit.id) : [];
  };

  return {
    version: records.version,
    unit: (unitId) => units.get(unitId),
    ancestors: (unitId) => ancestors.get(unitId) ?? [],
    subtree,
    unitsTree: () => nodesUnder(null),
    headsOf,
    unitHeadOf,
    holdersOf,
    nearestHoldersOf: (title, unitId) => nearest(unitId, (above) => holdersOf(title, above)),
    relatedTo(kind, { id, unitId }) {
      if (kind === 'leaderInCharge') return nearest(unitId, (above) => related(kind, above));
      if (id === undefined) return [];
      const written = related(kind, id);
      return written.length === 0 && kind === 'lineManager' ? unitHeadOf({ id, unitId }) : written;
    },
    hasRelations: (kind) => (relations.get(kind)?.size ?? 0) > 0,
    unitOf: (personId) => unitOf.get(personId),
    isActive: (personId) => unitOf.has(personId) && !inactive.has(personId),
    postsOf: (personId) => postsByPerson.get(personId) ?? [],
    posts: () => records.posts,
    group: (groupId) => groups.get(groupId),
    groups: () => records.groups,
    groupsOf: (personId) =>
      records.groups.filter(({ members }) => members.includes(personId)).map(({ id }) => id),
    membersOf: (groupId) => groups.get(groupId)?.members ?? [],
    administrators: () => administrators,
    unitAdministratorsOf: (unitId) =>
      nearest(unitId, (above) =>
        unique(
          records.grants.filter(({ role, unitId: of }) => role === 'unit-administrator' && of === above),
        ),
      ),
    proxiesHeldBy: (personId, day) => (proxiesByProxy.get(personId) ?? []).filter(holdsOn(day)),
    proxiesOf: (principal, service, day) =>
      (proxiesByPrincipal.get(principal) ?? [])
        .filter(holdsOn(day))
        .filter(({ services }) => services === null || services.includes(service))
        .map(({ proxy }) => proxy),
    mayActAs(role, unitId, grants) {
      const above = new Set(withAncestors(unitId).map((unit) => unit.id));
      return grants.some(
        (grant) => grant.role === role && (grant.unitId === null || above.has(grant.unitId)),
      );
    },
  };
}

function unitsAbove(unit: Unit, units: ReadonlyMap<string, Unit>): readonly Unit[] {
  const above: Unit[] = [];
  for (let parentId = unit.parentId; parentId !== null; ) {
    const parent = units.get(parentId);
    if (!parent) throw new Error(`unit ${unit.id} stands under ${parentId}, which does not exist`);
    if (parent.id === unit.id || above.includes(parent))
      throw new Error(`the units above ${unit.id} form a cycle at ${parentId}`);
    above.push(parent);
    parentId = parent.parentId;
  }
  return above;
}

const unique = (held: readonly { readonly personId: string }[]): readonly string[] => [
  ...new Set(held.map((each) => each.personId)),
];
