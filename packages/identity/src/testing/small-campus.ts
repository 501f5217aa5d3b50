/** A campus that fits on one screen, for tests. */
import type { Organisation, OrganisationPerson, OrganisationUnit } from '../organisation/organisation.ts';

export function aUnit(unit: Partial<OrganisationUnit> & Pick<OrganisationUnit, 'id'>): OrganisationUnit {
  return { name: unit.id, parentId: 'university', kind: 'department', phone: '', ...unit };
}

export function aPerson(
  person: Partial<OrganisationPerson> & Pick<OrganisationPerson, 'id'>,
): OrganisationPerson {
  return { number: person.id, name: person.id, kind: 'staff', unitId: 'office', phone: '', ...person };
}

/**
 * university (校长 T1) ─ office (主任 T2, clerk T3 at the seal desk)
 *                    └ cs (院长 T4, 书记 T5; student S1, whose 辅导员 is T5; T1 is in charge) ─ software (系主任 T6, teacher T7; T7 also 党委委员 of cs)
 */
export function smallCampus(): Organisation {
  return {
    units: [
      aUnit({ id: 'university', name: '云溪大学', parentId: null, kind: 'university' }),
      aUnit({ id: 'office', name: '学校办公室', nameEn: 'University Office' }),
      aUnit({ id: 'cs', name: '计算机学院', kind: 'college' }),
      aUnit({ id: 'software', name: '软件工程系', parentId: 'cs', kind: 'office' }),
    ],
    persons: [
      aPerson({
        id: 'T1',
        name: '沈知白',
        unitId: 'university',
        posts: [{ unitId: 'university', title: '校长', isHead: true }],
      }),
      aPerson({
        id: 'T2',
        name: '周明远',
        category: '管理',
        phone: '13800001006',
        email: 'zhoumy@yunxi.example',
        posts: [{ unitId: 'office', title: '主任', isHead: true }],
      }),
      aPerson({ id: 'T3', name: '欧阳静', category: '管理' }),
      aPerson({
        id: 'T4',
        name: '解晓东',
        unitId: 'cs',
        posts: [{ unitId: 'cs', title: '院长', isHead: true }],
      }),
      aPerson({
        id: 'T5',
        name: '李A',
        unitId: 'cs',
        posts: [{ unitId: 'cs', title: '党委书记', isHead: true }],
      }),
      aPerson({
        id: 'T6',
        name: '单岳',
        unitId: 'software',
        posts: [{ unitId: 'software', title: '系主任', isHead: true }],
      }),
      aPerson({
        id: 'T7',
        name: '吕晓明',
        category: '专任教师',
        unitId: 'software',
        posts: [{ unitId: 'cs', title: '党委委员' }],
      }),
      aPerson({ id: 'S1', number: 'S20260101', name: '林小禾', kind: 'student', unitId: 'cs' }),
    ],
    relations: [
      { kind: 'counsellor', of: 'S1', person: 'T5' },
      { kind: 'leaderInCharge', of: 'cs', person: 'T1' },
    ],
    groups: [{ id: 'seal-desk', name: '用印管理岗', unitId: 'office', phone: '', members: ['T3', 'T2'] }],
    grants: [
      { personId: 'T3', role: 'administrator' },
      { personId: 'T4', role: 'unit-administrator', unitId: 'cs' },
    ],
  };
}

/** The campus with one person changed. */
export function withPerson(
  campus: Organisation,
  id: string,
  change: Partial<OrganisationPerson>,
): Organisation {
  const persons = campus.persons.map((person) => (person.id === id ? { ...person, ...change } : person));
  return { ...campus, persons };
}
