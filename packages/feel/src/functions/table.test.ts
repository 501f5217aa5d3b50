import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '../compile.ts';
import { FeelFailure } from '../failure.ts';
import { builtins } from './table.ts';

/** Of each function, what it gives; several examples where there are several ways to call it. */
const examples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  not: { 'not(true)': false },
  string: { 'string(1.5)': '1.5', 'string({a: [1, "b"]})': '{a: [1, "b"]}' },
  number: { 'number("1 000,5", " ", ",")': 1000.5, 'number("-1e3")': -1000 },
  substring: {
    'substring("foobar", 3)': 'obar',
    'substring("foobar", -2, 1)': 'a',
    'substring("😀字", 2)': '字',
  },
  'string length': { 'string length("😀字")': 2 },
  'upper case': { 'upper case("abc")': 'ABC' },
  'lower case': { 'lower case("ABC")': 'abc' },
  'substring before': { 'substring before("foobar", "bar")': 'foo', 'substring before("foobar", "x")': '' },
  'substring after': { 'substring after("foobar", "o")': 'obar', 'substring after("foobar", "x")': '' },
  contains: { 'contains("foobar", "ob")': true },
  'starts with': { 'starts with("foobar", "fo")': true },
  'ends with': { 'ends with("foobar", "r")': true },
  'string join': { 'string join(["a", null, "b"], "、")': 'a、b', 'string join(["a"])': 'a' },
  matches: {
    'matches("ABC", "b", "i")': true,
    'matches("a\\nb", "a b", "sx")': false,
    'matches("ab", "a b", "x")': true,
  },
  replace: {
    'replace("abc", "b*", "-")': '-a--c-',
    'replace(input: "aBc", pattern: "b", replacement: "", flags: "i")': 'ac',
  },
  split: {
    'split("a; b;c", ";\\\\s*")': ['a', 'b', 'c'],
    'split("ab", "")': ['a', 'b'],
    'split("", ",")': [''],
  },
  'list contains': { 'list contains([1, [2]], [2])': true, 'list contains([1, null], null)': true },
  count: { 'count([1, null])': 2 },
  sublist: { 'sublist([1, 2, 3], 2)': [2, 3], 'sublist([1, 2, 3], -2, 1)': [2] },
  append: { 'append([1], 2, [3])': [1, 2, [3]] },
  concatenate: { 'concatenate([1], [2, 3], 4)': [1, 2, 3, 4] },
  union: { 'union([1, 2], [2, 3])': [1, 2, 3] },
  'insert before': { 'insert before([1, 3], 2, 2)': [1, 2, 3], 'insert before([1], -1, 0)': [0, 1] },
  remove: { 'remove([1, 2, 3], 2)': [1, 3], 'remove([1, 2], -1)': [1] },
  reverse: { 'reverse([1, 2])': [2, 1] },
  'index of': { 'index of([1, 2, 1], 1)': [1, 3] },
  'distinct values': { 'distinct values([1, "1", 1, {a: 1}, {a: 1}])': [1, '1', { a: 1 }] },
  flatten: { 'flatten([1, [2, [3]]])': [1, 2, 3] },
  'list replace': {
    'list replace([1, 2, 3], 2, 9)': [1, 9, 3],
    'list replace([1, 2, 3], -1, 9)': [1, 2, 9],
    'list replace([1, 5, 9], function(item, newItem) item > 4, 0)': [1, 0, 0],
    'list replace(list: [1], match: function(item, newItem) true, newItem: 0)': [0],
  },
  sort: { 'sort([3, 1, 2], function(a, b) a > b)': [3, 2, 1], 'sort(["b", "a"])': ['a', 'b'] },
  all: { 'all([true, false])': false, 'all([true, null])': null, 'all([])': true },
  any: { 'any(false, true)': true, 'any([false, null])': null, 'any([])': false },
  min: { 'min(2, 1)': 1, 'min(["b", "a"])': 'a', 'min([])': null },
  max: { 'max([1, 3, 2])': 3, 'max([1, null])': null },
  sum: { 'sum([1, 2])': 3, 'sum([])': null, 'sum([1, null])': null },
  mean: { 'mean([1, 2, 6])': 3 },
  product: { 'product(2, 3)': 6 },
  median: { 'median([8, 2, 5, 3])': 4, 'median([1])': 1 },
  stddev: { 'stddev([2, 4, 7, 5])': 2.0816659994661326, 'stddev([1])': null },
  mode: { 'mode([6, 3, 9, 6, 6])': [6], 'mode([])': [] },
  decimal: { 'decimal(1/3, 2)': 0.33, 'decimal(2.5, 0)': 2 },
  floor: { 'floor(-1.5)': -2, 'floor(-1.56, 1)': -1.6 },
  ceiling: { 'ceiling(-1.5)': -1, 'ceiling(1.51, 1)': 1.6 },
  'round up': { 'round up(-5.5, 0)': -6 },
  'round down': { 'round down(5.5, 0)': 5 },
  'round half up': { 'round half up(2.5, 0)': 3 },
  'round half down': { 'round half down(2.5, 0)': 2 },
  abs: { 'abs(-1)': 1, 'abs(duration("-P1M"))': 'P1M' },
  modulo: { 'modulo(-10, 4)': 2, 'modulo(10, -4)': -2 },
  sqrt: { 'sqrt(16)': 4 },
  log: { 'log(1)': 0 },
  exp: { 'exp(0)': 1 },
  odd: { 'odd(5)': true, 'odd(-1)': true },
  even: { 'even(0)': true },
  date: { 'date("2026-03-01T10:00:00")': '2026-03-01', 'date(year: 2026, month: 3, day: 1)': '2026-03-01' },
  time: {
    'time("10:00:00@Europe/Paris")': '10:00:00@Europe/Paris',
    'time(@"2026-03-01T10:00:00Z")': '10:00:00Z',
  },
  'date and time': { 'date and time(date("2026-03-01"), time("10:00:00"))': '2026-03-01T10:00:00' },
  duration: { 'duration(from: "PT1H")': 'PT1H' },
  'years and months duration': { 'years and months duration(date("2026-01-31"), date("2026-02-28"))': 'P0M' },
  'day of year': { 'day of year("2026-12-31")': 365 },
  'day of week': { 'day of week(@"2026-03-02T10:00:00")': 'Monday' },
  'month of year': { 'month of year("2026-12-31")': 'December' },
  'week of year': { 'week of year("2026-12-31")': 53 },
  is: { 'is(1, 1)': true, 'is(null, null)': true, 'is(1, "1")': false },
  before: { 'before(1, [2..3])': true, 'before([1..2], [2..3])': false },
  after: { 'after([2..3], 1)': true },
  meets: { 'meets([1..3], (3..5])': false },
  'met by': { 'met by([3..5], [1..3])': true },
  overlaps: { 'overlaps([1..3], [2..5])': true },
  'overlaps before': { 'overlaps before([1..3], [2..5])': true },
  'overlaps after': { 'overlaps after([2..5], [1..3])': true },
  finishes: { 'finishes([3..5], [1..5])': true },
  'finished by': { 'finished by([1..5], 5)': true },
  includes: { 'includes(range: [1..5], point: 5)': true },
  during: { 'during([2..3], [1..5])': true },
  starts: { 'starts([1..3], [1..5])': true },
  'started by': { 'started by([1..5], 1)': true },
  coincides: { 'coincides(1, 1)': true, 'coincides([1..2], [1..2))': false },
  'get value': { 'get value({a: 1}, "a")': 1, 'get value({a: 1}, "constructor")': null },
  'get entries': { 'get entries({a: 1})': [{ key: 'a', value: 1 }] },
  context: { 'context([{key: "a", value: 1}])': { a: 1 } },
  'context put': {
    'context put({a: 1}, "b", 2)': { a: 1, b: 2 },
    'context put({a: {b: 1}}, ["a", "b"], 2)': { a: { b: 2 } },
    'context put({a: 1}, ["x", "y"], 2)': null,
  },
  'context merge': { 'context merge([{a: 1, b: 1}, {b: 2}])': { a: 1, b: 2 } },
};

