import { checkShape } from './check-shape.ts';
import type {
  Organisation,
  OrganisationFault,
  OrganisationGrant,
  OrganisationGroup,
  OrganisationPerson,
  OrganisationRelation,
  OrganisationUnit,
} from './organisation.ts';

export type CheckedOrganisation =
  | { readonly organisation: Organisation; readonly faults: readonly [] }
  | {
      readonly organisation?: undefined;
      readonly faults: readonly OrganisationFault[];
    };

/**
 * The organisation, or all that is wrong with it: first the shape; only when that is right, what the ids point
 * at, for otherwise one slip would be told a hundred times.
 */
export function checkOrganisation(input: unknown): CheckedOrganisation {
  const shape = checkShape(input);
  if (shape.length > 0) return { faults: shape };
  const organisation = input as Organisation;
  const { units, persons, groups, grants, relations = [] } = organisation;
  const known: Known = {
    units: new Map(units.map((unit) => [unit.id, unit])),
    persons: new Set(persons.map((person) => person.id)),
  };
  const faults = [
    ...repeated(
      units,
      (unit) => unit.id,
      (index) => `units[${index}].id`,
    ),
    ...units.flatMap((unit, index) => unitFaults(unit, `units[${index}]`, known)),
    ...rootFaults(units),
    ...repeated(
      persons,
      (person) => person.id,
      (index) => `persons[${index}].id`,
    ),
    ...repeated(
      persons,
      (person) => person.number.toLowerCase(),
      (index) => `persons[${index}].number`,
    ),
    ...persons.flatMap((person, index) => personFaults(person, `persons[${index}]`, known)),
    ...repeated(
      groups,
      (group) => group.id,
      (index) => `groups[${index}].id`,
    ),
    ...groups.flatMap((group, index) => groupFaults(group, `groups[${index}]`, known)),
    ...repeated(
      grants,
      ({ personId, role, unitId }) => JSON.stringify([personId, role, unitId]),
      (index) => `grants[${index}]`,
    ),
    ...grants.flatMap((grant, index) => grantFaults(grant, `grants[${index}]`, known)),
    ...repeated(
      relations,
      ({ kind, of, person }) => JSON.stringify([kind, of, person]),
      (index) => `relations[${index}]`,
    ),
    ...relations.flatMap((relation, index) => relationFaults(relation, `relations[${index}]`, known)),
  ];
  return faults.length > 0 ? { faults } : { organisation, faults: [] };
}

interface Known {
  readonly units: ReadonlyMap<string, OrganisationUnit>;
  readonly persons: ReadonlySet<string>;
}

function unitFaults(unit: OrganisationUnit, path: string, { units }: Known): OrganisationFault[] {
  const at = `${path}.parentId`;
  if (unit.parentId !== null && !units.has(unit.parentId))
    return [
      {
        path: at,
        message: `没有单位 ${unit.parentId}`,
        messageEn: `there is no unit ${unit.parentId}`,
      },
    ];
  const cycle = cycleThrough(unit, units);
  if (!cycle) return [];
  const way = cycle.join(' → ');
  return [
    {
      path: at,
      message: `上级单位成环：${way}`,
      messageEn: `the parents form a cycle: ${way}`,
    },
  ];
}

/** The way from a unit up to itself again. A unit that only hangs below a cycle is not part of it. */
function cycleThrough(
  unit: OrganisationUnit,
  units: ReadonlyMap<string, OrganisationUnit>,
): readonly string[] | undefined {
  const way = [unit.id];
  for (let above = unit.parentId; above !== null; above = units.get(above)?.parentId ?? null) {
    if (above === unit.id) return [...way, unit.id];
    if (way.includes(above)) return undefined;
    way.push(above);
  }
  return undefined;
}

function rootFaults(units: readonly OrganisationUnit[]): OrganisationFault[] {
  if (units.some((unit) => unit.parentId === null)) return [];
  return [
    {
      path: 'units',
      message: '至少要有一个 parentId 为 null 的顶层单位',
      messageEn: 'at least one unit needs parentId null: the root',
    },
  ];
}

