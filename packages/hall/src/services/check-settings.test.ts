import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkSettings } from './check-settings.ts';

const right = {
  formatVersion: 1,
  id: 'seal-use',
  name: '用章申请',
  category: 'general-office',
  kind: 'approval',
  owner: { unit: 'school-office' },
  audience: ['staff'],
  channels: ['pc', 'mobile'],
  purpose: '使用学校印章。',
  guide: { conditions: ['教职工'], materials: [{ zh: '终稿', en: 'Final text' }] },
  serialNumber: 'YZ-{yyyy}-{seq:5}',
  title: '"用章：" + reason',
};

const faultsOf = (change: object): readonly string[] => {
  const checked = checkSettings({ ...right, ...change }, ['reason', 'docs']);
  return 'faults' in checked ? checked.faults.map(({ where, message }) => `${where}: ${message}`) : [];
};

describe('service.json', () => {
  test('that is right is taken as it is', () => {
    assert.deepEqual(checkSettings(right, ['reason']), { settings: right });
  });

  const wrong: Readonly<Record<string, readonly [change: object, told: RegExp]>> = {
    'an unknown key': [{ ownr: 1 }, /^: 不认识 ownr/],
    'an unknown key inside': [{ owner: { unit: 'x', phone: '1' } }, /^owner: 不认识 phone/],
    'a missing key': [{ purpose: undefined }, /^: 缺少 purpose|^purpose/],
    'an id that is none': [{ id: 'Seal Use' }, /^id: /],
    'an audience that is unknown': [{ audience: ['staff', 'dogs'] }, /^audience\[1\]: 不是允许的取值/],
    'nobody in the audience': [{ audience: [] }, /^audience: /],
    'a number without a sequence': [{ serialNumber: 'YZ-{yyyy}' }, /^serialNumber: /],
    'a number with an unknown part': [
      { serialNumber: 'YZ-{term}-{seq:3}' },
      /^serialNumber: 不认识 \{term\}/,
    ],
    'a title that is no FEEL': [{ title: '1 +' }, /^title: /],
    'a title that reads what the form does not have': [{ title: 'reson' }, /^title: .*reson.*reason/],
    'a guide text without Chinese': [{ guide: { ...right.guide, basis: { en: 'rules' } } }, /^guide\.basis/],
  };
  for (const [what, [change, told]] of Object.entries(wrong)) {
    test(`is refused for ${what}, with its place`, () => {
      const faults = faultsOf(JSON.parse(JSON.stringify(change, (_, value) => value ?? null)));
      assert.ok(
        faults.some((fault) => told.test(fault)),
        `${told} in ${JSON.stringify(faults)}`,
      );
    });
  }

  test('tells all that is wrong at once', () => {
    assert.ok(faultsOf({ title: 'reson', serialNumber: '{x}{seq:1}' }).length === 2);
    assert.ok(faultsOf({ id: '', kind: 'x', channels: ['fax'] }).length >= 3);
  });

  test('that is no object at all is refused', () => {
    for (const input of [null, [], 'x', 1, undefined]) assert.ok('faults' in checkSettings(input, []));
  });
});
