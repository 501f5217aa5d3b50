import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesQuery } from '@yizhan/contract';
import { searchTerms } from './search-terms.ts';
import type { ServiceSettings } from './settings.ts';

const terms = searchTerms({
  name: '财务报销',
  nameEn: 'Expense Claims',
  synonyms: ['报帐', 'VPN', '绿色通道'],
  purpose: '差旅、会议等费用的报销。',
} as ServiceSettings);

test('a service is found by name, synonym and purpose, by pinyin and its initials, in any width and case', () => {
  for (const query of [
    '报销',
    '报帐',
    '差旅',
    'caiwu',
    'cwbx',
    'caiwubaoxiao',
    'baozhang',
    'bz',
    'expense',
    'EXPENSE claims',
    'vpn',
    'ＶＰＮ',
    'lvse',
    "cai'wu",
    '财务 报帐',
  ]) {
    assert.ok(matchesQuery(terms, query), query);
  }
});

test('a service is not found by what is none of these, nor by half a reading of a purpose', () => {
  for (const query of ['请假', 'chailv', '财务 请假', 'xpenses'])
    assert.equal(matchesQuery(terms, query), false, query);
});

test('no term is empty, double, or in capitals', () => {
  assert.equal(new Set(terms).size, terms.length);
  for (const term of terms) assert.equal(term, term.toLowerCase());
  assert.ok(terms.every(Boolean));
});