function personFaults(person: OrganisationPerson, path: string, known: Known): OrganisationFault[] {
  const posts = person.posts ?? [];
  return [
    ...unknownUnit(person.unitId, `${path}.unitId`, known),
    ...(person.category !== undefined && person.kind !== 'staff'
      ? [
          {
            path: `${path}.category`,
            message: '只有教职工（staff）有岗位类别',
            messageEn: 'only staff have a category',
          },
        ]
      : []),
    ...posts.flatMap((post, index) => unknownUnit(post.unitId, `${path}.posts[${index}].unitId`, known)),
    ...repeated(
      posts,
      (post) => JSON.stringify([post.unitId, post.title]),
      (index) => `${path}.posts[${index}]`,
    ),
  ];
}

function groupFaults(group: OrganisationGroup, path: string, known: Known): OrganisationFault[] {
  return [
    ...unknownUnit(group.unitId, `${path}.unitId`, known),
    ...(group.members.length === 0
      ? [
          {
            path: `${path}.members`,
            message: '至少要有一名成员',
            messageEn: 'needs at least one member',
          },
        ]
      : []),
    ...group.members.flatMap((member, index) => unknownPerson(member, `${path}.members[${index}]`, known)),
    ...repeated(
      group.members,
      (member) => member,
      (index) => `${path}.members[${index}]`,
    ),
  ];
}

function grantFaults(grant: OrganisationGrant, path: string, known: Known): OrganisationFault[] {
  return [
    ...unknownPerson(grant.personId, `${path}.personId`, known),
    ...(grant.unitId === undefined ? [] : unknownUnit(grant.unitId, `${path}.unitId`, known)),
    ...(grant.role === 'administrator' && grant.unitId !== undefined
      ? [
          {
            path: `${path}.unitId`,
            message: '系统管理员管理全校，不能限定单位；如需限定请用 unit-administrator',
            messageEn: 'an administrator has no unit; for one unit use unit-administrator',
          },
        ]
      : []),
    ...(grant.role === 'unit-administrator' && grant.unitId === undefined
      ? [
          {
            path: `${path}.unitId`,
            message: '单位管理员必须写明单位',
            messageEn: 'is missing',
          },
        ]
      : []),
  ];
}

function relationFaults(
  { kind, of, person }: OrganisationRelation,
  path: string,
  known: Known,
): OrganisationFault[] {
  return [
    ...(kind === 'leaderInCharge' ? unknownUnit : unknownPerson)(of, `${path}.of`, known),
    ...unknownPerson(person, `${path}.person`, known),
    ...(of === person
      ? [{ path, message: '不能与本人有这种关系', messageEn: 'nobody stands in this relation to himself' }]
      : []),
  ];
}

function unknownUnit(unitId: string, path: string, { units }: Known): OrganisationFault[] {
  if (units.has(unitId)) return [];
  return [
    {
      path,
      message: `没有单位 ${unitId}`,
      messageEn: `there is no unit ${unitId}`,
    },
  ];
}

function unknownPerson(personId: string, path: string, { persons }: Known): OrganisationFault[] {
  if (persons.has(personId)) return [];
  return [
    {
      path,
      message: `没有人员 ${personId}`,
      messageEn: `there is no person ${personId}`,
    },
  ];
}

/** A fault for every one that has the same key as one before it. */
function repeated<Each>(
  list: readonly Each[],
  keyOf: (each: Each) => string,
  pathOf: (index: number) => string,
): OrganisationFault[] {
  const first = new Map<string, number>();
  return list.flatMap((each, index) => {
    const key = keyOf(each);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, index);
      return [];
    }
    const where = pathOf(earlier);
    return [
      {
        path: pathOf(index),
        message: `与 ${where} 重复`,
        messageEn: `is the same as ${where}`,
      },
    ];
  });
}
