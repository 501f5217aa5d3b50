import assert from 'node:assert/strict';
import { test } from 'node:test';
import i18next from 'i18next';
import { zh } from '../../texts/zh.ts';
import { confirmWords, doneWords } from './act-words.ts';

const texts = i18next.createInstance();
await texts.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zh } } });

test('a word that says 确认 or 已 by itself is not given it twice', () => {
  assert.equal(confirmWords('同意', texts.t), '确认同意');
  assert.equal(confirmWords('确认安排', texts.t), '确认安排');
  assert.equal(doneWords('同意', '请假', false, texts.t), '已同意：请假');
  assert.equal(doneWords('已知悉', '请假', false, texts.t), '已知悉：请假');
});
