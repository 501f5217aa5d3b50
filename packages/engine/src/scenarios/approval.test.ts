import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aDraft, anApplication, assertRefused, scenario } from '../testing/trial.ts';

describe('how a step is decided', async () => {
  const program = await scenario('modes');
  const directory = { 'group(any)': ['A', 'B'], 'group(or)': ['C', 'D'], 'group(all)': ['E', 'F', 'G'] };
  const atCountersign = () => {
    const trial = anApplication(program, { directory });
    trial.approve('any', 'B');
    trial.approve('or', 'D');
    return trial;
  };

  test('single: any one of several who were found', () => {
    const trial = anApplication(program, { directory });
    assert.deepEqual(trial.signers('any'), ['A', 'B']);
    trial.approve('any', 'B');
    assert.deepEqual(trial.open, ['or']);
  });

  test('orSign 或签: the first voice decides, also when it is a rejection', () => {
    assert.deepEqual(atCountersign().open, ['all']);
    const rejected = anApplication(program, { directory });
    rejected.approve('any');
    rejected.reject('or', 'C');
    assert.equal(rejected.state.status, 'rejected');
  });

  test('countersign 会签 stays open while one signer is missing', () => {
    const trial = atCountersign();
    trial.approve('all', 'G');
    trial.approve('all', 'E');
    assert.deepEqual(trial.open, ['all']);
    assert.deepEqual(trial.task('all').signers, [
      { person: 'E', voice: 'approve' },
      { person: 'F' },
      { person: 'G', voice: 'approve' },
    ]);
    trial.approve('all', 'F');
    assert.equal(trial.state.status, 'approved');
  });

  test('countersign: the first rejection ends it, whoever has approved', () => {
    const trial = atCountersign();
    trial.approve('all', 'E');
    trial.reject('all', 'F');
    assert.equal(trial.state.status, 'rejected');
  });

  test('countersign: the same signer is not heard twice, whatever he wants the second time', () => {
    const trial = atCountersign();
    trial.approve('all', 'E');
    for (const act of ['approve', 'reject', 'sendBack'] as const)
      assertRefused(trial, 'task/already-voted', () => trial[act]('all', 'E'));
  });

  test('countersign: who has not yet signed may send it back, and all sign again', () => {
    const trial = atCountersign();
    trial.approve('all', 'E');
    trial.sendBack('all', 'F');
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.task('all').signers, [{ person: 'E' }, { person: 'F' }, { person: 'G' }]);
  });
});

describe('when nobody is found', async () => {
  const program = await scenario('nobody');
  const nobody = { 'group(toAdministrator)': [], 'group(skipped)': [] };

  test('the step goes to the administrators, is skipped, or refuses the act that leads to it', () => {
    const trial = anApplication(program, { directory: { ...nobody, 'group(refused)': [] } });
    assert.deepEqual(trial.signers('toAdministrator'), ['administrator']);
    assert.deepEqual(
      assertRefused(trial, 'application/nobody', () => trial.approve('toAdministrator')),
      { node: '拒绝' },
    );
    const found = anApplication(program, { directory: nobody });
    found.approve('toAdministrator');
    assert.deepEqual(found.open, ['refused']);
    assert.ok(found.events.some((event) => event.type === 'task-skipped' && event.node === 'skipped'));
  });

  test('the act is refused where there is no administrator either', () => {
    const trial = aDraft(program, { directory: { ...nobody, administrator: [] } });
    assertRefused(trial, 'application/nobody', () => trial.submit());
  });
});

