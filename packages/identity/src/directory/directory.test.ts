import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type DirectoryRecords, makeDirectory } from './directory.ts';
import type { Post, Unit } from './unit.ts';

const unit = (id: string, parentId: string | null): Unit => ({
  id,
  name: id,
  parentId,
  kind: 'department',
  phone: '',
});
const head = (unitId: string, personId: string, title = '处长'): Post => ({
  unitId,
  personId,
  title,
  isHead: true,
});

const records: DirectoryRecords = {
  version: 7,
  units: [
    unit('university', null),
    unit('college', 'university'),
    unit('team', 'college'),
    unit('office', 'university'),
  ],
  posts: [
    head('university', 'president', '校长'),
    head('college', 'dean', '院长'),
    head('college', 'secretary', '党委书记'),
    { unitId: 'college', personId: 'teacher', title: '教学秘书', isHead: false },
  ],
  groups: [{ id: 'desk', name: '用印岗', unitId: 'office', phone: '', members: ['clerk', 'dean'] }],
  grants: [
    { personId: 'admin', role: 'administrator', unitId: null },
    { personId: 'dean', role: 'unit-administrator', unitId: 'college' },
  ],
  people: [
    { unitId: 'college', active: true, ids: ['dean', 'teacher'] },
    { unitId: 'team', active: true, ids: ['student'] },
    { unitId: 'team', active: false, ids: ['leaver'] },
  ],
  relations: [
    { kind: 'counsellor', of: ['student', 'student'], people: ['secretary', 'teacher'] },
    { kind: 'lineManager', of: ['student'], people: ['teacher'] },
    { kind: 'leaderInCharge', of: ['college', 'office'], people: ['vice', 'president'] },
  ],
  proxies: [
    { principal: 'dean', proxy: 'teacher', from: '2026-03-02', until: '2026-03-06', services: ['leave'] },
    { principal: 'president', proxy: 'teacher', from: '2026-03-06', until: '2026-03-09', services: null },
  ],
};
const directory = makeDirectory(records);

