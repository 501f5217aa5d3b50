/**
 * feelin has an interpreter of its own, which is measured against the standard's test kit. Where it is right and we
 * decided nothing else (the README lists both), ours must say the same.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { evaluate } from 'feelin';
import { compile, type Expression } from '../compile.ts';
import { FeelFailure, FeelSyntaxError } from '../failure.ts';

const data = {
  n: 3,
  m: -2,
  s: '文字',
  t: true,
  empty: null,
  list: [3, 1, 2, 3],
  rows: [
    { a: 1, b: 'x', ok: true, sub: [{ c: 5 }] },
    { a: 4, b: 'y', ok: false, sub: [] },
    { a: 4, b: 'z', ok: true, sub: [{ c: 6 }, { c: 7 }] },
  ],
};

const { number } = fc.letrec<Record<'number' | 'truth' | 'text' | 'list' | 'rows', string>>((tie) => {
  const both = (
    a: 'number' | 'text' | 'list',
    b: 'number' | 'text' | 'list',
    write: (a: string, b: string) => string,
  ) => fc.tuple(tie(a), tie(b)).map(([left, right]) => write(left, right));
  const depth = { maxDepth: 4, depthSize: 'small' } as const;
  return {
    number: fc.oneof(
      depth,
      fc.integer({ min: -9, max: 20 }).map(String),
      fc.constantFrom(
        'n',
        'm',
        'rows[1].a',
        'rows[-1].sub[1].c',
        'count(rows)',
        'rows[9].a',
        'empty',
        'list[2]',
      ),
      both('number', 'number', (a, b) => `(${a} + ${b})`),
      both('number', 'number', (a, b) => `(${a} * ${b} - 1)`),
      fc
        .tuple(tie('truth'), tie('number'), tie('number'))
        .map(([c, a, b]) => `(if ${c} then ${a} else ${b})`),
      tie('list').map((list) => `sum(${list})`),
      tie('list').map((list) => `max(${list})`),
      tie('list').map((list) => `count(distinct values(${list}))`),
      tie('rows').map((rows) => `count(${rows})`),
      tie('text').map((text) => `string length(${text})`),
      both('number', 'number', (a, b) => `{x: ${a}, y: if x = null then 0 else ${b}}.y`),
      both('number', 'number', (a, b) => `(function(x, y) x - y)(${a}, ${b})`),
    ),
    truth: fc.oneof(
      depth,
      fc.constantFrom('t', 'true', 'false', 'null'),
      both('number', 'number', (a, b) => `(${a} < ${b})`),
      both('number', 'number', (a, b) => `(${a} = ${b})`),
      tie('number').map((a) => `(${a} in [2..10])`),
      tie('number').map((a) => `(${a} in (1, > 5))`),
      both('text', 'text', (a, b) => `(${a} != ${b})`),
      fc.tuple(tie('truth'), tie('truth')).map(([a, b]) => `(${a} and ${b})`),
      fc.tuple(tie('truth'), tie('truth')).map(([a, b]) => `(${a} or ${b})`),
      tie('truth').map((a) => `not(${a})`),
      fc.tuple(tie('rows'), tie('number')).map(([rows, a]) => `(some r in ${rows} satisfies r.a = ${a})`),
      fc.tuple(tie('list'), tie('number')).map(([list, a]) => `list contains(${list}, ${a})`),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom('s', '"a\\"b"', '""', 'rows[2].b', '"中 x"'),
      both('text', 'text', (a, b) => `(${a} + ${b})`),
      tie('number').map((a) => `string(${a})`),
      tie('text').map((a) => `upper case(${a})`),
      both('text', 'number', (a, b) => `substring(${a}, ${b} * ${b} + 1)`),
    ),
    list: fc.oneof(
      depth,
      fc.constantFrom('list', '[]', 'rows.a', 'flatten(rows.sub).c'),
      both('number', 'number', (a, b) => `[${a}, ${b}]`),
      both('list', 'list', (a, b) => `concatenate(${a}, ${b})`),
      tie('list').map((list) => `reverse(${list})`),
      tie('list').map((list) => `(for x in ${list}, y in [1, 2] return x * y)`),
      fc.constantFrom(-3, -1, 1, 5).map((to) => `(for i in 1..${to} return i * i)`),
      fc.tuple(tie('list'), tie('number')).map(([list, a]) => `${list}[item > ${a}]`),
      tie('list').map((list) => `sort(${list}, function(x, y) x < y)`),
    ),
    rows: fc.oneof(
      depth,
      fc.constantFrom('rows', 'rows[a > 1]', 'rows[ok = true]', 'rows[b = "x"]'),
      fc.tuple(tie('rows'), tie('number')).map(([rows, a]) => `${rows}[a != ${a}]`),
    ),
  };
});

/** The parser, which is feelin's too, gives up on some texts with many brackets in one another. */
function compiled(text: string): Expression | undefined {
  try {
    return compile(text, Object.keys(data));
  } catch (error) {
    if (error instanceof FeelSyntaxError) return undefined;
    throw error;
  }
}

describe('our interpreter', () => {
  test('says what feelin says of numbers, texts, lists, tables, loops and logic', () => {
    let compared = 0;
    fc.assert(
      fc.property(number, (text) => {
        const expression = compiled(text);
        fc.pre(expression !== undefined && expression.fault === undefined);
        const { value, warnings } = evaluate(text, data);
        let ours: unknown;
        try {
          ours = expression.evaluate(data);
        } catch (error) {
          // What we refuse feelin at least warns of.
          assert.ok(error instanceof FeelFailure && (warnings.length > 0 || value === null), text);
          return;
        }
        compared += 1;
        assert.equal(JSON.stringify(ours), JSON.stringify(value ?? null), text);
      }),
      { numRuns: 1500 },
    );
    assert.ok(compared > 500, `${compared}`);
  });
});
