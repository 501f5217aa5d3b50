import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Counts, fits, type Limits, leftOf, moveUp, type Waiting } from './places.ts';

const groups = ['甲', '乙', '丙'] as const;
const aLimit = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
const limits = fc
  .record({ all: aLimit, of: fc.tuple(aLimit, aLimit, aLimit) })
  .map(({ all, of }): Limits => ({ all, of: (group) => of[groups.indexOf(group as '甲')] }));
const arrivals = fc.array(fc.constantFrom(...groups), { maxLength: 40 });

/** Everybody comes one after the other. */
function registerAll(rules: Limits, all: readonly string[]) {
  const placed: string[] = [];
  const waiting: Waiting[] = [];
  for (const [index, group] of all.entries()) {
    if (fits(rules, countsOf(placed, waiting), group)) placed.push(group);
    else waiting.push({ application: String(index), group });
  }
  return { placed, waiting };
}

const countsOf = (placed: readonly string[], waiting: readonly Waiting[]): Counts[] =>
  groups.map((group) => ({
    group,
    placed: placed.filter((each) => each === group).length,
    waiting: waiting.filter((each) => each.group === group).length,
  }));

const isWithin = (rules: Limits, placed: readonly string[]): boolean =>
  placed.length <= (rules.all ?? Number.POSITIVE_INFINITY) &&
  groups.every(
    (group) =>
      placed.filter((each) => each === group).length <= (rules.of(group) ?? Number.POSITIVE_INFINITY),
  );

test('nobody gets a place beyond those of his group or of all, and nobody waits while there is one for him', () => {
  fc.assert(
    fc.property(limits, arrivals, (rules, all) => {
      const { placed, waiting } = registerAll(rules, all);
      assert.ok(isWithin(rules, placed));
      assert.deepEqual(moveUp(rules, countsOf(placed, waiting), waiting), []);
    }),
  );
});

test('places that come free go to those who wait in their order, within all limits, until none fits', () => {
  fc.assert(
    fc.property(limits, arrivals, fc.nat(40), (rules, all, freed) => {
      const { placed, waiting } = registerAll(rules, all);
      const left = placed.slice(freed);
      const moved = moveUp(rules, countsOf(left, waiting), waiting);
      const after = [...left, ...moved.map(({ group }) => group)];
      const rest = waiting.filter((each) => !moved.includes(each));
      assert.ok(isWithin(rules, after));
      assert.deepEqual(moveUp(rules, countsOf(after, rest), rest), []);
      for (const [index, each] of rest.entries()) {
        const passedBy = moved.filter(
          ({ group, application }) => group === each.group && Number(application) > Number(each.application),
        );
        assert.deepEqual(
          passedBy,
          [],
          `the ${index + 1}th of those who still wait was overtaken in his group`,
        );
      }
    }),
  );
});

test('whoever comes while a place is free but somebody waits for it does not overtake him', () => {
  const rules: Limits = { all: 2, of: () => undefined };
  const counts: Counts[] = [{ group: '甲', placed: 1, waiting: 1 }];
  assert.equal(leftOf(rules, counts, '乙'), 1);
  assert.equal(fits(rules, counts, '乙'), false);
  assert.equal(fits({ all: 3, of: () => undefined }, counts, '乙'), true);
});
