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

describe('registration of service.json', () => {
  const registration = (settings: object, more: object = {}) =>
    faultsOf({
      kind: 'registration',
      registration: { mode: 'first-come', places: 30, ...settings },
      ...more,
    });

  test('that is right is taken', () => {
    const lot = { mode: 'lot', lot: { on: 'parameters.day', at: '10:30' }, waitingList: { places: 10 } };
    const groups = { by: 'reason + applicant.unit', each: 'parameters.each', of: { 守门员: 3 } };
    const parameters = { day: { value: '2026-12-05', label: '抽签' }, each: { value: 5, label: '每组' } };
    assert.deepEqual(registration({}), []);
    assert.deepEqual(
      registration(
        { ...lot, groups, session: 'reason', where: 'docs > 1', roster: ['docs'], confirmWithin: 24 },
        { parameters },
      ),
      [],
    );
  });

  test('that is wrong is told where and why', () => {
    const wrong: readonly (readonly [settings: object, told: RegExp])[] = [
      [{ places: undefined }, /^registration: 要写名额/],
      [{ places: 'parameters.most' }, /^registration.places: parameters 中没有数值“most”/],
      [{ places: 'many' }, /^registration.places: 要写数，或 parameters.键/],
      [{ groups: { by: 'raeson' } }, /^registration.groups.by: .*reason/],
      [{ mode: 'lot' }, /^registration.lot: mode 是 lot（抽签）时，要写哪天抽签/],
      [{ lot: { on: '2026-12-05' } }, /^registration.lot: 只有 mode 是 lot/],
      [{ mode: 'lot', lot: { on: '2026-02-30' } }, /^registration.lot.on: 没有这一天/],
      [{ confirmWithin: 24 }, /^registration.confirmWithin: 没有候补/],
      [{ roster: ['shirt'] }, /^registration.roster\[0\]: 表单没有字段 shirt/],
      [{ wheer: 'true' }, /不认识 wheer/],
    ];
    for (const [settings, told] of wrong)
      assert.match(registration(settings).join('；'), told, JSON.stringify(settings));
    assert.match(
      registration({}, { kind: 'approval' }).join(),
      /^registration: 只有 kind 是 registration（报名）的服务才有/,
    );
  });
});

