import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { shuffled } from './seal.ts';
import { type Counting, type Paper, tally } from './tally.ts';

const grades = { 优秀: 95, 称职: 80, 不称职: 30 } as const;

const counting = (more: Partial<Counting> = {}): Counting => ({
  least: 2,
  small: 'merge',
  voters: [
    { id: 'leaders', name: '校领导', weight: 0.4 },
    { id: 'middle', name: '中层', weight: 0.3 },
    { id: 'staff', name: '群众', weight: 0.3 },
  ],
  questions: [
    {
      key: 'grade',
      kind: 'choice',
      options: [...Object.entries(grades).map(([value, score]) => ({ value, score })), { value: '弃权' }],
      weight: 1,
    },
    { key: 'stars', kind: 'number', options: [], weight: 0 },
    { key: 'remark', kind: 'text', options: [], weight: 0 },
  ],
  ...more,
});

const paper = (voters: string, grade: string, more: object = {}): Paper => ({
  voters,
  answers: { grade, ...more },
});

describe('a tally', () => {
  test('weighs groups as counted by hand', () => {
    const papers = [
      paper('leaders', '优秀'),
      paper('leaders', '称职'), // 校领导 87.5
      paper('middle', '称职'),
      paper('middle', '称职'), // 中层 80
      paper('staff', '不称职'),
      paper('staff', '优秀'),
      paper('staff', '弃权'), // 群众 62.5, the abstention counts not
    ];
    const result = tally(counting(), papers, 9);
    assert.equal(result.total, 77.75); // 35 + 24 + 18.75
    assert.deepEqual(
      result.groups.map(({ name, papers: count, total }) => [name, count, total]),
      [
        ['校领导', 2, 87.5],
        ['中层', 2, 80],
        ['群众', 3, 62.5],
      ],
    );
    const { grade } = result.questions;
    assert.deepEqual(
      Object.fromEntries(Object.entries(grade?.options ?? {}).map(([value, { count }]) => [value, count])),
      { 优秀: 2, 称职: 3, 不称职: 1, 弃权: 1 },
    );
    // 0.4 × 1/2 + 0.3 × 0 + 0.3 × 1/3
    assert.equal(grade?.options.优秀?.share, 0.3);
    assert.deepEqual([result.asked, result.papers, result.counted], [9, 7, 7]);
  });

  test('weighs questions, and leaves out what somebody has not answered', () => {
    const questions = [
      { key: 'a', kind: 'number', options: [], weight: 3 },
      { key: 'b', kind: 'number', options: [], weight: 1 },
    ] as const;
    const papers = [
      { voters: '', answers: { a: 5, b: 1 } },
      { voters: '', answers: { a: 4 } },
    ];
    const { total, questions: results } = tally(counting({ voters: [], questions }), papers, 2);
    assert.deepEqual([results.a?.mean, results.b?.mean, results.b?.count], [4.5, 1, 1]);
    assert.equal(total, (4.5 * 3 + 1) / 4);
  });

  test('counts small groups together, with the smallest of the others where they are still too few', () => {
    const five = (voters: string, grade: string) => Array.from({ length: 5 }, () => paper(voters, grade));
    const few = [paper('leaders', '优秀'), paper('leaders', '优秀'), paper('leaders', '优秀')];
    const both = tally(
      counting({ least: 5 }),
      [...few, ...five('staff', '称职').slice(3), ...five('middle', '优秀')],
      10,
    );
    assert.deepEqual(
      both.groups.map(({ name, papers }) => [name, papers]),
      [
        ['中层', 5],
        ['校领导、群众', 5],
      ],
    );
    const one = tally(
      counting({ least: 5 }),
      [...few, ...five('middle', '优秀'), ...five('staff', '称职'), paper('staff', '称职')],
      14,
    );
    assert.deepEqual(
      one.groups.map(({ name, papers }) => [name, papers]),
      [
        ['中层、校领导', 8],
        ['群众', 6],
      ],
    );
    assert.equal(one.counted, 14);
  });

  test('tells nothing at all of too few papers', () => {
    for (const small of ['merge', 'withhold'] as const) {
      const result = tally(counting({ least: 5, small }), [paper('leaders', '优秀', { remark: '好' })], 3);
      assert.deepEqual([result.papers, result.counted, result.total], [1, 0, null]);
      assert.deepEqual(result.groups, []);
      assert.equal(result.questions.grade?.options.优秀?.count, null);
      assert.deepEqual(result.questions.remark?.texts, []);
    }
    assert.equal(tally(counting(), [], null).total, null);
  });
});

const anyPapers = fc.array(
  fc.record({
    voters: fc.constantFrom('leaders', 'middle', 'staff', ''),
    answers: fc.record(
      {
        grade: fc.constantFrom(...Object.keys(grades), '弃权'),
        stars: fc.integer({ min: 1, max: 5 }),
        remark: fc.string({ maxLength: 8 }),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 30 },
);
const anyCounting = fc
  .record({ least: fc.integer({ min: 2, max: 8 }), small: fc.constantFrom('merge', 'withhold') } as const)
  .map(counting);

describe('every tally', () => {
  test('is the same in whatever order the papers lie', () => {
    fc.assert(
      fc.property(anyCounting, anyPapers, (how, papers) => {
        assert.deepEqual(tally(how, shuffled(papers), 30), tally(how, papers, 30));
      }),
    );
  });

  test('tells of no group with fewer papers than the least, and of nothing but what its groups are made of', () => {
    fc.assert(
      fc.property(anyCounting, anyPapers, (how, papers) => {
        const result = tally(how, papers, 30);
        for (const group of result.groups) assert.ok(group.papers >= how.least);
        const told = result.groups.reduce((sum, group) => sum + group.papers, 0);
        assert.equal(result.counted, told);
        // Who has a small group's answers alone could subtract: so there must be none, however one adds up what is told.
        for (const key of ['grade', 'stars', 'remark'])
          assert.equal(
            result.questions[key]?.count ?? 0,
            result.groups.reduce((sum, group) => sum + (group.questions[key]?.count ?? 0), 0),
          );
        assert.ok(result.counted === 0 || papers.length - told === 0 || how.small === 'withhold');
      }),
    );
  });

  test('keeps means between the lowest and the highest answer, and shares of one question at one in all', () => {
    fc.assert(
      fc.property(anyCounting, anyPapers, (how, papers) => {
        const { questions, total } = tally(how, papers, 30);
        const mean = questions.stars?.mean ?? null;
        if (mean !== null) assert.ok(mean >= 1 && mean <= 5);
        if (total !== null) assert.ok(total >= 30 && total <= 95);
        const shares = Object.values(questions.grade?.options ?? {}).flatMap(({ share }) => share ?? []);
        const sum = shares.reduce((all, share) => all + share, 0);
        assert.ok(shares.length === 0 || Math.abs(sum - 1) < 0.001, String(sum));
      }),
    );
  });
});
