import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkNames } from './check-names.ts';
import { compile } from './compile.ts';

const faults = (text: string, allowed: string[]) => checkNames(compile(text, allowed), allowed);

describe('names that nobody knows are found before anything runs', () => {
  test('fields, functions of FEEL and our own functions are known', () => {
    assert.deepEqual(faults('string length(a) + count(b) + 工作日(a, b) + round up(a, 2)', ['a', 'b']), []);
    assert.deepEqual(faults('date(a) < date and time(b) + duration("PT1H")', ['a', 'b']), []);
    assert.deepEqual(faults('years and months duration(date(a), date(b))', ['a', 'b']), []);
  });

  test('a mistyped name comes with the one that was meant', () => {
    assert.match(faults('dyas > 3', ['days', 'reason'])[0]?.message ?? '', /dyas.*是不是 days/);
    assert.match(faults('工做日(a, a) > 3', ['a'])[0]?.message ?? '', /工做日.*是不是 工作日/);
    assert.match(faults('salary > 3', ['days'])[0]?.message ?? '', /^没有叫“salary”的名称$/);
  });

  test('full-width brackets, which become part of a name, are pointed out', () => {
    assert.match(faults('大写金额（a）', ['a'])[0]?.message ?? '', /全角/);
  });

  test('a field that has the name of a function may be read but not called', () => {
    assert.deepEqual(faults('price * count', ['price', 'count']), []);
    assert.match(faults('count(price)', ['price', 'count'])[0]?.message ?? '', /同名/);
  });
});
