import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { builtinNames } from './builtin-names.ts';
import { builtins, clock } from './builtins.ts';
import { compile } from './compile.ts';
import { FeelFailure } from './failure.ts';

const scope = {
  ...builtins({ holidays: ['2026-03-04'], workdays: ['2026-03-07'], hours: [] }),
  ...clock('2026-03-02'),
};
const value = (text: string) => compile(text).evaluate(scope);

describe('functions of our own', () => {
  test('exist under each name that the parser knows', () => {
    assert.deepEqual(Object.keys(scope).sort(), [...builtinNames].sort());
  });

  test('have a Chinese and an English name for the same deed', () => {
    assert.equal(value('大写金额(582700)'), '伍仟捌佰贰拾柒元整');
    assert.equal(value('capital money(582700)'), '伍仟捌佰贰拾柒元整');
    assert.equal(value('工作日("2026-03-02", "2026-03-08")'), 5);
    assert.equal(value('workdays("2026-03-02", "2026-03-08")'), 5);
    assert.equal(value('自然日("2026-03-02", "2026-03-08")'), 7);
    assert.equal(value('calendar days("2026-03-02", "2026-03-08")'), 7);
    assert.equal(value('小时数("2026-03-02T23:00", "2026-03-03T00:30")'), 1.5);
    assert.equal(value('hours between("2026-03-02T09:00", "2026-03-02T08:00")'), 0);
    assert.equal(value('合计([1, null, 2])'), 3);
    assert.equal(value('add up([])'), 0);
  });

  test('take named arguments, times where a day is wanted, and dates of FEEL', () => {
    assert.equal(value('工作日(end: "2026-03-03", start: "2026-03-02")'), 2);
    assert.equal(value('自然日("2026-03-02T23:00", "2026-03-03T08:00")'), 2);
    assert.equal(value('自然日(date("2026-03-02"), date("2026-03-02") + duration("P1D"))'), 2);
  });

  test('give null while an argument is missing', () => {
    for (const text of ['大写金额(null)', '工作日("2026-03-02", null)', '合计(null)', '小时数(null, null)']) {
      assert.equal(value(text), null, text);
    }
  });

  test('fail on arguments of a wrong kind or number', () => {
    const wrong = ['大写金额("x")', '大写金额(1.5)', '工作日("x", "2026-03-02")', '自然日("2026-02-30", 3)'];
    for (const text of [
      ...wrong,
      '合计(["x"])',
      '小时数("2026-03-02", 1)',
      '工作日("2026-03-02")',
      '今天(1)',
    ]) {
      assert.throws(() => value(text), FeelFailure, text);
    }
  });
});
