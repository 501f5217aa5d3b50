import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type RefusalCode, Refused, refusals } from '@yizhan/contract';
import { problemOf } from './problem.ts';

const parameters = {
  accept: 'pdf, jpg',
  act: 'sendBack',
  at: '2026-11-24T06:30:04.124Z',
  audience: { zh: '教职工', en: 'staff' },
  count: 3,
  detail: 'limit',
  expected: 'application/json',
  expression: 'days > 3',
  field: 'proof',
  fields: 'days',
  found: { zh: '未知类型', en: 'of an unknown kind' },
  megabytes: 10,
  name: 'a.pdf',
  node: 'unitHead',
  offset: 524288,
  reason: 'null',
  request: '7b8471c7-9803',
  seconds: 15,
  to: 'unitHead',
  unit: 'finance',
  who: 'T1103',
};

describe('a refusal as a problem document', () => {
  for (const code of Object.keys(refusals) as RefusalCode[]) {
    test(`tells ${code} in Chinese and in English, with all that belongs into the sentence`, () => {
      const refused = new Refused(code, parameters);
      const [zh, en] = [problemOf(refused, 'zh-CN'), problemOf(refused, 'en')];
      for (const problem of [zh, en]) {
        assert.deepEqual([problem.title, problem.code, problem.status], [code, code, refusals[code][0]]);
        assert.equal(/[{}]|undefined|\[object/.test(problem.detail), false, problem.detail);
      }
      assert.match(zh.detail, /\p{Script=Han}/u);
      assert.equal(/\p{Script=Han}|[，。（）“”]/u.test(en.detail), false, en.detail);
    });
  }

  test('names acts and moments as people do, and leaves them to programs as they are', () => {
    const refused = new Refused('task/comment-required', { act: 'sendBack' });
    assert.equal(problemOf(refused, 'zh-CN').detail, '请填写退回的原因');
    assert.equal(problemOf(refused, 'en').detail, 'Please give the reason for: send back');
    assert.equal(problemOf(refused, 'en').parameters?.act, 'sendBack');
    const conflict = problemOf(new Refused('application/draft-conflict', { at: parameters.at }), 'zh-CN');
    assert.match(conflict.detail, /^草稿已在别处修改（11-24 14:30）/);
    assert.equal(conflict.parameters?.at, parameters.at);
  });

  test('has each field’s fault in the reader’s language', () => {
    const problems = [
      { path: 'days', code: 'required', label: '天数', message: '请填写', messageEn: 'is needed' },
    ];
    const refused = new Refused('application/invalid', { count: 1, problems });
    const rest = { path: 'days', code: 'required', label: '天数' };
    assert.deepEqual(problemOf(refused, 'zh-CN').problems, [{ ...rest, message: '请填写' }]);
    assert.deepEqual(problemOf(refused, 'en').problems, [{ ...rest, message: 'is needed' }]);
    assert.equal(problemOf(refused, 'en').parameters?.problems, undefined);
  });
});
