import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '../compile.ts';
import { FeelFailure } from '../failure.ts';

const fault = (text: string) => compile(text, ['rows', 'n', 's']).fault?.message;

describe('what a publisher is told before any data are known', () => {
  const cases: [string, RegExp][] = [
    ['for a in 1..1000, b in 1..1000, c in 1..1000 return a', /计算量太大.*亿 步/],
    ['some a in 1..3000 satisfies some b in 1..3000 satisfies a + b = 1', /计算量太大/],
    ['count(for a in [1..200000] return a)', /一列值会超过|计算量太大/],
    ['some a in rows, b in rows, c in rows, d in rows satisfies a = b', /计算量太大/],
    ['string join(for i in 1..10000 return "一二三四五六七八九十", "，")', /文字会超过/],
    [
      '{a: "12345678", b: a + a + a + a + a + a + a + a, c: b + b + b + b + b + b + b + b, d: c + c + c + c + c + c + c + c, e: d + d + d + d + d + d + d + d, f: e + e + e + e + e + e + e + e}.f',
      /文字会超过/,
    ],
    ['{fib: function(n) if n < 2 then n else fib(n - 1) + fib(n - 2), r: fib(9)}.r', /fib 不能调用它自己/],
    ['matches(s, "(?=a)b")', /前后查看/],
    ['replace(s, "(a)\\\\1", "")', /回指/],
    ['function(x) external {java: {class: "java.lang.Math", "method signature": "cos(double)"}}', /外部函数/],
    ['n instance of Nonsense', /没有这种类型/],
    ['{"__proto__": 1}', /__proto__/],
  ];
  for (const [text, message] of cases) {
    test(text.slice(0, 70), () => assert.match(fault(text) ?? 'nothing', message));
  }

  test('such an expression fails at once when it is evaluated after all', () => {
    for (const [text, message] of cases) {
      assert.throws(
        () => compile(text, ['rows', 'n', 's']).evaluate({}),
        (error) => error instanceof FeelFailure && message.test(error.message) && error.text === text,
        text,
      );
    }
  });

  test('judging a deep or long text takes no longer than reading it', () => {
    assert.equal(fault(`${'('.repeat(100)}1${')'.repeat(100)}`), undefined);
    assert.equal(fault(`${'if n then '.repeat(80)}1${' else 2'.repeat(80)}`), undefined);
  });
});

describe('what stays unsaid', () => {
  const allowed = [
    'every a in rows, b in rows satisfies a.key != b.key or a = b',
    'sum(for a in rows return sum(a.inner[n > 1].amount)) > 100',
    'for a in rows, b in a.inner, c in b.inner return c.amount',
    'for i in 1..n return i',
    'some a in 1..1000, b in 1..100 satisfies a = b',
    'sort(rows, function(a, b) a.name < b.name)',
    'string join(rows.name, "、")',
    'matches(s, "(a+)+$")',
    '{double: function(x) x * 2, twice: double(double(2))}.twice',
  ];
  for (const text of allowed) test(text, () => assert.equal(fault(text), undefined));
});
