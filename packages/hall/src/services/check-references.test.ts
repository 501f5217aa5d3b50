import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CompileOptions, compileProcess } from '@yizhan/engine';
import { directoryOf } from '@yizhan/identity';
import { checkQueryReferences } from '../queries/check-query.ts';
import { checkReferences } from './check-references.ts';
import type { ServiceSettings } from './settings.ts';

const directory = directoryOf({
  units: [
    { id: 'university', name: '云溪大学', parentId: null, kind: 'university', phone: '' },
    { id: 'finance', name: '财务处', parentId: 'university', kind: 'department', phone: '' },
  ],
  persons: [
    {
      id: 'T1',
      number: 'T1',
      name: '周明远',
      kind: 'staff',
      unitId: 'finance',
      phone: '',
      posts: [{ unitId: 'finance', title: '核算科科长' }],
    },
    { id: 'T2', number: 'T2', name: '欧阳静', kind: 'staff', unitId: 'finance', phone: '', active: false },
  ],
  groups: [
    { id: 'finance-accounting', name: '核算科', unitId: 'finance', phone: '', members: ['T1'] },
    { id: 'finance-old', name: '旧岗', unitId: 'finance', phone: '', members: ['T2'] },
  ],
  grants: [],
  relations: [
    { kind: 'supervisor', of: 'T2', person: 'T1' },
    { kind: 'counsellor', of: 'T1', person: 'T2' },
  ],
});
const categories = [{ id: 'office', name: { zh: '综合办公' } }];
const settings = { category: 'office', owner: { unit: 'finance' } } as ServiceSettings;

const flow = (actor: string, work = ''): string => `
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:yizhan="urn:yizhan:bpmn:1" targetNamespace="t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:startEvent id="apply" /><bpmn:sequenceFlow id="f1" sourceRef="apply" targetRef="desk" />
    <bpmn:userTask id="desk" name="desk"><bpmn:extensionElements>
      <yizhan:approval><yizhan:actor ${actor} /></yizhan:approval>
    </bpmn:extensionElements></bpmn:userTask>
    <bpmn:sequenceFlow id="f2" sourceRef="desk" targetRef="tell" />
    <bpmn:serviceTask id="tell" name="tell">${work}</bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="tell" targetRef="end" /><bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;

async function faultsOf(xml: string, changed: Partial<ServiceSettings> = {}, options: CompileOptions = {}) {
  const compiled = await compileProcess(xml, options);
  if ('faults' in compiled) assert.fail(JSON.stringify(compiled.faults));
  const folder = { settings: { ...settings, ...changed }, program: compiled.program };
  return checkReferences(
    folder,
    { categories, registers: new Map(), lists: new Map(), resources: new Map() },
    directory,
  ).map(({ file, where, message }) => `${file} [${where}] ${message}`);
}

describe('what a service names outside its folder', () => {
  for (const actor of [
    'is="person" person="T1"',
    'is="group" group="finance-accounting"',
    'is="post" title="核算科科长" unit="finance"',
    'is="post" title="核算科科长" of="applicant"',
    'is="relation" relation="supervisor" of="applicant"',
    'is="relation" relation="lineManager" of="applicant"',
    'is="unitHead" of="applicant"',
  ])
    test(`is fine where the school has it: ${actor}`, async () =>
      assert.deepEqual(await faultsOf(flow(actor)), []));

  for (const [actor, message] of [
    ['is="person" person="T9"', '没有人员“T9”，或已停用'],
    ['is="person" person="T2"', '没有人员“T2”，或已停用'],
    ['is="group" group="finance-acounting"', '没有组“finance-acounting”，是不是 finance-accounting？'],
    ['is="group" group="seal"', '没有组“seal”'],
    ['is="group" group="finance-old"', '组“finance-old”（旧岗）里没有在册的人'],
    ['is="post" title="核算科科长" unit="finanse"', '没有单位“finanse”，是不是 finance？'],
    [
      'is="post" title="科长" unit="finance"',
      '单位“finance”（财务处）没有担任“科长”的人，是不是 核算科科长？',
    ],
    ['is="post" title="校长" unit="finance"', '单位“finance”（财务处）没有担任“校长”的人；有：核算科科长'],
    ['is="post" title="核算科长" of="applicant"', '任何单位都没有担任“核算科长”的人，是不是 核算科科长？'],
    ['is="relation" relation="counsellor" of="applicant"', '组织机构中没有登记任何 counsellor 关系'],
  ] as const)
    test(`is told with the element and what is near: ${actor}`, async () =>
      assert.deepEqual(await faultsOf(flow(actor)), [`flow.bpmn [desk] ${message}`]));

  test('is told of those who are only notified', async () => {
    const work =
      '<bpmn:extensionElements><yizhan:work is="notify" text="&quot;done&quot;"><yizhan:actor is="group" group="nobody" /></yizhan:work></bpmn:extensionElements>';
    assert.deepEqual(await faultsOf(flow('is="applicant"', work)), ['flow.bpmn [tell] 没有组“nobody”']);
  });

  test('is told of the settings: category, owner, initiators', async () => {
    assert.deepEqual(
      await faultsOf(flow('is="applicant"'), {
        category: 'ofice',
        owner: { unit: 'finances' },
        initiators: [
          { is: 'colleague', of: 'applicant' },
          { is: 'group', group: 'nobody' },
        ],
      }),
      [
        'service.json [category] site.json 中没有类别“ofice”，是不是 office？',
        'service.json [owner.unit] 没有单位“finances”，是不是 finance？',
        'service.json [initiators[1]] 没有组“nobody”',
      ],
    );
  });
});

describe('what a query names of the site', () => {
  const register = {
    id: 'passes',
    name: '车证',
    owner: 'finance',
    columns: [
      { key: 'plate', label: '车牌', type: 'plate' as const },
      { key: 'idNo', label: '证件号', type: 'idcard' as const, secret: true },
    ],
  };
  const site = {
    registers: new Map([['passes', register]]),
    lists: new Map([
      ['phones', { id: 'phones', name: '电话', columns: [{ key: 'phone', label: '电话' }], rows: [] }],
    ]),
    resources: new Map(),
  };
  const faults = (source: string, keys: readonly string[], unit = 'finance') =>
    checkQueryReferences(
      { ...settings, owner: { unit }, query: { source, columns: keys.map((key) => ({ key })) } },
      site,
      directory,
    ).map(({ where, message }) => `${where}: ${message}`);

  test('is there, is no secret, and is its owner’s', () => {
    assert.deepEqual(faults('register:passes', ['plate']), []);
    assert.deepEqual(faults('list:phones', ['label', 'phone'], 'university'), []);
    assert.deepEqual(faults('register:pases', ['plate']), ['query.source: 没有台账“pases”，是不是 passes？']);
    assert.deepEqual(faults('register:passes', ['plat', 'idNo']), [
      'query.columns[0]: “车证”没有列“plat”，是不是 plate？',
      'query.columns[1]: 列 idNo 是敏感的（secret），不能查询',
    ]);
    assert.deepEqual(faults('register:passes', ['plate'], 'university'), [
      'owner.unit: 台账“车证”归 finance，查询要由它归口',
    ]);
    assert.deepEqual(faults('list:phone', ['phone']), ['query.source: 没有名单“phone”，是不是 phones？']);
    assert.deepEqual(
      checkQueryReferences(
        { ...settings, query: { source: 'free-resources', kinds: ['classroom'] } },
        site,
        directory,
      ).map(({ message }) => message),
      ['没有可预约的类别“classroom”'],
    );
  });
});
