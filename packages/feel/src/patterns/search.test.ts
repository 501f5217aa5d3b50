import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FeelFailure } from '../failure.ts';
import { mostSteps, startRun } from '../run.ts';
import { programOf } from './program.ts';
import { search } from './search.ts';

const plain = { ignoresCase: false, dotIsAny: false, linewise: false };
const find = (pattern: string, text: string, flags = plain) =>
  search(startRun({}), programOf(pattern, flags), text, 0, true);

/** Patterns that JavaScript reads in the same way. */
const patternOf = (counts: readonly string[], turnBegins: readonly string[]) =>
  fc.letrec<{ piece: string }>((tie) => ({
    piece: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '\\w', '中', '\\b', '^', '$'),
      fc.tuple(tie('piece'), tie('piece')).map(([a, b]) => a + b),
      fc.tuple(tie('piece'), tie('piece')).map(([a, b]) => `(${a}|${b})`),
      fc
        .tuple(fc.constantFrom(...turnBegins), tie('piece'), fc.constantFrom(...counts))
        .map(([begin, a, count]) => `(?:${begin}${a})${count}`),
      tie('piece').map((a) => `(${a})`),
    ),
  })).piece;
const greedy = ['*', '+', '?', '{2}', '{1,3}', '{2,}'];
const lazy = ['*?', '+?', '??', '{0,2}?', '{2,}?'];
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '中', '\n', '😀'), maxLength: 12 });

describe('a pattern finds what JavaScript finds', () => {
  test('whatever the pattern and the text: the same match, at the same place', () => {
    fc.assert(
      fc.property(patternOf([...greedy, ...lazy], ['a', 'b', '.']), text, (source, input) => {
        const expected = new RegExp(source, 'u').exec(input);
        const found = find(source, input);
        assert.deepEqual(
          found && [found[0], found[1]],
          expected ? [expected.index, expected.index + expected[0].length] : undefined,
        );
      }),
      { numRuns: 2000 },
    );
  });

  // Where a turn of a loop takes nothing, JavaScript takes it back and tries for more; how long the match is then
  // differs from engine to engine, whether and where there is one does not.
  test('also with turns that take nothing, as to whether and where there is one', () => {
    fc.assert(
      fc.property(patternOf([...greedy, ...lazy], ['']), text, (source, input) => {
        assert.equal(find(source, input)?.[0], new RegExp(source, 'u').exec(input)?.index);
      }),
      { numRuns: 2000 },
    );
    assert.deepEqual(find('a+?', 'aaa'), [0, 1]);
    assert.deepEqual(find('<.*?>', '<a><b>'), [0, 3]);
    assert.deepEqual(find('a{2,}?b', 'aaab'), [0, 4]);
  });

  test('with its groups', () => {
    const cases: [string, string][] = [
      ['(a+)(b+)?', 'caab'],
      ['(a|ab)(c|bcd)(d*)', 'abcd'],
      ['(\\d{4})-(\\d\\d)-(\\d\\d)', 'on 2026-03-01.'],
      ['(a)|(b)', 'b'],
      ['((a)(b))c', 'abc'],
    ];
    for (const [source, input] of cases) {
      const expected = new RegExp(source, 'ud').exec(input);
      const found = find(source, input) ?? [];
      const groups = expected?.indices?.flatMap((range) => range ?? [-1, -1]);
      assert.deepEqual([...found, ...new Array(20).fill(-1)].slice(0, groups?.length), groups, source);
    }
  });

  test('with flags', () => {
    assert.ok(find('ABC', 'xabcx', { ...plain, ignoresCase: true }));
    assert.ok(find('[^a]', 'b', { ...plain, ignoresCase: true }));
    assert.equal(find('[^a]', 'A', { ...plain, ignoresCase: true }), undefined);
    assert.equal(find('a.b', 'a\nb'), undefined);
    assert.ok(find('a.b', 'a\nb', { ...plain, dotIsAny: true }));
    assert.equal(find('^b$', 'a\nb'), undefined);
    assert.ok(find('^b$', 'a\nb', { ...plain, linewise: true }));
  });
});

describe('what XPath has and JavaScript has not', () => {
  test('characters can be taken out of a class', () => {
    assert.ok(find('^[a-z-[aeiou]]+$', 'xyz'));
    assert.equal(find('^[a-z-[aeiou]]+$', 'xyza'), undefined);
  });

  test('categories and scripts of Unicode', () => {
    assert.ok(find('^\\p{Han}{2,4}$', '欧阳娜'));
    assert.ok(find('^[\\p{L}·]+$', '阿依古丽·买买提'));
    assert.equal(find('^\\P{L}$', '中'), undefined);
  });
});

describe('what cannot be matched in linear time, or is no pattern, is refused', () => {
  const cases: [string, RegExp][] = [
    ['(a)\\1', /回指/],
    ['(?=a)', /前后查看/],
    ['(?<!a)b', /前后查看/],
    ['(?<name>a)', /前后查看/],
    ['(', /缺少 \)/],
    ['a)', /多了一个 \)/],
    ['[a', /缺少 \]/],
    ['[]', /没有字符/],
    ['*a', /可以重复/],
    ['a**', /重复记号/],
    ['a{3,1}', /前大后小/],
    ['a{1001}', /超过 1000/],
    ['[z-a]', /前大后小/],
    ['\\p{Nonsense}', /类别/],
    ['\\u0061', /不支持/],
    ['((((a{90}){90})){90})', /太复杂/],
    [`${'('.repeat(60)}a${')'.repeat(60)}`, /太深/],
  ];
  for (const [source, message] of cases) {
    test(JSON.stringify(source.slice(0, 30)), () => {
      assert.throws(
        () => find(source, 'a'),
        (error) => error instanceof FeelFailure && message.test(error.message),
      );
    });
  }

  test('any text is a pattern or is refused', () => {
    const signs = fc.string({ unit: fc.constantFrom(...'ab([{)]}*+?|^$.\\-,1中'), maxLength: 12 });
    fc.assert(
      fc.property(signs, (source) => {
        try {
          find(source, 'ab1');
        } catch (error) {
          assert.ok(error instanceof FeelFailure);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the work', () => {
  const hostile = [
    '(a+)+$',
    '(a|aa)+$',
    '(.*)*x',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(a*)*b',
    '(a|a?)+c',
    '.*.*.*.*x',
  ];
  for (const source of hostile) {
    test(`of ${source} grows with the text, not with its powers`, () => {
      const cost = (length: number) => {
        const run = startRun({});
        search(run, programOf(source, plain), `${'a'.repeat(length)}!`, 0, false);
        return mostSteps - run.stepsLeft;
      };
      assert.ok(cost(10_000) < cost(1000) * 11, `${cost(1000)} ${cost(10_000)}`);
      assert.ok(cost(10_000) < mostSteps / 3);
    });
  }

  test('is bounded by what may be spent', () => {
    const run = startRun({});
    const program = programOf('[\\p{L}\\p{N}]{1,900}$', plain);
    assert.throws(() => search(run, program, `${'中'.repeat(50_000)}!`, 0, false), FeelFailure);
  });
});
