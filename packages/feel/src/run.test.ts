import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compile } from './compile.ts';
import { FeelFailure } from './failure.ts';

/** Far more than an evaluation takes on a busy machine, far less than a stall. */
const mostMilliseconds = 2000;

/** What the evaluation answers, or the failure; it must not take long in either case. */
function answer(text: string, data: Record<string, unknown> = {}): unknown {
  const expression = compile(text, Object.keys(data));
  const before = process.cpuUsage();
  try {
    return expression.evaluate(data);
  } catch (error) {
    assert.ok(error instanceof FeelFailure, String(error));
    return error;
  } finally {
    const { user } = process.cpuUsage(before);
    assert.ok(user / 1000 < mostMilliseconds, `${user / 1000} ms: ${text.slice(0, 80)}`);
  }
}

/** `{v0: first, v1: next of v0, …}`: each entry made of the one before. */
function chain(length: number, first: string, next: (before: string) => string, last: string): string {
  const entries = Array.from({ length }, (_, index) => `v${index + 1}: ${next(`v${index}`)}`);
  return `{v0: ${first}, ${entries.join(', ')}, last: ${last}}.last`;
}

/** Not too long, and not with more brackets in one another than the parser can follow. */
function isFeel(text: string): boolean {
  try {
    compile(text);
    return true;
  } catch {
    return false;
  }
}

const rows = Array.from({ length: 200 }, (_, index) => ({
  key: index % 20,
  amount: index,
  name: `第 ${index} 项`,
}));

describe('an expression that would take too long is a failure, not a stall', () => {
  const hostile: Record<string, [string, Record<string, unknown>?]> = {
    'three loops over 1..1000': ['for a in 1..1000, b in 1..1000, c in 1..1000 return a + b + c'],
    'three loops, one in the other': [
      'for a in 1..1000 return for b in 1..1000 return for c in 1..1000 return a',
    ],
    'three loops, each as long as the data say': [
      'some a in 1..n, b in 1..n, c in 1..n satisfies a < 0',
      { n: 1000 },
    ],
    'a range of the data': ['for i in 1..n return i', { n: 1e15 }],
    'a range that holds nothing like it': ['every i in 1..n satisfies i > 0', { n: 1e9 }],
    'a range of days': ['for day in date("0001-01-01")..date("9999-12-31") return day'],
    'four loops over tables': ['count(for a in t, b in t, c in t, d in t return 1)', { t: rows }],
    'filters in filters': ['count(t[count(t[count(t[amount > 1]) > 1]) > 1])', { t: rows }],
    'a text that doubles': [chain(60, '"xxxxxxxx"', (v) => `${v} + ${v}`, 'v60')],
    'a text that doubles in a loop': [
      'for i in 1..60 return if i = 1 then "x" else partial[-1] + partial[-1]',
    ],
    'a text joined of a range': ['string join(for i in 1..n return "xxxxxxxxxx", "")', { n: 100_000 }],
    'a text replaced by longer ones': [
      chain(9, 's', (v) => `replace(${v}, ".", "xxxxxxxxxx")`, 'v9'),
      { s: 'x' },
    ],
    'a list that doubles': [chain(60, '[1, 2]', (v) => `concatenate(${v}, ${v})`, 'count(v60)')],
    'a list of lists that double, as result': [chain(30, '[1, 2]', (v) => `[${v}, ${v}]`, 'v30')],
    'a list of lists that double, flattened': [chain(30, '[1, 2]', (v) => `[${v}, ${v}]`, 'flatten(v30)')],
    'a list of lists that double, compared': [chain(30, '[1, 2]', (v) => `[${v}, ${v}]`, 'v30 = v30')],
    'a list of lists that double, as text': [chain(30, '[1, 2]', (v) => `[${v}, ${v}]`, 'string(v30)')],
    'a context that grows': [chain(30, '{a: 1}', (v) => `{a: ${v}, b: ${v}}`, 'v30')],
    'a function that calls itself': ['{f: function(n) f(n + 1), r: f(1)}.r'],
    'a function that is passed to itself': ['(function(f) f(f))(function(f) f(f))'],
    'a function that calls itself twice': [
      '(function(f, n) f(f, n))(function(f, n) if n < 2 then n else f(f, n - 1) + f(f, n - 2), 31)',
    ],
    'distinct values that are no scalars': [
      'count(distinct values(for i in 1..n return [i]))',
      { n: 20_000 },
    ],
    'a search for a long text': ['contains(s, m)', { s: 'a'.repeat(100_000), m: `${'a'.repeat(50_000)}b` }],
    'a pattern of repeated repetitions': [
      'matches(s, "([\\\\p{L}]{1,40}){1,20}$")',
      { s: `${'中'.repeat(10_000)}!` },
    ],
    'a pattern that looks to the end for each match': ['replace(s, "a*b|a", "x")', { s: 'a'.repeat(10_000) }],
  };
  for (const [name, [text, data]] of Object.entries(hostile)) {
    test(name, () => assert.ok(answer(text, data) instanceof FeelFailure));
  }

  test('a range alone costs nothing, however long it is', () => {
    assert.equal(answer('5 in [1..n]', { n: 1e15 }), true);
    assert.equal(answer('(some i in 1..n satisfies i > 3)', { n: 1e15 }), true);
  });

  test('what JavaScript would take years for is answered', () => {
    const s = `${'a'.repeat(10_000)}!`;
    for (const pattern of ['(a+)+$', '(a|aa)+$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(.*)*x']) {
      assert.equal(answer(`matches(s, "${pattern}")`, { s }), false, pattern);
    }
  });

  test('a failure of one evaluation does not weigh on the next', () => {
    const expression = compile('every i in 1..n satisfies i > 0', ['n']);
    assert.throws(() => expression.evaluate({ n: 1e9 }), FeelFailure);
    assert.equal(expression.evaluate({ n: 1000 }), true);
  });
});

