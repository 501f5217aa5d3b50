import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { clock } from '@yizhan/feel';
import {
  boundary,
  call,
  catching,
  chain,
  declared,
  end,
  file,
  over,
  processOf,
  refers,
  repeated,
  script,
  service,
  start,
  task,
  timer,
} from '../testing/bpmn.ts';
import { programOf, scenario } from '../testing/trial.ts';
import { ScenarioFault, simulate } from './simulate.ts';

const outside = { scope: () => ({}), after: (from: string, _span: string) => from };
const sendBack = await scenario('send-back');
const straight = await scenario('straight-approval');
const byDays = await scenario('exclusive');
const variables = { amount: 9000, keepers: ['K1', 'K2'] };
const complete = (task: string, more: Record<string, unknown> = {}) => ({ do: 'complete', task, ...more });

describe('a scenario', () => {
  test('runs to its end and tells everything that the contract names', () => {
    const acts = [complete('unitHead'), complete('办公室登记', { variables: { number: '2026-1' } })];
    assert.deepEqual(simulate(straight, { variables: { reason: '出差' }, acts }, outside), {
      status: 'completed',
      application: 'approved',
      open: [],
      waiting: [],
      ended: ['end'],
      path: ['apply', 'unitHead', 'office', 'end'],
      variables: { reason: '出差', number: '2026-1' },
      incidents: [],
      refusals: [],
    });
  });

  test('may be empty: the application is submitted and waits', () => {
    const answer = simulate(straight, { acts: [] }, outside);
    assert.deepEqual(simulate(straight, {}, outside), answer);
    assert.equal(answer.status, 'running');
    assert.deepEqual(answer.open, [
      { element: 'unitHead', name: '单位负责人审批', assignees: ['unitHead(applicant)'] },
    ]);
    assert.deepEqual(answer.path, ['apply', 'unitHead']);
  });

  test('shows who is still missing in a countersign, and acts as the one who is named', () => {
    const acts = [complete('unitHead'), complete('audit'), complete('assets', { as: 'K2' })];
    const { open } = simulate(sendBack, { variables, acts }, outside);
    assert.deepEqual(
      open.map(({ element, assignees }) => [element, ...assignees]),
      [
        ['finance', 'group(finance)'],
        ['assets', 'K1'],
      ],
    );
  });

  test('means the oldest of several open tasks of one element', async () => {
    const acts = [complete('a'), complete('b'), complete('after'), complete('after')];
    const answer = simulate(await scenario('merge'), { acts }, outside);
    assert.deepEqual([answer.status, answer.ended], ['completed', ['end', 'end']]);
  });

  test('is completed by a rejection too, and terminated by cancelling', () => {
    const rejected = simulate(straight, { acts: [complete('unitHead', { outcome: 'reject' })] }, outside);
    assert.deepEqual([rejected.status, rejected.application, rejected.ended], ['completed', 'rejected', []]);
    const cancelled = simulate(straight, { acts: [{ do: 'cancel' }] }, outside);
    assert.deepEqual([cancelled.status, cancelled.application], ['terminated', 'cancelled']);
  });

  test('sends back, changes data, resubmits straight, withdraws', () => {
    const back = [
      complete('unitHead'),
      complete('audit'),
      complete('finance'),
      { do: 'sendBack', task: 'assets', reason: '请补充' },
    ];
    const returned = simulate(sendBack, { variables, acts: back }, outside);
    assert.deepEqual([returned.status, returned.application], ['running', 'returned']);
    assert.deepEqual(returned.open, [{ element: 'apply', name: '提交申请', assignees: ['applicant'] }]);
    const again = simulate(
      sendBack,
      { variables, acts: [...back, { do: 'submit', variables: { note: '补充' } }] },
      outside,
    );
    assert.deepEqual(again.path.slice(-2), ['apply', 'unitHead']);
    const straightBack = simulate(
      sendBack,
      { variables, acts: [...back, { do: 'submit', walk: 'straight' }, { do: 'withdraw' }] },
      outside,
    );
    assert.deepEqual([straightBack.application, straightBack.open], ['withdrawn', []]);
  });

  test('goes on after a refused act and tells which it was', () => {
    const acts = [
      complete('office'),
      complete('unitHead', { as: 'somebody' }),
      complete('unitHead'),
      { do: 'withdraw' },
    ];
    const { refusals, open } = simulate(straight, { acts }, { ...outside, say: ({ code }) => `!${code}` });
    assert.deepEqual(refusals, [
      { act: 0, code: 'task/not-found', message: '“office”现在没有打开' },
      { act: 1, code: 'task/not-found', message: '!task/not-found' },
      { act: 3, code: 'application/already-acted', message: '!application/already-acted' },
    ]);
    assert.equal(open[0]?.element, 'office');
  });

  test('shows a failed condition as an incident of its flow, and leaves everything as it was', () => {
    const failing = simulate(
      sendBack,
      { variables: { ...variables, amount: '九千' }, acts: [complete('unitHead')] },
      outside,
    );
    assert.equal(failing.status, 'incident');
    assert.deepEqual(
      failing.incidents.map(({ element, code }) => [element, code]),
      [['byAmount-audit', 'flow/expression-failed']],
    );
    assert.match(failing.incidents[0]?.message ?? '', /九千/);
    assert.deepEqual([failing.open[0]?.element, failing.refusals], ['unitHead', []]);
  });

  test('shows a gateway without a way out as its incident, which a better act gets over', async () => {
    const program = await scenario('no-way-out');
    const acts = [complete('desk'), complete('desk', { variables: { kind: 'paper' } }), complete('paper')];
    const answer = simulate(program, { acts }, outside);
    assert.deepEqual(
      answer.incidents.map(({ element }) => element),
      ['byKind'],
    );
    assert.equal(answer.status, 'completed');
  });

  test('may put others, or nobody, in the place of made-up people', async () => {
    const directory = { 'group(toAdministrator)': [], 'group(skipped)': ['T1', 'T2'] };
    const acts = [complete('toAdministrator', { as: 'administrator' })];
    const { open } = simulate(await scenario('nobody'), { directory, acts }, outside);
    assert.deepEqual(open[0]?.assignees, ['T1', 'T2']);
  });

  test('is refused at its submission where nobody is found', async () => {
    const directory = { 'group(toAdministrator)': [], administrator: [] };
    const { application, refusals } = simulate(await scenario('nobody'), { directory }, outside);
    assert.equal(application, 'draft');
    assert.deepEqual(refusals, [{ act: -1, code: 'application/nobody', message: '交管理员' }]);
  });

  test('reckons deadlines from its own time', () => {
    const asked: string[] = [];
    const after = (from: string, sla: string) => {
      asked.push(`${from} + ${sla}`);
      return from;
    };
    for (const now of ['2026-03-02T09:00:00+08:00', '2026-03-02T01:00:00Z', '2026-03-02T09:00', '2026-03-02'])
      simulate(straight, { now }, { ...outside, after });
    const nine = '2026-03-02T01:00:00.000Z + 1 workday';
    assert.deepEqual(asked, [nine, nine, nine, '2026-03-01T16:00:00.000Z + 1 workday']);
  });

  test('gives the same answer again', () => {
    const input = { variables: { days: 20 }, acts: [complete('vicePresident')] };
    assert.deepEqual(simulate(byDays, input, outside), simulate(byDays, input, outside));
  });
});