describe('each function of FEEL', () => {
  for (const [name, cases] of Object.entries(examples)) {
    test(name, () => {
      for (const [text, expected] of Object.entries(cases)) {
        assert.deepEqual(compile(text).evaluate({}), expected, text);
      }
    });
  }

  test('has an example', () => {
    const clocks = ['now', 'today'];
    assert.deepEqual(
      Object.keys(examples).sort(),
      [...builtins.keys()].filter((name) => !clocks.includes(name)).sort(),
    );
  });
});

describe('arguments', () => {
  test('that are missing make the result null', () => {
    for (const text of [
      'substring(null, 1)',
      'count(null)',
      'date(null)',
      'date("")',
      'abs(null)',
      'round up(null, 2)',
      'day of week("")',
      'sqrt("")',
      'before(null, 1)',
      'get value(null, "a")',
      'sublist([1], 3)',
      'remove([1], 0)',
    ]) {
      assert.equal(compile(text).evaluate({}), null, text);
    }
  });

  test('of a wrong kind, number or name are failures that say which', () => {
    const wrong: [string, RegExp][] = [
      ['substring(5, 1)', /substring\(…\) 的参数 string 应当是文字，实际是 5/],
      ['substring("a")', /参数的个数或名称不对：substring\("a"\)/],
      ['substring("a", 1, 2, 3)', /参数的个数或名称不对/],
      ['substring(string: "a", position: 1)', /参数的个数或名称不对/],
      ['sum(["a"])', /sum\(…\) 的参数应当是一列数/],
      ['min(1, "a")', /不能比较大小/],
      ['string join([1])', /一列文字/],
      ['date("2026-02-30")', /参数不对：date\("2026-02-30"\)/],
      ['day of week("soon")', /日期或日期时间/],
      ['number("a")', /写成数的文字/],
      ['number("1", ",", ",")', /分隔符/],
      ['sqrt(-1)', /非负/],
      ['modulo(1, 0)', /非零/],
      ['context([{key: "a", value: 1}, {key: "a", value: 2}])', /键不重复/],
      ['context put({}, "__proto__", 1)', /__proto__/],
      ['includes(1, 2)', /区间/],
      ['matches("a", "b", "z")', /没有这种匹配方式/],
      ['sort([1, 2], function(a) a)', /参数的个数/],
      ['string([1..2])', /没有|不能变成文字/],
      ['now()', /当前时间/],
      ['1()', /没有这个函数/],
    ];
    for (const [text, message] of wrong) {
      assert.throws(
        () => compile(text).evaluate({}),
        (error) => error instanceof FeelFailure && message.test(error.message),
        text,
      );
    }
  });

  test('are not changed by the function that gets them', () => {
    const list = Object.freeze([3, 1, 2]);
    for (const text of [
      'sort(list)',
      'reverse(list)',
      'append(list, 1)',
      'list replace(list, 1, 0)',
      'remove(list, 1)',
    ]) {
      compile(text, ['list']).evaluate({ list });
    }
  });
});