describe('what offices need stays allowed', () => {
  const legitimate: Record<string, unknown> = {
    'some row in t satisfies row.name = "第 199 项"': true,
    'sum(t[key = 3].amount)': 930,
    'every a in t, b in t satisfies a.amount = b.amount or a.name != b.name': true,
    'count(for a in t, b in t return if a.key = b.key and a.amount < b.amount then a.name else null)': 40_000,
    'count(t[count(t[amount > 100]) > 1])': 200,
    'count(distinct values(t.key))': 20,
    'sum(for row in t return row.amount * 0.01)': 199,
    'string length(string join(t.name, "、"))': 1489,
    'sort(t, function(a, b) a.amount > b.amount)[1].amount': 199,
    'count(for i in 1..366 return date("2026-01-01") + duration("P1D") * i)': 366,
  };
  for (const [text, expected] of Object.entries(legitimate)) {
    test(text, () => {
      assert.equal(compile(text, ['t']).fault, undefined);
      assert.equal(answer(text, { t: rows }), expected);
    });
  }
});

describe('whatever the expression and the data', () => {
  const data = {
    n: 1e9,
    big: Array.from({ length: 3000 }, (_, index) => index),
    s: 'ab '.repeat(3000),
    t: rows,
  };
  const { part } = fc.letrec<{ part: string }>((tie) => {
    const two = (write: (a: string, b: string) => string) =>
      fc.tuple(tie('part'), tie('part')).map(([a, b]) => write(a, b));
    return {
      part: fc.oneof(
        { maxDepth: 6, depthSize: 'medium' },
        fc.constantFrom(
          'n',
          'big',
          's',
          't',
          't.amount',
          '1',
          '"x"',
          'date("2026-01-01")',
          'duration("P1D")',
          'x',
          'f',
        ),
        two((a, b) => `(${a} + ${b})`),
        two((a, b) => `(${a} * ${b})`),
        two((a, b) => `(${a} = ${b})`),
        two((a, b) => `[${a}, ${b}]`),
        two((a, b) => `(for x in ${a} return ${b})`),
        two((a, b) => `(for x in 1..n, y in ${a} return ${b})`),
        two((a, b) => `(for x in 1..300 return if x = 1 then ${a} else concatenate(partial[-1], ${b}))`),
        two((a, b) => `(some x in ${a} satisfies ${b} = null)`),
        two((a, b) => `${a}[${b} = item]`),
        two((a, b) => `concatenate(${a}, ${b}, ${a})`),
        two((a, b) => `{x: ${a}, f: function(x) ${b}, y: f(f(x))}.y`),
        two((a, b) => `(function(f, x) f(f, x))(function(f, x) ${a}, ${b})`),
        two((a, b) => `sort(${a}, function(x, y) ${b} = x)`),
        two((a, b) => `string join(for x in ${a} return string(${b}), s)`),
        tie('part').map((a) => `f(f, ${a})`),
        tie('part').map((a) => `string(${a})`),
        tie('part').map((a) => `flatten(${a})`),
        tie('part').map((a) => `distinct values(${a})`),
        tie('part').map((a) => `replace(string(${a}), "(a|b|.)*", s)`),
        tie('part').map((a) => `split(string(${a}), "")`),
      ),
    };
  });

  test('there is an answer or a failure, soon', () => {
    const outcomes = new Set<string>();
    fc.assert(
      fc.property(part, (text) => {
        fc.pre(isFeel(text));
        outcomes.add(answer(text, data) instanceof FeelFailure ? 'failure' : 'answer');
      }),
      { numRuns: 150 },
    );
    assert.equal(outcomes.size, 2);
  });
});
