import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { builtins, clock } from './builtins.ts';
import { compile } from './compile.ts';
import { condition } from './condition.ts';
import { FeelFailure, FeelSyntaxError } from './failure.ts';

const calendar = { holidays: [], workdays: [], hours: [['08:30', '17:30']] as const };
const functions = { ...builtins(calendar), ...clock('2026-03-02') };
const value = (text: string, data: Record<string, unknown> = {}, names = Object.keys(data)) =>
  compile(text, names).evaluate({ ...functions, ...data });

describe('an expression is parsed once and evaluated many times', () => {
  test('each evaluation sees its own scope and nothing of the one before', () => {
    const expression = compile('a + b', ['a', 'b']);
    assert.equal(expression.evaluate({ a: 1, b: 2 }), 3);
    assert.equal(expression.evaluate({ a: 1 }), null);
    assert.equal(expression.evaluate({ a: 'x', b: 'y' }), 'xy');
  });

  test('a failure does not stay for the next evaluation', () => {
    const expression = compile('a + b', ['a', 'b']);
    assert.throws(() => expression.evaluate({ a: 1, b: 'y' }), FeelFailure);
    assert.equal(expression.evaluate({ a: 1, b: 2 }), 3);
    assert.throws(() => expression.evaluate({ a: 1, b: 'y' }), FeelFailure);
  });

  test('two expressions do not see one another', () => {
    const first = compile('a', ['a']);
    const second = compile('a', ['a']);
    assert.equal(first.evaluate({ a: 1 }), 1);
    assert.equal(second.evaluate({}), null);
    assert.equal(first.evaluate({ a: 1 }), 1);
  });

  test('the data are left as they were', () => {
    const data = Object.freeze({ rows: Object.freeze([Object.freeze({ n: 1 }), Object.freeze({ n: 3 })]) });
    assert.deepEqual(value('rows[n > 1].n', data), [3]);
  });

  test('integers add up as JavaScript adds them', () => {
    const sum = compile('a + b', ['a', 'b']);
    fc.assert(fc.property(fc.integer(), fc.integer(), (a, b) => sum.evaluate({ a, b }) === a + b));
  });
});

describe('names', () => {
  test('Chinese names and names with spaces are read', () => {
    assert.equal(value('年 收入 * 2', { '年 收入': 4 }), 8);
    assert.equal(value('annual income * 2', { 'annual income': 4 }), 8);
    assert.equal(value('请假天数 > 3', { 请假天数: 5 }), true);
  });

  test('root names, calls, paths and names in filters are recorded', () => {
    const read = compile('合计(for d in docs return d.copies * k) + count(docs[pages > min]) + period.start');
    assert.deepEqual([...read.names].sort(), ['docs', 'k', 'min', 'pages', 'period']);
    assert.deepEqual([...read.calls].sort(), ['count', '合计']);
    assert.deepEqual([...read.filterNames].sort(), ['min', 'pages']);
    assert.deepEqual([...read.paths].sort(), ['docs', 'docs.copies', 'k', 'min', 'pages', 'period.start']);
    assert.deepEqual(compile('sum(items.price) + a.b.c').paths, ['items.price', 'a.b.c']);
  });

  test('names bound by loops, quantifiers, functions and contexts are not root names', () => {
    assert.deepEqual(compile('for x in [1], y in [x] return x + y').names, []);
    assert.deepEqual(compile('some c in courses satisfies c.cover = "代课"').names, ['courses']);
    assert.deepEqual(compile('sort(rows, function(x, y) x.n < y.n)').names, ['rows']);
    assert.deepEqual(compile('{a: 1, b: a + c}.b').names, ['c']);
    assert.deepEqual(compile('for x in a return partial[-1]').names, ['a']);
  });

  test('a known name that has no value is null, even when FEEL has a function of that name', () => {
    assert.equal(value('price * count', { price: 3 }, ['price', 'count']), null);
    assert.equal(value('count([1, 2])', {}), 2);
  });

  test('the clock of the machine is out of reach', () => {
    assert.throws(() => compile('now()').evaluate({}), FeelFailure);
    assert.throws(() => compile('today()').evaluate({}), FeelFailure);
    assert.equal(value('today()'), '2026-03-02');
    assert.equal(value('今天() < "2026-03-03"'), true);
  });
});

