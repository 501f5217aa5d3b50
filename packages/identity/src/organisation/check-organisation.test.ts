import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { smallCampus, withPerson } from '../testing/small-campus.ts';
import { checkOrganisation } from './check-organisation.ts';
import type { Organisation } from './organisation.ts';

const faultsOf = (input: unknown) =>
  checkOrganisation(input).faults.map(({ path, messageEn }) => `${path}: ${messageEn}`);

const withParent = (id: string, parentId: string | null): Organisation => {
  const campus = smallCampus();
  return { ...campus, units: campus.units.map((unit) => (unit.id === id ? { ...unit, parentId } : unit)) };
};

describe('the organisation file', () => {
  test('passes when nothing is wrong', () => {
    const { organisation, faults } = checkOrganisation(smallCampus());
    assert.deepEqual(faults, []);
    assert.deepEqual(organisation, smallCampus());
  });

  test('is told in Chinese and English', () => {
    const [fault] = checkOrganisation(withParent('cs', 'nowhere')).faults;
    assert.deepEqual(fault, {
      path: 'units[2].parentId',
      message: '没有单位 nowhere',
      messageEn: 'there is no unit nowhere',
    });
  });

  test('is refused with every fault of shape at once', () => {
    const input = {
      units: [{ id: '-x', name: ' ', parentId: 3, kind: 'castle', phone: 'call me' }],
      persons: [
        { id: 'T1', number: '', name: 'a\u0000b', kind: 'robot', unitId: 'x', phone: '1', telephone: '1' },
      ],
      groups: {},
    };
    const paths = checkOrganisation(input).faults.map((fault) => fault.path);
    assert.deepEqual(paths, [
      'units[0].id',
      'units[0].name',
      'units[0].parentId',
      'units[0].kind',
      'units[0].phone',
      'persons[0].number',
      'persons[0].name',
      'persons[0].kind',
      'persons[0].telephone',
      'groups',
      'grants',
    ]);
  });

  for (const input of [null, 3, [], 'text', {}])
    test(`is refused when it is ${JSON.stringify(input)}`, () => {
      assert.notEqual(checkOrganisation(input).faults.length, 0);
    });

  test('is refused when a unit stands under itself, naming the way round', () => {
    assert.deepEqual(faultsOf(withParent('cs', 'software')), [
      'units[2].parentId: the parents form a cycle: cs → software → cs',
      'units[3].parentId: the parents form a cycle: software → cs → software',
    ]);
  });

  test('is refused when there is no root', () => {
    assert.deepEqual(
      faultsOf(withParent('university', 'office')).at(-1),
      'units: at least one unit needs parentId null: the root',
    );
  });

  test('is refused when an id or a number stands twice, in whichever case the number', () => {
    const campus = smallCampus();
    const twice = {
      ...campus,
      units: [...campus.units, campus.units[1]],
      groups: [...campus.groups, ...campus.groups],
    };
    assert.deepEqual(faultsOf(twice), [
      'units[4].id: is the same as units[1].id',
      'groups[1].id: is the same as groups[0].id',
    ]);
    assert.deepEqual(faultsOf(withPerson(campus, 'T2', { number: 't1' })), [
      'persons[1].number: is the same as persons[0].number',
    ]);
  });

  test('is refused when a person or a post is in an unknown unit', () => {
    const posts = [{ unitId: 'nowhere', title: '处长' }];
    assert.deepEqual(faultsOf(withPerson(smallCampus(), 'T3', { unitId: 'gone', posts })), [
      'persons[2].unitId: there is no unit gone',
      'persons[2].posts[0].unitId: there is no unit nowhere',
    ]);
  });

  test('is refused when a person has the same post twice, and a student a staff category', () => {
    const posts = [
      { unitId: 'cs', title: '秘书' },
      { unitId: 'cs', title: '秘书', isHead: true },
    ];
    assert.deepEqual(faultsOf(withPerson(smallCampus(), 'S1', { posts, category: '管理' })), [
      'persons[7].category: only staff have a category',
      'persons[7].posts[1]: is the same as persons[7].posts[0]',
    ]);
  });

  test('is refused when a group has no members, unknown ones, or one twice', () => {
    const [desk] = smallCampus().groups;
    const groups = [
      { ...desk!, members: [] },
      { ...desk!, id: 'desk-2', members: ['T3', 'T99', 'T3'] },
    ];
    assert.deepEqual(faultsOf({ ...smallCampus(), groups }), [
      'groups[0].members: needs at least one member',
      'groups[1].members[1]: there is no person T99',
      'groups[1].members[2]: is the same as groups[1].members[0]',
    ]);
  });

  test('is refused when a grant lacks its unit, has one it cannot have, or stands twice', () => {
    const grants = [
      { personId: 'T1', role: 'administrator', unitId: 'cs' },
      { personId: 'T1', role: 'unit-administrator' },
      { personId: 'T9', role: 'administrator' },
      { personId: 'T9', role: 'administrator' },
    ];
    assert.deepEqual(faultsOf({ ...smallCampus(), grants }), [
      'grants[3]: is the same as grants[2]',
      'grants[0].unitId: an administrator has no unit; for one unit use unit-administrator',
      'grants[1].unitId: is missing',
      'grants[2].personId: there is no person T9',
      'grants[3].personId: there is no person T9',
    ]);
  });

  test('is refused when a relation names nobody, himself, or stands twice; when a fact is not one', () => {
    const relations = [
      { kind: 'counsellor', of: 'S1', person: 'T5' },
      { kind: 'counsellor', of: 'S1', person: 'T5' },
      { kind: 'supervisor', of: 'S9', person: 'T99' },
      { kind: 'leaderInCharge', of: 'S1', person: 'T1' },
      { kind: 'lineManager', of: 'T7', person: 'T7' },
    ];
    assert.deepEqual(faultsOf({ ...smallCampus(), relations }), [
      'relations[1]: is the same as relations[0]',
      'relations[2].of: there is no person S9',
      'relations[2].person: there is no person T99',
      'relations[3].of: there is no unit S1',
      'relations[4]: nobody stands in this relation to himself',
    ]);
    assert.deepEqual(faultsOf({ ...smallCampus(), relations: [{ kind: 'tutor', of: 'S1', person: 'T5' }] }), [
      'relations[0].kind: must be one of: counsellor, supervisor, lineManager, leaderInCharge',
    ]);
    const facts = { levl: '研究生', tags: '党员' };
    assert.deepEqual(faultsOf(withPerson(smallCampus(), 'S1', { facts } as object)), [
      'persons[7].facts.tags: must be a list',
      'persons[7].facts.levl: is not known here; check its spelling',
    ]);
  });

  test('is never too strange to be checked', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (units, persons) => {
        checkOrganisation({ units, persons, groups: [], grants: [] });
        checkOrganisation({ ...smallCampus(), persons: [persons] });
        checkOrganisation(units);
      }),
    );
  });
});