describe('service.json', () => {
  test('that is right is taken as it is', () => {
    assert.deepEqual(checkSettings(right, ['reason']), { settings: right });
  });

  test('with all that it may say is taken as it is', () => {
    const full = {
      ...right,
      kind: 'data-maintenance',
      audience: ['staff', 'student', 'guest'],
      eligible: '"处级干部" in applicant.tags',
      eligibleNote: { zh: '处级以上干部', en: 'Cadres of division level and above' },
      initiation: 'proxy-allowed',
      principal: { field: 'reason', confirm: true },
      initiators: [
        { is: 'group', group: 'human-resources-faculty' },
        { is: 'post', title: '教学秘书', of: 'applicant' },
        { is: 'unitHead', of: 'applicant' },
        { is: 'colleague', of: 'applicant' },
      ],
      window: {
        ranges: [{ from: '2026-03-01', to: '2026-03-20' }],
        yearly: [{ from: '12-20', to: '01-10' }],
        note: '放假不办',
      },
      quota: [
        {
          per: 'applicant',
          period: 'academicYear',
          max: 'parameters.most',
          count: 'count(docs)',
          where: 'applicant.unit = parameters.unit',
          message: '每人每学年两次',
        },
      ],
      parameters: {
        most: { value: 2, label: '每人每学年次数', unit: '次' },
        unit: { value: 'finance', label: '单位' },
      },
      outcome: '办好以后短信通知',
      notices: ['寒假期间不受理'],
      related: ['meeting-room-booking'],
      print: { title: '用章审批单', watermark: '仅供办理', copies: 2 },
      retentionYears: 10,
      privacy: '含手机号，仅经办人可见',
      guide: { ...right.guide, faq: [{ q: '急用怎么办？', a: { zh: '打电话', en: 'Call' } }] },
    };
    assert.deepEqual(checkSettings(full, ['reason', 'docs']), { settings: full });
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
    'a kind that is not there': [{ kind: 'errand' }, /^kind: .*approval、/],
    'an eligibility that reads the form': [{ eligible: 'reason = "x"' }, /^eligible: .*reason/],
    'a window that ends before it begins': [
      { window: { ranges: [{ from: '2026-03-20', to: '2026-03-01' }] } },
      /^window\.ranges\[0\]: /,
    ],
    'a day that no year has': [{ window: { yearly: [{ from: '02-30', to: '03-01' }] } }, /^window\.yearly/],
    'a window that is never': [{ window: { note: '不开' } }, /^window: /],
    'a quota without a period': [{ quota: [{ per: 'all', max: 3 }] }, /^quota\[0\]: 缺少 period/],
    'a share of a roster where there is none': [
      { quota: [{ per: 'unit', period: 'year', max: 'floor(roster / 3)' }] },
      /^quota\[0\]\.max: /,
    ],
    'a quota of campaigns of a service that none opens': [
      { quota: [{ per: 'campaign', max: 'roster' }] },
      /^quota\[0\]\.per: /,
    ],
    'a share of what is not known of a roster': [
      { initiation: 'campaign', quota: [{ per: 'campaign', max: 'floor(rooster / 3)' }] },
      /^quota\[0\]\.max: /,
    ],
    'a campaign that is no period': [
      { initiation: 'campaign', quota: [{ per: 'campaign', period: 'year', max: 1 }] },
      /^quota\[0\]\.period: /,
    ],
    'a quota of a parameter that is not there': [
      { quota: [{ per: 'all', period: 'year', max: 'parameters.most' }], parameters: {} },
      /^quota\[0\]\.max: /,
    ],
    'a quota that counts what the form has not': [
      { quota: [{ per: 'all', period: 'year', max: 3, count: 'paegs' }] },
      /^quota\[0\]\.count: /,
    ],
    'a proxy whom nobody allows': [{ initiation: 'proxy-required' }, /^initiators: /],
    'a principal where nobody is one': [{ principal: { field: 'x', confirm: true } }, /^principal: /],
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

describe('query of service.json', () => {
  const query = (settings: object, more: object = {}) =>
    faultsOf({ kind: 'query', query: settings, ...more });
  const rows = { source: 'register:lectures', columns: [{ key: 'topic' }, { key: 'unit' }] };

  test('that is right is taken', () => {
    assert.deepEqual(query({ source: 'free-resources', kinds: ['classroom'], buildings: ['三教'] }), []);
    assert.deepEqual(query({ ...rows, filters: ['unit'] }), []);
    assert.deepEqual(query({ ...rows, source: 'list:websites' }), []);
  });

  test('that cannot be answered is told', () => {
    assert.deepEqual(faultsOf({ kind: 'query' }), ['query: 查询要写从哪里查：source']);
    assert.deepEqual(faultsOf({ query: rows }), ['query: 只有 kind 是 query（查询）的服务才有']);
    assert.deepEqual(query({ source: 'free-resources' }), ['query: 缺少 kinds：查哪些类别']);
    assert.deepEqual(query({ source: 'list:websites' }), ['query: 缺少 columns：显示哪些列']);
    assert.deepEqual(query({ ...rows, filters: ['unti'] }), [
      'query.filters[0]: unti 不在 columns 中，是不是 unit？',
    ]);
    assert.deepEqual(query({ ...rows, kinds: ['classroom'] }), [
      'query.kinds: 只有查空闲（free-resources）时才有',
    ]);
    assert.deepEqual(query({ ...rows, columns: [{ key: 'topic' }, { key: 'topic' }] }), [
      'query.columns: 列 topic 重复了',
    ]);
    assert.deepEqual(query(rows, { audience: ['guest'], initiation: 'self', print: true }), [
      'initiation: 查询没有申请，不要写',
      'print: 查询没有申请，不要写',
      'audience: 查询要登录，不能面向 guest',
    ]);
    assert.match(query({ source: 'table:x' })[0] ?? '', /^query\.source/);
  });
});