describe('what happens besides approving', () => {
  const after = (from: string, span: string) =>
    new Date(Date.parse(from) + Number(/\d+/.exec(span)) * 3_600_000).toISOString();
  const play = async (
    elements: readonly string[],
    input: Record<string, unknown>,
    scope: Parameters<typeof simulate>[2]['scope'] = outside.scope,
  ) =>
    simulate(await programOf(file(declared('X'), processOf('process', start(), end(), ...elements))), input, {
      after,
      scope,
    });

  test('time goes by: timers fire, each at its own time, and today() is another day', async () => {
    const elements = [
      catching('wait', timer('timeDuration', 'PT30H')),
      script('day', 'today()', 'day'),
      chain('apply', 'wait', 'day', 'end'),
    ];
    const input = {
      now: '2026-03-02T09:00',
      acts: [
        { do: 'advance', by: 'PT20H' },
        { do: 'advance', by: 'PT20H' },
      ],
    };
    const early = await play(elements, { ...input, acts: input.acts.slice(0, 1) });
    assert.deepEqual(early.waiting, [{ element: 'wait', kind: 'timer', due: '2026-03-03T07:00:00.000Z' }]);
    const late = await play(elements, input, (now: string) => clock(now.slice(0, 10)));
    assert.deepEqual([late.status, late.variables], ['completed', { day: '2026-03-03' }]);
  });

  test('workers answer in turn: values, an error that is caught, a failure that is an incident until it is retried', async () => {
    const elements = [
      service('pay'),
      boundary('no', 'pay', refers('error', 'X')),
      task('desk'),
      chain('apply', 'pay', 'end'),
      chain('no', 'desk', 'end'),
    ];
    const paid = await play(elements, { services: { pay: [{ set: { sum: 3 } }] } });
    assert.deepEqual([paid.status, paid.variables], ['completed', { sum: 3 }]);
    const caught = await play(elements, { services: { pay: [{ error: 'X' }] } });
    assert.deepEqual([caught.open[0]?.element, caught.path], ['desk', ['apply', 'pay', 'no', 'desk']]);
    const services = { pay: [{ fail: '超时' }, { set: {} }] };
    const failed = await play(elements, { services });
    assert.deepEqual(
      [failed.status, failed.incidents],
      ['incident', [{ element: 'pay', code: 'service/failed', message: '超时' }]],
    );
    assert.equal(
      (await play(elements, { services, acts: [{ do: 'retry', task: 'pay' }] })).status,
      'completed',
    );
    assert.deepEqual((await play(elements, {})).waiting, [{ element: 'pay', kind: 'service', name: 'pay' }]);
  });

  test('a repeated activity stands in the path once for each item, once when it has none', async () => {
    const elements = [repeated(task('m'), over('items')), chain('apply', 'm', 'end')];
    const path = async (items: readonly string[]) =>
      (await play(elements, { variables: { items }, acts: items.map(() => ({ do: 'complete', task: 'm' })) }))
        .path;
    assert.deepEqual(await path(['a', 'b', 'c']), ['apply', 'm', 'm', 'm', 'end']);
    assert.deepEqual(await path([]), ['apply', 'm', 'end']);
  });

  test('transfer, signers, delegation, takeBack, jump, suspend and terminate', async () => {
    const elements = [task('a'), task('b'), chain('apply', 'a', 'b', 'end')];
    const acts = [
      { do: 'transfer', task: 'a', to: 'T1' },
      { do: 'addSigner', task: 'a', to: ['T2'], how: 'before' },
      complete('a', { as: 'T2' }),
      { do: 'delegate', task: 'a', to: 'T3' },
      { do: 'resolve', task: 'a', reason: '可以' },
      complete('a', { as: 'T1' }),
      { do: 'takeBack', as: 'T1' },
      { do: 'jump', task: 'a', to: 'b', reason: '特批' },
      { do: 'jump', task: 'b', to: 'a' },
      { do: 'suspend' },
      complete('a'),
      { do: 'resume' },
    ];
    const answer = await play(elements, { acts });
    assert.deepEqual(
      answer.refusals.map(({ act, code }) => [act, code]),
      [[10, 'application/suspended']],
    );
    assert.equal(answer.open[0]?.element, 'a');
    assert.equal((await play(elements, { acts: [...acts, { do: 'terminate' }] })).status, 'terminated');
  });

  test('what a called process is told stays its own', async () => {
    const xml = file(
      processOf('process', start(), call('c', 'other'), end(), chain('apply', 'c', 'end')),
      processOf('other', start('s'), task('in'), chain('s', 'in')),
    );
    const acts = [complete('in', { variables: { ok: true } })];
    const { status, variables } = simulate(await programOf(xml, { process: 'process' }), { acts }, outside);
    assert.deepEqual([status, variables], ['completed', { ok: true }]);
  });
});

