import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Answers } from './paper.ts';
import { release, releaseLast } from './release.ts';
import { type Plan, type Question, type QuestionResult, resultsOf } from './results.ts';

const least = 5;
const choice: Question = {
  key: 'choice',
  kind: 'one',
  options: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
};
const rating: Question = { key: 'rating', kind: 'rating', options: [] };
const remark: Question = { key: 'remark', kind: 'text', options: [] };
const plan: Plan = {
  least,
  questions: [choice, rating, remark],
  groups: { names: new Map([['x', '学院']]), unknown: '未知' },
};

const aPaper = fc.record({
  group: fc.constantFrom('x', 'y', 'z', 'w', ''),
  answers: fc.record(
    {
      choice: fc.constantFrom('a', 'b', 'c'),
      rating: fc.integer({ min: 1, max: 5 }),
      remark: fc.constantFrom('慢', '', '很好用'),
    },
    { requiredKeys: [] },
  ),
});
const somePapers = fc.array(aPaper, { maxLength: 60 });

const isShown = (question: object): question is QuestionResult => !('hidden' in question);

/** Every set of people that sums and differences of what is shown give: unions of disjoint blocks, and the rest of them. */
function derivable(whole: number, parts: readonly number[]): readonly number[] {
  const sums = [0];
  for (const part of parts) sums.push(...sums.map((sum) => sum + part));
  return sums.flatMap((sum) => [sum, whole - sum]);
}

const isTellable = (count: number) => count === 0 || count >= least;

describe('results of a survey', () => {
  test('let nobody compute a figure of fewer people than the least, by whatever sums and differences', () => {
    fc.assert(
      fc.property(somePapers, (papers) => {
        const { counted, groups, questions } = resultsOf(plan, papers);
        assert.ok(isTellable(counted));
        for (const size of derivable(
          counted,
          groups.map(({ count }) => count),
        ))
          assert.ok(isTellable(size), `groups give ${size} people`);
        for (const question of questions.filter(isShown))
          for (const size of derivable(
            question.answered,
            question.groups.map(({ answered }) => answered),
          ))
            assert.ok(isTellable(size), `${question.key} gives ${size} answers`);
      }),
    );
  });

  test('lose nobody: the blocks are everybody, and an open question has all its texts', () => {
    fc.assert(
      fc.property(somePapers, (papers) => {
        const { counted, groups, questions } = resultsOf(plan, papers);
        if (counted === 0) return;
        assert.equal(counted, papers.length);
        if (groups.length > 0)
          assert.equal(
            groups.reduce((sum, { count }) => sum + count, 0),
            counted,
          );
        for (const question of questions.filter(isShown)) {
          if (question.key === 'remark') assert.equal(question.texts.length, question.answered);
          else
            assert.equal(
              question.bars.reduce((sum, { count }) => sum + count, 0),
              question.answered,
            );
        }
      }),
    );
  });

  test('tell nothing at all of four people', () => {
    const papers = Array.from({ length: 4 }, () => ({ group: 'x', answers: { choice: 'a' } }));
    const { counted, questions } = resultsOf(plan, papers);
    assert.equal(counted, 0);
    assert.ok(questions.every((question) => !isShown(question)));
  });

  test('count a small group together with the smallest other one', () => {
    const papers = [...people(9, 'x'), ...people(6, 'y'), ...people(2, 'z')];
    assert.deepEqual(resultsOf(plan, papers).groups, [
      { name: '学院', count: 9 },
      { name: 'y、z', count: 8 },
    ]);
  });

  test('hide a second group where the first would come out by subtraction', () => {
    // Of z three have rated: all less x and y would be these three.
    const papers = [
      ...people(9, 'x', { rating: 4 }),
      ...people(6, 'y', { rating: 2 }),
      ...people(3, 'z', { rating: 1 }),
      ...people(4, 'z'),
    ];
    const [shown] = resultsOf({ ...plan, questions: [rating] }, papers).questions;
    assert.ok(shown !== undefined && isShown(shown));
    assert.deepEqual(
      shown.groups.map(({ name }) => name),
      ['学院'],
    );
  });

  test('give numbers as ranges between round numbers', () => {
    const ages = [23, 31, 35, 44, 58, 61].map((age) => ({ group: '', answers: { age } }));
    const [shown] = resultsOf(
      { least, questions: [{ key: 'age', kind: 'number', options: [] }] },
      ages,
    ).questions;
    assert.ok(shown !== undefined && isShown(shown));
    assert.deepEqual(shown.bars, [
      { name: '20 – <30', count: 1 },
      { name: '30 – <40', count: 2 },
      { name: '40 – <50', count: 1 },
      { name: '50 – <60', count: 1 },
      { name: '60 – <70', count: 1 },
    ]);
    assert.equal(shown.mean, 42);
  });

  test('count a word by how many wrote it, and no word of a few', () => {
    const texts = ['审批太慢', '审批审批慢', '审批不错', '审批', '审批流程长', '食堂'];
    const papers = texts.map((text) => ({ group: '', answers: { remark: text } }));
    const [shown] = resultsOf({ least, questions: [remark] }, papers).questions;
    assert.ok(shown !== undefined && isShown(shown));
    assert.deepEqual(shown.words, [{ word: '审批', count: 5 }]);
  });
});

describe('the box of a survey', () => {
  test('lets papers out so that between any two looks, and of any group, at least five have come', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('x', 'x', 'y', 'z'), { maxLength: 80 }), (groups) => {
        let box: readonly Answers[] = [];
        const steps: (readonly Answers[])[] = [];
        for (const [number, group] of groups.entries()) {
          const { out, kept } = release([...box, { group, answers: { number } }], least);
          steps.push(out);
          box = kept;
        }
        const before = new Set(steps.flat().map(({ group }) => group));
        steps.push(releaseLast(box, least, before));
        const rows = steps.flat();
        for (const step of steps) assert.ok(isTellable(step.length));
        for (const those of Map.groupBy(rows, ({ group }) => group).values())
          assert.ok(those.length >= least);
        assert.equal(
          new Set(rows.map(({ answers }) => answers.number)).size,
          groups.length < least ? 0 : groups.length,
        );
      }),
    );
  });

  test('takes the name from a group of two, and from enough others that nobody knows who the two are', () => {
    const box = [...people(2, 'z'), ...people(6, 'y'), ...people(8, 'x')];
    const groups = Map.groupBy(releaseLast(box, least, new Set()), ({ group }) => group);
    assert.deepEqual(
      [...groups].map(([group, those]) => [group, those.length]),
      [
        ['', 8],
        ['x', 8],
      ],
    );
  });
});

const people = (count: number, group: string, answers: Answers['answers'] = {}): Answers[] =>
  Array.from({ length: count }, () => ({ group, answers }));