describe('who acts', async () => {
  const program = await scenario('actors');
  const data = {
    unit: 'law',
    deputy: 'T7',
    courses: [
      { name: '高等数学', substitute: 'T5', unit: 'science' },
      { name: '线性代数', substitute: 'T6', unit: ['art', 'law'] },
      { name: '概率论', substitute: 'T5' },
      { name: '无人代课' },
    ],
    rows: [{ subset: 'papers' }, { subset: { id: 'honours', label: '荣誉' } }, { subset: null }],
    vehicle: { id: 'V1', label: '粤A12345', unit: 'logistics' },
  };
  const trial = anApplication(program, { data, initiator: 'secretary' });

  const expected: Record<string, readonly string[]> = {
    initiator: ['secretary'],
    applicant: ['applicant'],
    person: ['T1001'],
    headOfApplicant: ['unitHead(applicant)'],
    headOfField: ['unitHead(law)'],
    postInUnit: ['主任@school-office'],
    postInField: ['秘书@law'],
    group: ['group(seal-desk)'],
    field: ['T7'],
    column: ['T5', 'T6'],
    several: ['T5', 'T6', 'T2', 'T7'],
    postOfApplicant: ['党委书记@unit-of(applicant)'],
    counsellor: ['counsellor(applicant)'],
    leaderInCharge: ['leaderInCharge(law)'],
    dataOwner: ['dataOwner(papers)', 'dataOwner(honours)'],
    headOfColumn: ['unitHead(science)', 'unitHead(art)', 'unitHead(law)'],
    headOfPicked: ['unitHead(logistics)'],
  };
  for (const [rule, people] of Object.entries(expected)) {
    test(`${rule}: ${people.join(', ')}`, () => assert.deepEqual(trial.signers(rule), people));
  }

  test('several in one field, several units, and several heads are all asked, each once', () => {
    const many = anApplication(program, {
      data: { ...data, deputy: ['T7', 'T2', 'T7'], unit: ['law', 'art'] },
      directory: { 'unitHead(law)': ['T3', 'T4'], 'unitHead(art)': ['T4'] },
    });
    assert.deepEqual(many.signers('field'), ['T7', 'T2']);
    assert.deepEqual(many.signers('headOfField'), ['T3', 'T4']);
    assert.deepEqual(many.signers('postInField'), ['秘书@law', '秘书@art']);
    assert.deepEqual(many.signers('several'), ['T5', 'T6', 'T2', 'T7']);
  });

  test('a field that is empty or holds something else than ids finds nobody', () => {
    for (const deputy of [undefined, null, '', 7, { id: 'T7' }, [], [null, '']]) {
      const draft = aDraft(program, { data: { ...data, deputy: deputy ?? null } });
      assertRefused(draft, 'application/nobody', () => draft.submit());
    }
    for (const courses of [null, 'T5', [null, 'T5'], [{ substitute: 5 }]]) {
      const draft = aDraft(program, { data: { ...data, courses } });
      assertRefused(draft, 'application/nobody', () => draft.submit());
    }
  });

  test('the people of an open step stay who they are when the data change', () => {
    const running = anApplication(program, { data });
    running.approve('initiator', undefined, { ...data, deputy: 'T9' });
    assert.deepEqual(running.signers('field'), ['T7']);
  });
});

describe('somebody from outside (guest)', async () => {
  const program = await scenario('approval/guest');
  const askedWith = (host: Readonly<Record<string, unknown>>) =>
    anApplication(program, { data: { host }, directory: { administrators: ['T1'] } }).task('host').signers;

  test('is a person of this task alone, known by name and address', () => {
    const [signer, ...others] = askedWith({
      name: ' 刘建国 ',
      email: 'Liu@Example.com ',
      phone: '138-0000 1111',
    });
    assert.match(signer?.person ?? '', /^guest:/);
    assert.deepEqual(signer?.guest, { name: '刘建国', email: 'liu@example.com', phone: '13800001111' });
    assert.deepEqual(others, []);
    const trial = anApplication(program, { data: { host: { name: '刘', email: 'a@b.cn' } } });
    const first = trial.signers('host');
    trial.sendBack('host');
    trial.submit();
    assert.notDeepEqual(trial.signers('host'), first);
  });

  test('is nobody without a name, or without an address that a letter could go to', () => {
    for (const host of [
      { name: '', email: 'a@b.cn' },
      { name: '刘', email: 'a@b.cn\r\nBcc: c@d.cn' },
      { name: '刘', email: 'a@b' },
      { name: '刘', email: 'a@b.cn, c@d.cn' },
      { name: '刘', email: '刘 <a@b.cn>' },
      { name: 7, phone: '13800001111' },
      { name: '刘', phone: '12' },
    ])
      assert.equal(askedWith(host)[0]?.guest, undefined, JSON.stringify(host));
  });

  test('takes no address along to whoever takes over from him', () => {
    const trial = anApplication(program, { data: { host: { name: '刘', email: 'a@b.cn' } } });
    const [from = ''] = trial.signers('host');
    trial.act({ type: 'handOver', person: 'T1', from, to: 'T2' });
    assert.deepEqual(trial.task('host').signers, [{ person: 'T2' }]);
  });
});