describe('what is missing and what is wrong', () => {
  for (const text of [
    'a + 1',
    '-a',
    'a.b.c',
    'a[1]',
    'date(a)',
    'sum(a.b)',
    'string length(a)',
    '大写金额(a)',
  ]) {
    test(`${text} is null while a is missing`, () => assert.equal(value(text, {}, ['a']), null));
  }

  for (const text of [
    'foo(1)',
    '1 + "a"',
    'count(1, 2, 3)',
    'date("zz")',
    '大写金额("x")',
    '1 between "a" and 3',
  ]) {
    test(`${text} is a failure`, () => {
      assert.throws(
        () => value(text),
        (error) => error instanceof FeelFailure && error.text === text,
      );
    });
  }

  test('a result that is no JSON value is a failure', () => {
    for (const text of ['function(x) x', '[1..3]', '10 ** 400', 'sum']) {
      assert.throws(() => value(text), FeelFailure, text);
    }
  });

  test('dates and durations come out as ISO text', () => {
    assert.equal(value('date("2026-03-01") + duration("P1D")'), '2026-03-02');
    assert.equal(value('duration("PT5M")'), 'PT5M');
    assert.deepEqual(value('{at: [date("2026-03-01")]}'), { at: ['2026-03-01'] });
  });
});

describe('a text that is not FEEL is refused with its place and a hint', () => {
  const cases: [string, number, RegExp][] = [
    ['1 +', 3, /没有写完/],
    ['', 0, /空/],
    ['a == 1', 2, /只写一个“=”/],
    ['a > 1 && b', 6, /and/],
    ["a = 'x'", 4, /双引号/],
    ['1) + (2', 1, /附近看不懂/],
    ['if a then 1', 11, /没有写完/],
    ['a = “x”', 4, /中文引号/],
  ];
  for (const [text, from, message] of cases) {
    test(JSON.stringify(text), () => {
      assert.throws(
        () => compile(text),
        (error) =>
          error instanceof FeelSyntaxError && error.position.from === from && message.test(error.message),
      );
    });
  }

  test('a string may hold anything that would be a fault outside', () => {
    assert.equal(value('"a == b && \'c\'"'), "a == b && 'c'");
  });

  test('a text too long for an expression is refused before it is parsed', () => {
    assert.throws(() => compile(`1${' + 1'.repeat(2000)}`), FeelSyntaxError);
  });

  test('any text either compiles or is refused with a position inside it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        try {
          compile(text);
          return true;
        } catch (error) {
          return error instanceof FeelSyntaxError && error.position.from <= text.length;
        }
      }),
    );
  });
});

describe('reach', () => {
  const row = JSON.parse('{"__proto__": {"secret": 1}, "n": 1}') as Record<string, unknown>;

  test('__proto__, constructor and prototype give null', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      assert.equal(value(name), null, name);
      assert.equal(value(`x.${name}`, { x: {} }), null, name);
      assert.equal(value(`x.y.${name}`, { x: { y: 'text' } }), null, name);
    }
    assert.equal(value('x.constructor.constructor', { x: {} }), null);
  });

  test('an own key __proto__ in the data is not seen and pollutes nothing', () => {
    assert.equal(value('row.secret', { row }), null);
    assert.deepEqual(value('rows[n = 1].secret', { rows: [row] }), [null]);
    assert.equal(value('secret', JSON.parse('{"__proto__": {"secret": 1}}'), ['secret']), null);
    assert.equal(({} as Record<string, unknown>).secret, undefined);
  });

  test('nothing leads from a function to the code behind it', () => {
    for (const text of [
      'sum.constructor',
      '大写金额.constructor',
      'sum.bind',
      'sum.caller',
      'sum.prototype.x',
    ]) {
      assert.equal(value(text), null, text);
    }
  });

  test('inherited properties of the scope and functions inside the data are not seen', () => {
    assert.equal(compile('a').evaluate(Object.create({ a: 1 })), null);
    assert.equal(value('x.f', { x: { f: () => 1 } }), null);
    assert.equal(value('x.getTime', { x: new Date(0) }), null);
  });

  test('data nested without end is cut off instead of exhausting the stack', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
    assert.equal(value('count(deep)', { deep }), 1);
    let hostile: unknown = row;
    for (let depth = 0; depth < 200; depth += 1) hostile = { a: hostile, b: row };
    assert.equal(value('hostile.b.n', { hostile }), 1);
  });
});

describe('a condition', () => {
  test('is true or false, and null counts as false', () => {
    assert.equal(condition(compile('a > 3', ['a']), { a: 4 }), true);
    assert.equal(condition(compile('a > 3', ['a']), { a: 3 }), false);
    assert.equal(condition(compile('a > 3', ['a']), {}), false);
  });

  test('that gives anything else is a failure', () => {
    assert.throws(() => condition(compile('a', ['a']), { a: 4 }), FeelFailure);
    assert.throws(() => condition(compile('a', ['a']), { a: 'true' }), FeelFailure);
  });
});
