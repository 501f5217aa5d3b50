/**
 * The directory: units, posts, groups and grants at one moment, small enough to be kept in memory, and never
 * changed once made. Persons are not in it, only their ids. Inactive persons hold nothing in it.
 */
import type { Grant, Group, Post, Role, Unit } from './unit.ts';

export interface DirectoryRecords {
  readonly version: number;
  /** Each list in its lasting order: what is found first comes first in every answer. */
  readonly units: readonly Unit[];
  readonly posts: readonly Post[];
  readonly groups: readonly Group[];
  readonly grants: readonly Grant[];
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
  postsOf(personId: string): readonly Post[];
  group(groupId: string): Group | undefined;
  membersOf(groupId: string): readonly string[];
  administrators(): readonly string[];
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

  return {
    version: records.version,
    unit: (unitId) => units.get(unitId),
    ancestors: (unitId) => ancestors.get(unitId) ?? [],
    subtree,
    unitsTree: () => nodesUnder(null),
    headsOf,
    unitHeadOf(person) {
      const decides = (unit: Unit) => headsOf(unit.id).length > 0 && !headsOf(unit.id).includes(person.id);
      const unit = withAncestors(person.unitId).find(decides);
      return unit ? headsOf(unit.id) : [];
    },
    holdersOf: (title, unitId) =>
      unique((postsByUnit.get(unitId) ?? []).filter((post) => post.title === title)),
    postsOf: (personId) => postsByPerson.get(personId) ?? [],
    group: (groupId) => groups.get(groupId),
    membersOf: (groupId) => groups.get(groupId)?.members ?? [],
    administrators: () => administrators,
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