describe('the directory', () => {
  test('names the units above, the nearest first, and those below', () => {
    assert.deepEqual(
      directory.ancestors('team').map((each) => each.id),
      ['college', 'university'],
    );
    assert.deepEqual(directory.subtree('college'), ['college', 'team']);
    assert.deepEqual(directory.ancestors('university'), []);
    assert.deepEqual(directory.subtree('nowhere'), []);
  });

  test('draws the tree from the roots', () => {
    const [root] = directory.unitsTree();
    assert.equal(root?.id, 'university');
    assert.deepEqual(
      root?.children.map((each) => each.id),
      ['college', 'office'],
    );
    assert.equal(root?.children[0]?.children[0]?.id, 'team');
  });

  test('keeps heads in their order and leaves other posts out', () => {
    assert.deepEqual(directory.headsOf('college'), ['dean', 'secretary']);
    assert.deepEqual(directory.headsOf('team'), []);
  });

  test('finds the head of the nearest unit above that has one', () => {
    assert.deepEqual(directory.unitHeadOf({ id: 'teacher', unitId: 'team' }), ['dean', 'secretary']);
    assert.deepEqual(directory.unitHeadOf({ id: 'clerk', unitId: 'office' }), ['president']);
  });

  test('has a head approved by the unit above, not by the second head of the same unit', () => {
    assert.deepEqual(directory.unitHeadOf({ id: 'dean', unitId: 'college' }), ['president']);
    assert.deepEqual(directory.unitHeadOf({ id: 'dean', unitId: 'team' }), ['president']);
  });

  test('finds nobody for the head of the top unit and for an unknown unit', () => {
    assert.deepEqual(directory.unitHeadOf({ id: 'president', unitId: 'university' }), []);
    assert.deepEqual(directory.unitHeadOf({ id: 'teacher', unitId: 'nowhere' }), []);
  });

  test('finds holders of a title in that unit only', () => {
    assert.deepEqual(directory.holdersOf('院长', 'college'), ['dean']);
    assert.deepEqual(directory.holdersOf('院长', 'team'), []);
  });

  test('finds the holder of a title in the unit, else in the nearest unit above', () => {
    assert.deepEqual(directory.nearestHoldersOf('党委书记', 'team'), ['secretary']);
    assert.deepEqual(directory.nearestHoldersOf('校长', 'team'), ['president']);
    assert.deepEqual(directory.nearestHoldersOf('党委书记', 'office'), []);
    assert.deepEqual(directory.nearestHoldersOf('党委书记', 'nowhere'), []);
  });

  test('finds 辅导员 and 导师 of a person, and of nobody else', () => {
    const student = { id: 'student', unitId: 'team' };
    assert.deepEqual(directory.relatedTo('counsellor', student), ['secretary', 'teacher']);
    assert.deepEqual(directory.relatedTo('supervisor', student), []);
    assert.deepEqual(directory.relatedTo('counsellor', { id: 'teacher', unitId: 'team' }), []);
    assert.deepEqual(directory.relatedTo('counsellor', { unitId: 'team' }), []);
  });

  test('finds the line manager 直接上级 that is written down, else the head of the unit', () => {
    assert.deepEqual(directory.relatedTo('lineManager', { id: 'student', unitId: 'team' }), ['teacher']);
    assert.deepEqual(directory.relatedTo('lineManager', { id: 'teacher', unitId: 'team' }), [
      'dean',
      'secretary',
    ]);
    assert.deepEqual(directory.relatedTo('lineManager', { id: 'dean', unitId: 'college' }), ['president']);
  });

  test('finds the leader in charge 分管校领导 of the unit, else of the nearest unit above', () => {
    assert.deepEqual(directory.relatedTo('leaderInCharge', { unitId: 'team' }), ['vice']);
    assert.deepEqual(directory.relatedTo('leaderInCharge', { id: 'clerk', unitId: 'office' }), ['president']);
    assert.deepEqual(directory.relatedTo('leaderInCharge', { unitId: 'university' }), []);
  });

  test('knows the unit of everybody, and who has left', () => {
    assert.equal(directory.unitOf('student'), 'team');
    assert.equal(directory.unitOf('leaver'), 'team');
    assert.equal(directory.unitOf('nobody'), undefined);
    assert.equal(directory.isActive('student'), true);
    assert.equal(directory.isActive('leaver'), false);
    assert.equal(directory.isActive('nobody'), false);
  });

  test('answers groups, posts and administrators', () => {
    assert.deepEqual(directory.membersOf('desk'), ['clerk', 'dean']);
    assert.deepEqual(directory.membersOf('none'), []);
    assert.equal(directory.group('desk')?.name, '用印岗');
    assert.deepEqual(
      directory.postsOf('teacher').map((post) => post.title),
      ['教学秘书'],
    );
    assert.deepEqual(directory.administrators(), ['admin']);
  });

  test('knows who may act for whom, on the days and the services of the proxy only (S20)', () => {
    const held = (day: string) => directory.proxiesHeldBy('teacher', day).map(({ principal }) => principal);
    assert.deepEqual(held('2026-03-01'), []);
    assert.deepEqual(held('2026-03-02'), ['dean']);
    assert.deepEqual(held('2026-03-06'), ['dean', 'president']);
    assert.deepEqual(held('2026-03-10'), []);
    assert.deepEqual(directory.proxiesOf('dean', 'leave', '2026-03-06'), ['teacher']);
    assert.deepEqual(directory.proxiesOf('dean', 'seal', '2026-03-06'), []);
    assert.deepEqual(directory.proxiesOf('president', 'seal', '2026-03-06'), ['teacher']);
  });

  test('confines a unit administrator to the own subtree (S20)', () => {
    const grants = records.grants.filter((grant) => grant.personId === 'dean');
    assert.equal(directory.mayActAs('unit-administrator', 'college', grants), true);
    assert.equal(directory.mayActAs('unit-administrator', 'team', grants), true);
    assert.equal(directory.mayActAs('unit-administrator', 'office', grants), false);
    assert.equal(directory.mayActAs('unit-administrator', 'university', grants), false);
    assert.equal(directory.mayActAs('unit-administrator', 'nowhere', grants), false);
    assert.equal(directory.mayActAs('administrator', 'college', grants), false);
  });

  test('knows who administers a unit: its own people, else those of the nearest unit above', () => {
    assert.deepEqual(directory.unitAdministratorsOf('college'), ['dean']);
    assert.deepEqual(directory.unitAdministratorsOf('team'), ['dean']);
    assert.deepEqual(directory.unitAdministratorsOf('office'), []);
  });

  test('refuses an unknown parent and a cycle', () => {
    const withUnits = (units: Unit[]) => () => makeDirectory({ ...records, units });
    assert.throws(withUnits([unit('a', 'nowhere')]), /a stands under nowhere/);
    assert.throws(withUnits([unit('a', 'a')]), /cycle/);
    assert.throws(withUnits([unit('a', 'b'), unit('b', 'a')]), /cycle/);
    assert.throws(withUnits([unit('x', 'a'), unit('a', 'b'), unit('b', 'a')]), /cycle/);
  });
});

