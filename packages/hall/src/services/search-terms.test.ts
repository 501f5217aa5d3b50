import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type SearchTerms, searchServices } from '@yizhan/contract';
import { searchTerms } from './search-terms.ts';
import type { ServiceSettings } from './settings.ts';

const service = (id: string, settings: Partial<ServiceSettings>) => ({
  id,
  terms: searchTerms({
    name: id,
    purpose: '',
    guide: { conditions: [], materials: [] },
    ...settings,
  } as ServiceSettings),
});

const services = [
  service('leave', {
    name: '教职工请假',
    purpose: '外出参加会议也要请假。',
    guide: { conditions: ['报销差旅前请先请假'], materials: [] },
  }),
  service('claims', {
    name: '财务报销',
    nameEn: 'Expense Claims',
    synonyms: ['报帐', 'VPN', '绿色通道'],
    purpose: '差旅、会议等费用的报销。',
    guide: { conditions: [{ zh: '有项目经费', en: 'Funds of a project' }], materials: [] },
  }),
  service('advance', { name: '预借款', synonyms: ['报销前借款'], purpose: '先借后还。' }),
];
const found = (query: string) => searchServices(services, query).map(({ id }) => id);

describe('a service', () => {
  test('is found by name, synonym and guide, by pinyin and its initials, in any width and case', () => {
    for (const query of [
      '财务报销',
      '报帐',
      '项目经费',
      'funds of',
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
    ])
      assert.deepEqual(found(query), ['claims'], query);
  });

  test('is looked for by any sign, and by numbers of applications, without a fault', () => {
    for (const query of ['QXJ-2026-000017', 'a-b-c-d', '(((([[{*+?', 'a/b|c^d$', '\\\\-.-'])
      assert.deepEqual(found(query), [], query);
  });

  test('is not found by what is none of these, nor by half a reading of the guide', () => {
    for (const query of ['火星旅行', 'chailv', '财务 请假', 'cwxx', '.*', '借X', '。'])
      assert.deepEqual(found(query), [], query);
  });

  test('stands before others when its name has the words, after them when only its guide has', () => {
    assert.deepEqual(found('报销'), ['claims', 'advance', 'leave']);
    assert.deepEqual(found('会议'), ['leave', 'claims']);
  });

  test('stands first when it is called just so, however other names go on', () => {
    const all = [
      service('tax', { name: '个税汇算清缴' }),
      service('cadre', { name: '教职工请(销)假审批', synonyms: ['请假'] }),
    ];
    for (const query of ['qingjia', '请假']) assert.equal(searchServices(all, query)[0]?.id, 'cadre', query);
  });

  test('is found in spite of one slip', () => {
    for (const query of [
      'caiwi', // wrong
      'caiwubaoxia0',
      'caiuw', // out of turn
      'caiwwubao', // too much
      'caiubaoxiao', // missing
      'expnse',
      '财物报销',
      '绿色同道',
    ])
      assert.deepEqual(found(query), ['claims'], query);
    assert.deepEqual(found('请假了'), ['leave']);
  });

  test('is not found in spite of two, nor of one in a short word', () => {
    for (const query of ['caiwibaoxioa', '财物保销', 'cwx', '报张'])
      assert.deepEqual(found(query), [], query);
  });

  test('found as it is typed is not mixed with what only looks like it', () => {
    const all = [...services, service('like', { name: '财务报表' })];
    assert.deepEqual(
      searchServices(all, '财务报销').map(({ id }) => id),
      ['claims'],
    );
  });
});

test('no term is empty, double, or in capitals', () => {
  for (const terms of services.flatMap(({ terms }) => Object.values(terms) as string[][])) {
    assert.equal(new Set(terms).size, terms.length);
    for (const term of terms) assert.ok(term !== '' && term === term.toLowerCase());
  }
});

test('a search reads each term of 160 services twice at most, however many slips there could be', () => {
  let read = 0;
  const counted = (texts: readonly string[]) =>
    new Proxy(texts, {
      get(target, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) read++;
        return Reflect.get(target, key);
      },
    });
  const terms = searchTerms({
    name: '财务报销',
    synonyms: ['报帐', '差旅'],
    purpose: '费用。',
    guide: { conditions: ['有经费'], materials: [] },
  } as unknown as ServiceSettings);
  const lists = Object.entries(terms);
  const many = Array.from({ length: 160 }, () => ({
    terms: Object.fromEntries(lists.map(([list, texts]) => [list, counted(texts)])) as unknown as SearchTerms,
  }));
  searchServices(many, 'zzzzzzzzzzzzzzzz');
  // The names twice: once for how they begin.
  const each = lists.reduce((sum, [, texts]) => sum + texts.length, terms.names.length);
  assert.equal(read, 2 * 160 * each);
});