const allActs =
  'complete、advance、message、signal、sendBack、transfer、delegate、resolve、addSigner、removeSigner、claim、release、takeBack、jump、retry、suspend、resume、terminate、handOver、remind、comment、cc、submit、withdraw、cancel';

describe('what is no scenario is refused with the place and what is expected there', () => {
  const cases: readonly (readonly [input: unknown, message: string])[] = [
    [null, '场景应是一个 JSON 对象'],
    [[], '场景应是一个 JSON 对象'],
    ['{}', '场景应是一个 JSON 对象'],
    [{ act: [] }, '场景中没有“act”这一项'],
    [{ process: 1 }, '场景.process 应是文本'],
    [{ process: 'other' }, '场景属于流程“other”，现在运行的是“straight-approval”'],
    [{ now: 5 }, '场景.now 应是文本'],
    [{ now: 'tomorrow' }, 'now“tomorrow”不是 ISO 8601 时间，应如 2026-01-05T09:00:00+08:00'],
    [{ now: 'Jan 5 2026' }, 'now“Jan 5 2026”不是 ISO 8601 时间，应如 2026-01-05T09:00:00+08:00'],
    [{ now: '2026-13-01' }, 'now“2026-13-01”不是 ISO 8601 时间，应如 2026-01-05T09:00:00+08:00'],
    [{ variables: [] }, 'variables应是一个 JSON 对象'],
    [{ directory: { 'unitHead(applicant)': 'T1' } }, 'directory 中的“unitHead(applicant)”应是一列人员编号'],
    [{ directory: [] }, 'directory应是一个 JSON 对象'],
    [{ acts: {} }, 'acts 应是一个列表'],
    [{ acts: ['complete'] }, 'acts[0]应是一个 JSON 对象'],
    [{ acts: [{ do: 'withdraw' }, { do: 'leap' }] }, `acts[1].do“leap”应是 ${allActs} 之一`],
    [{ acts: [{}] }, `acts[0].do“undefined”应是 ${allActs} 之一`],
    [{ acts: [{ do: 'complete' }] }, 'acts[0] 缺少 task（环节的 id 或名称）'],
    [{ acts: [{ do: 'complete', task: 3 }] }, 'acts[0].task 应是文本'],
    [{ acts: [{ do: 'complete', task: 'a', to: 'b' }] }, 'acts[0]（complete）没有“to”这一项'],
    [{ acts: [{ do: 'complete', task: 'a', outcome: 'ok' }] }, 'acts[0].outcome 应是 approve 或 reject'],
    [{ acts: [{ do: 'complete', task: 'a', variables: 1 }] }, 'acts[0].variables应是一个 JSON 对象'],
    [{ acts: [{ do: 'submit', walk: 'back' }] }, 'acts[0].walk 应是 again 或 straight'],
  ];
  for (const [input, message] of cases)
    test(JSON.stringify(input), () =>
      assert.throws(() => simulate(straight, input, outside), { name: 'ScenarioFault', message }),
    );

  test('a fault is told from a bug', () =>
    assert.throws(() => simulate(straight, 1, outside), ScenarioFault));
});