const person = fc.integer({ min: 0, max: 5 }).map((number) => `p${number}`);

/** Unit i stands under one of those before it, so every such tree is sound. */
const anyRecords: fc.Arbitrary<DirectoryRecords> = fc
  .array(fc.nat(), { minLength: 1, maxLength: 12 })
  .chain((parents) => {
    const units = parents.map((parent, index) =>
      unit(`u${index}`, index === 0 ? null : `u${parent % index}`),
    );
    const post = fc.record({
      unitId: fc.constantFrom(...units.map((each) => each.id)),
      personId: person,
      title: fc.constantFrom('处长', '院长'),
      isHead: fc.boolean(),
    });
    return fc.array(post, { maxLength: 15 }).map((posts) => ({
      version: 1,
      units,
      posts,
      groups: [],
      grants: [],
      people: [],
      relations: [],
      proxies: [],
    }));
  });

describe('for any directory', () => {
  test('nobody approves themselves, and the nearest possible unit approves', () => {
    fc.assert(
      fc.property(anyRecords, person, fc.nat(), (any, id, at) => {
        const made = makeDirectory(any);
        const unitId = any.units[at % any.units.length]!.id;
        const approvers = made.unitHeadOf({ id, unitId });
        assert.ok(!approvers.includes(id));
        const way = [unitId, ...made.ancestors(unitId).map((each) => each.id)];
        const headsOnTheWay = way.map((each) => made.headsOf(each));
        const nearest = headsOnTheWay.find((heads) => heads.length > 0 && !heads.includes(id));
        assert.deepEqual(approvers, nearest ?? []);
      }),
    );
  });

  test('a unit is below another exactly when the other is above it', () => {
    fc.assert(
      fc.property(anyRecords, (any) => {
        const made = makeDirectory(any);
        for (const upper of any.units) {
          const below = new Set(made.subtree(upper.id));
          for (const lower of any.units) {
            const isAbove = lower.id === upper.id || made.ancestors(lower.id).includes(upper);
            assert.equal(below.has(lower.id), isAbove);
          }
        }
      }),
    );
  });

  test('a unit put under one of its own is refused', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(), fc.nat(), (any, at, below) => {
        const moved = any.units[at % any.units.length]!;
        const under = makeDirectory(any).subtree(moved.id);
        const parentId = under[below % under.length]!;
        const units = any.units.map((each) => (each.id === moved.id ? { ...each, parentId } : each));
        assert.throws(() => makeDirectory({ ...any, units }), /cycle/);
      }),
    );
  });
});
