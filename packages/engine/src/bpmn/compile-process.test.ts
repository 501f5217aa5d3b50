import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  bpmn,
  chain,
  end,
  exclusive,
  file,
  flow,
  parallel,
  processOf,
  start,
  task,
  taskWith,
} from '../testing/bpmn.ts';
import { programOf } from '../testing/trial.ts';
import { type CompileOptions, compileProcess } from './compile-process.ts';

/** `element: message` of each fault; empty when it compiles. */
async function faultsOf(xml: string, options?: CompileOptions): Promise<readonly string[]> {
  const compiled = await compileProcess(xml, options);
  return 'faults' in compiled ? compiled.faults.map(({ element, message }) => `${element}: ${message}`) : [];
}

async function assertFaults(xml: string, ...expected: readonly (string | RegExp)[]): Promise<void> {
  const faults = await faultsOf(xml);
  assert.equal(faults.length, expected.length, JSON.stringify(faults));
  for (const [index, each] of expected.entries())
    if (typeof each === 'string') assert.equal(faults[index], each);
    else assert.match(faults[index] ?? '', each);
}

/** What may run but should be looked at again. */
async function assertDoubts(xml: string, ...expected: readonly (string | RegExp)[]): Promise<void> {
  const compiled = await compileProcess(xml);
  assert.ok('program' in compiled, JSON.stringify(compiled));
  const doubts = compiled.doubts.map(({ element, message }) => `${element}: ${message}`);
  assert.equal(doubts.length, expected.length, JSON.stringify(doubts));
  for (const [index, each] of expected.entries())
    if (typeof each === 'string') assert.equal(doubts[index], each);
    else assert.match(doubts[index] ?? '', each);
}

/** One task between start and end. */
const around = (middle: string) => bpmn(start(), middle, end(), chain('apply', 'a', 'end'));
const withApproval = (approval: string) => around(taskWith('a', approval));
const someActor = '<yizhan:actor is="applicant"/>';

describe('a sound process', () => {
  test('compiles to nodes and flows in the order of the file', async () => {
    const program = await programOf(
      bpmn(
        start(),
        exclusive('x', 'x-end'),
        task('a', 'sla="4 workhours"'),
        end(),
        chain('apply', 'x', 'end'),
        flow('c', 'x', 'a', 'days > 3'),
        chain('a', 'end'),
      ),
    );
    assert.deepEqual([program.id, program.start], ['process', 'apply']);
    assert.deepEqual([...program.nodes.keys()], ['apply', 'x', 'a', 'end']);
    const gateway = program.nodes.get('x');
    assert.deepEqual(
      gateway?.outgoing.map((each) => each.id),
      ['x-end', 'c'],
    );
    assert.equal(gateway?.defaultFlow?.id, 'x-end');
    assert.equal(program.flows.get('c')?.condition?.text, 'days > 3');
  });

  test('needs no ids on its flows, no isExecutable and no diagram', async () => {
    const xml = around(task('a'))
      .replaceAll(/sequenceFlow id="[^"]*"/g, 'sequenceFlow')
      .replace(' isExecutable="true"', '');
    assert.deepEqual([...(await programOf(xml)).flows.keys()], ['#1', '#2']);
  });

  test('reads what an approval says, with the usual where it says nothing', async () => {
    const approval = async (xml: string) => {
      const node = (await programOf(withApproval(xml))).nodes.get('a');
      return node?.kind === 'userTask' ? node.approval : assert.fail();
    };
    const usual = {
      rule: 'veto',
      share: 0.5,
      samePerson: 'keep',
      applicantSigns: 'keep',
      onTimeout: 'nothing',
    } as const;
    assert.deepEqual(await approval(`<yizhan:approval>${someActor}</yizhan:approval>`), {
      ...usual,
      mode: 'single',
      whenNobody: 'administrator',
      acts: [
        ...['approve', 'reject', 'sendBack', 'transfer', 'delegate'],
        ...['addSigner', 'removeSigner', 'takeBack'],
      ],
      actors: [{ is: 'applicant' }],
    });
    assert.deepEqual(
      await approval(
        '<yizhan:approval mode="countersign" whenNobody="skip" acts="approve  sendBack" sla="2 workdays" approveLabel="登记完成"><yizhan:actor is="post" title="主任" field="unit"/></yizhan:approval>',
      ),
      {
        ...usual,
        mode: 'countersign',
        whenNobody: 'skip',
        acts: ['approve', 'sendBack'],
        sla: '2 workdays',
        approveLabel: '登记完成',
        actors: [{ is: 'post', title: '主任', field: 'unit' }],
      },
    );
    const whole = await approval(
      `<yizhan:approval mode="vote" rule="majority" share="2/3" weights="2 1 1.5" samePerson="neighbours" applicantSigns="leaveOut" onTimeout="escalate">
        <yizhan:actor is="headChain" levels="3"/><yizhan:actor is="chosen"/><yizhan:actor is="expression" feel="deputy"/>
      </yizhan:approval>`,
    );
    assert.deepEqual(
      [whole.mode, whole.rule, whole.share, whole.weights, whole.samePerson],
      ['vote', 'majority', 2 / 3, [2, 1, 1.5], 'neighbours'],
    );
    assert.deepEqual(
      [whole.applicantSigns, whole.onTimeout, whole.actors.map((rule) => rule.is)],
      ['leaveOut', 'escalate', ['headChain', 'chosen', 'expression']],
    );
  });

  test('is found by its id in a file of several', async () => {
    const both = file(
      processOf('one', start(), task('a'), end(), chain('apply', 'a', 'end')),
      processOf('two', start('s2'), task('b'), end('e2'), chain('s2', 'b', 'e2')),
    );
    assert.equal((await programOf(both, { process: 'two' })).start, 's2');
    assert.match((await faultsOf(both))[0] ?? '', /2 个流程，请指明是哪一个/);
    assert.match((await faultsOf(both, { process: 'three' }))[0] ?? '', /没有流程“three”/);
  });
});

describe('attributes of our own', () => {
  test('say what a repetition goes over and where a script keeps its result', async () => {
    const { nodes } = await programOf(
      around(`<bpmn:scriptTask id="a" yizhan:resultVariable="sum"><bpmn:script>count(rows)</bpmn:script>
        <bpmn:multiInstanceLoopCharacteristics yizhan:collection="rows" yizhan:elementVariable="row"/></bpmn:scriptTask>`),
    );
    const script = nodes.get('a');
    assert.ok(script?.kind === 'scriptTask' && script.loop?.kind === 'multi');
    assert.deepEqual([script.result, script.loop.item], ['sum', 'row']);
  });

  test('of the same name as none of ours are refused', () =>
    assertFaults(around('<bpmn:task id="a" yizhan:collection="rows"/>'), /yizhan:collection/));
});

describe('what is no BPMN', () => {
  test('is refused with the place where it stops being read', async () => {
    await assertFaults('', /不是有效的 BPMN 文件：第 1 行第 1 列/);
    await assertFaults('{"a": 1}', /不是有效的 BPMN 文件：第 1 行第 1 列/);
    await assertFaults('长'.repeat(1_000), /^: .{0,90}$/);
    await assertFaults('<html><body/></html>', /最外层不是 bpmn:definitions/);
    await assertFaults(around(task('a')).slice(0, -30), /不是有效的 BPMN 文件：第 \d+ 行第 \d+ 列/);
    await assertFaults(file(), /没有流程/);
    await assertFaults(around(task('a')).replace('UTF-8', 'GBK'), /UTF-8/);
  });

  test('a DOCTYPE is refused before anything is read, and so are entities that grow', async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(10)}">]>`;
    for (const doctype of [laughs, '<!doctype x SYSTEM "file:///etc/passwd">', '<!ENTITY x "y">'])
      await assertFaults(around(task('a')).replace('?>', `?>${doctype}`), /DOCTYPE 或 ENTITY/);
    const named = await programOf(around(task('a').replace('id="a"', 'id="a" name="&lol;"')));
    assert.equal(named.nodes.get('a')?.name, '&lol;');
  });

  test('an element, attribute or child that nobody knows is named with its place', async () => {
    await assertFaults(
      around(`${task('a')}<bpmn:magicTask id="m"/>`),
      /第 5 行第 \d+ 列的 <bpmn:magicTask> 不是 BPMN 或 yizhan 的元素/,
    );
    await assertFaults(
      withApproval(`<yizhan:approval mdoe="orSign">${someActor}</yizhan:approval>`),
      'a: yizhan:Approval 没有属性“mdoe”',
    );
    await assertFaults(
      withApproval('<yizhan:approval><yizhan:actr is="applicant"/></yizhan:approval>'),
      /<yizhan:actr> 不是/,
    );
    await assertFaults(
      withApproval(`<yizhan:aproval>${someActor}</yizhan:aproval>`),
      /<yizhan:aproval> 不是/,
    );
  });

  test('two elements with one id are refused', async () => {
    await assertFaults(around(task('a') + task('a')), /同一个 id“a”/);
  });
});

describe('an element that lacks what it needs is named with what is missing', () => {
  const cases: Readonly<Record<string, readonly (string | RegExp)[]>> = {
    '<bpmn:scriptTask id="a"/>': [/表达式是空的/, /resultVariable/, /ScriptTask/],
    '<bpmn:scriptTask id="a" scriptFormat="groovy"><bpmn:script>1</bpmn:script></bpmn:scriptTask>': [
      'a: 脚本语言“groovy”不能运行，请改用 FEEL',
      /resultVariable/,
    ],
    '<bpmn:receiveTask id="a"/>': ['a: 没有指明是哪个消息'],
    '<bpmn:callActivity id="a"/>': [/^a: 调用活动没有写调用哪个流程/],
    '<bpmn:callActivity id="a" calledElement="nowhere"/>': ['a: 没有找到被调用的流程“nowhere”'],
    '<bpmn:eventBasedGateway id="a"/>': ['a-end: 事件网关之后只能是中间捕获事件或接收任务'],
    '<bpmn:complexGateway id="a"/>': ['a: 不能运行 ComplexGateway'],
    '<bpmn:intermediateCatchEvent id="a"/>': ['a: 中间捕获事件没有写等待什么'],
    '<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition/></bpmn:intermediateCatchEvent>': [
      /^a: 定时事件没有写时间/,
    ],
    '<bpmn:intermediateCatchEvent id="a"><bpmn:errorEventDefinition/></bpmn:intermediateCatchEvent>': [
      'a: 中间捕获事件不能等待这个，请用边界事件',
    ],
    '<bpmn:intermediateCatchEvent id="a"><bpmn:signalEventDefinition/></bpmn:intermediateCatchEvent>': [
      'a: 没有指明是哪个信号',
    ],
    '<bpmn:intermediateCatchEvent id="a"><bpmn:conditionalEventDefinition/></bpmn:intermediateCatchEvent>': [
      'a: 条件事件没有写条件',
    ],
    '<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics/></bpmn:task>': [
      'a: 多实例没有写集合，也没有写次数',
    ],
    '<bpmn:task id="a"><bpmn:standardLoopCharacteristics/></bpmn:task>': [
      'a: 循环没有条件也没有次数，不会结束',
    ],
  };
  for (const [middle, faults] of Object.entries(cases))
    test(middle.replaceAll('bpmn:', ''), () => assertFaults(around(middle), ...faults));

  test('a timer whose time is none', async () => {
    const timer = (kind: string, text: string) =>
      around(
        `<bpmn:intermediateCatchEvent id="a"><bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
      );
    for (const [kind, text] of [
      ['timeDuration', 'soon'],
      ['timeDuration', 'P'],
      ['timeDate', 'tomorrow'],
      ['timeCycle', '0 0 9 * * ?'],
      ['timeCycle', 'R0/PT1H'],
      ['timeCycle', 'R3/nothing'],
    ] as const)
      await assertFaults(timer(kind, text), /^a: 定时“.*”无法识别/);
    for (const [kind, text] of [
      ['timeDuration', 'PT4H30M'],
      ['timeDuration', '2 workdays'],
      ['timeDate', '2026-03-02'],
      ['timeCycle', 'R/P1W'],
      ['timeCycle', 'R3/2026-03-02T09:00:00Z/PT1H'],
    ] as const)
      await assertFaults(timer(kind, text));
  });

  test('a cancel event outside of a transaction, a boundary event on nothing', async () => {
    await assertFaults(
      around(task('a')).replace(
        '<bpmn:endEvent id="end"/>',
        '<bpmn:endEvent id="end"><bpmn:cancelEventDefinition/></bpmn:endEvent>',
      ),
      'end: 取消结束事件只能在事务子流程里',
    );
    const boundary = (definition: string, attached: string) =>
      `<bpmn:boundaryEvent id="b" ${attached}><bpmn:${definition}EventDefinition/></bpmn:boundaryEvent>`;
    await assertFaults(
      bpmn(
        start(),
        task('a'),
        boundary('cancel', 'attachedToRef="a"'),
        end(),
        chain('apply', 'a', 'end'),
        chain('b', 'end'),
      ),
      'b: 取消事件只能附在事务子流程上',
    );
    await assertFaults(
      bpmn(start(), task('a'), boundary('error', ''), end(), chain('apply', 'a', 'end')),
      'b: 边界事件没有附在任何活动上',
    );
    await assertFaults(
      bpmn(
        start(),
        task('a'),
        boundary('error', 'attachedToRef="apply"'),
        end(),
        chain('apply', 'a', 'end'),
        chain('b', 'end'),
      ),
      'b: 边界事件只能附在活动上',
    );
  });

  test('a called process that nothing starts but a message', () =>
    assertFaults(
      file(
        '<bpmn:message id="m" name="m"/>',
        processOf(
          'process',
          start(),
          '<bpmn:callActivity id="a" calledElement="other"/>',
          end(),
          chain('apply', 'a', 'end'),
        ),
        processOf(
          'other',
          '<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>',
          task('b'),
          chain('s', 'b'),
        ),
      ),
      'a: 被调用的流程“other”没有空白开始事件',
    ));
});

describe('an approval', () => {
  test('must be there, once, and say who acts', async () => {
    await assertDoubts(around('<bpmn:userTask id="a"/>'), 'a: 缺少 yizhan:approval，不知道由谁办理');
    await assertFaults(
      withApproval('<yizhan:approval/>'),
      'a: yizhan:approval 中没有 yizhan:actor，不知道由谁办理',
    );
    const one = `<yizhan:approval>${someActor}</yizhan:approval>`;
    await assertFaults(withApproval(one + one), 'a: 一个环节只能有一个 yizhan:approval');
  });

  test('has a known mode, acts, deadline and answer to finding nobody', async () => {
    const approval = (attributes: string) =>
      withApproval(`<yizhan:approval ${attributes}>${someActor}</yizhan:approval>`);
    await assertFaults(
      approval('mode="voet"'),
      'a: mode="voet" 不是 single、countersign、orSign、inTurn、vote、claim 之一',
    );
    await assertFaults(
      approval('whenNobody="wait"'),
      'a: whenNobody="wait" 不是 administrator、skip、refuse 之一',
    );
    await assertFaults(
      approval('acts="approve forward"'),
      'a: acts 中的“forward”不是 approve、reject、sendBack、transfer、delegate、addSigner、removeSigner、takeBack',
    );
    for (const share of ['0', '1.5', '3/2', 'half'])
      await assertFaults(approval(`share="${share}"`), /^a: share=.*比例/);
    await assertFaults(approval('weights="1 -2"'), /^a: weights=/);
    await assertFaults(approval('acts="reject"'), 'a: acts 必须包含 approve');
    await assertFaults(approval('acts=""'), 'a: acts 必须包含 approve');
    for (const sla of ['soon', '1 day and a half', '-1 workday', ''])
      await assertFaults(approval(`sla="${sla}"`), `a: 时限“${sla}”无法识别，应如 1 workday、4 workhours`);
  });

  test('has actors that are whole and say nothing in vain', async () => {
    const actor = (attributes: string) =>
      withApproval(`<yizhan:approval><yizhan:actor ${attributes}/></yizhan:approval>`);
    for (const attributes of [
      'is="unitHead"',
      'is="unitHead" of="initiator"',
      'is="post" title="主任"',
      'is="post" unit="office"',
      'is="person"',
      'is="group" group=""',
      'is="role"',
      'group="seal-desk"',
    ])
      await assertFaults(actor(attributes), /^a: 办理人规则 is="\w*" 缺少属性或无法识别/);
    for (const [attributes, hint] of [
      ['is="relation" of="applicant"', '：要写 relation，以及 of="applicant" 或 field 之一'],
      ['is="relation" relation="counsellor"', '：要写 relation，以及 of="applicant" 或 field 之一'],
      [
        'is="relation" relation="tutor" of="applicant"',
        '：relation 只能是 counsellor、supervisor、lineManager、leaderInCharge，不能是“tutor”',
      ],
      ['is="post" title="党委书记" of="initiator"', '：of 只能是 applicant，不能是“initiator”'],
      ['is="post" of="applicant"', '：要写 title，以及 of="applicant"、unit 或 field 之一'],
      ['is="dataOwner"', '：要写 field'],
      ['is="unithead" of="applicant"', '，是不是 unitHead？'],
    ] as const)
      await assertFaults(
        actor(attributes),
        `a: 办理人规则 is="${/is="(\w+)"/.exec(attributes)?.[1]}" 缺少属性或无法识别${hint}`,
      );
    await assertFaults(
      actor('is="post" title="党委书记" of="applicant" unit="cs"'),
      'a: 办理人规则 is="post" 中的 unit 不起作用，请删除',
    );
    await assertFaults(
      actor('is="relation" relation="leaderInCharge" of="applicant" field="unit"'),
      'a: 办理人规则 is="relation" 中的 field 不起作用，请删除',
    );
    await assertFaults(
      actor('is="unitHead" of="applicant" field="unit"'),
      'a: 办理人规则 is="unitHead" 中的 field 不起作用，请删除',
    );
    await assertFaults(
      actor('is="applicant" person="T1"'),
      'a: 办理人规则 is="applicant" 中的 person 不起作用，请删除',
    );
  });

  test('takes people from fields that the form has', async () => {
    const from = (field: string) =>
      withApproval(`<yizhan:approval><yizhan:actor is="field" field="${field}"/></yizhan:approval>`);
    const names = ['deputy', 'courses'];
    assert.deepEqual(await faultsOf(from('courses.substitute'), { names }), []);
    assert.deepEqual(await faultsOf(from('deptuy'), { names }), [
      'a: 办理人规则 is="field" 取自表单字段“deptuy”，表单中没有它，是不是 deputy？',
    ]);
    assert.deepEqual(await faultsOf(from('anything')), []);
  });
});

describe('the shape', () => {
  test('has exactly one start and at least one end', async () => {
    await assertDoubts(
      bpmn(start(), start('again'), task('a'), end(), chain('apply', 'a', 'end'), chain('again', 'a')),
      /恰好一个开始事件，现在有 2 个/,
    );
    await assertDoubts(bpmn(task('a'), end(), chain('a', 'end')), /现在有 0 个/, /到不了“a”/);
    await assertDoubts(bpmn(start(), task('a'), chain('apply', 'a')), /没有结束事件/);
    await assertFaults(bpmn(), ': 流程没有开始事件');
  });

  test('has no flows into the start, out of an end, or without one of their ends', async () => {
    await assertDoubts(
      bpmn(start(), task('a'), end(), chain('apply', 'a', 'end'), chain('a', 'apply')),
      'apply: 开始事件不能有进入的连线',
    );
    await assertDoubts(
      bpmn(start(), task('a'), end(), chain('apply', 'a', 'end', 'a')),
      'end: 结束事件不能有离开的连线',
    );
    await assertFaults(around(task('a')).replace('targetRef="a"', ''), 'apply-a: 连线的起点或终点不存在');
    await assertFaults(
      around(task('a')).replace('targetRef="a"', 'targetRef="z"'),
      'apply-a: targetRef 指向的“z”不存在',
    );
    await assertFaults(around(task('a')).replace('targetRef="a"', 'targetRef="toString"'), /toString/);
  });

  test('has no node that nothing reaches or that reaches no end', async () => {
    await assertDoubts(
      bpmn(start(), task('a'), task('b'), end(), chain('apply', 'a', 'end'), chain('b', 'end')),
      'b: 从开始事件到不了“b”',
    );
    await assertDoubts(
      bpmn(
        start(),
        task('a'),
        task('b'),
        task('c'),
        end(),
        chain('apply', 'a', 'end'),
        chain('a', 'b', 'c', 'b'),
      ),
      'b: 从“b”到不了任何结束事件',
      'c: 从“c”到不了任何结束事件',
    );
    await assertFaults(
      bpmn(
        start(),
        task('a'),
        exclusive('x', 'back'),
        exclusive('y'),
        end(),
        chain('apply', 'a', 'end'),
        chain('a', 'x', 'y'),
        flow('back', 'y', 'x'),
      ),
      /^x: 默认连线“back”不是从这里离开的/,
    );
  });

  test('has a condition or the default on every flow behind an exclusive gateway, and none behind a parallel one', async () => {
    const choice = (...flows: string[]) =>
      bpmn(start(), exclusive('x'), task('a'), end(), chain('apply', 'x'), chain('a', 'end'), ...flows);
    await assertDoubts(
      choice(flow('one', 'x', 'a', 'days > 3'), flow('two', 'x', 'end')),
      'two: 排他网关“x”之后的连线要有条件，或设为默认连线',
    );
    await assertDoubts(choice(flow('one', 'x', 'a', 'days > 3'), flow('two', 'x', 'end', 'days <= 3')));
    await assertDoubts(
      bpmn(
        start(),
        parallel('x'),
        task('a'),
        end(),
        chain('apply', 'x'),
        chain('a', 'end'),
        flow('one', 'x', 'a', 'days > 3'),
        flow('two', 'x', 'end'),
      ),
      /^one: 并行网关/,
    );
  });

  test('has a default that leaves the gateway and exists', async () => {
    const withDefault = (id: string) => bpmn(start(), exclusive('x', id), end(), chain('apply', 'x', 'end'));
    await assertFaults(withDefault('apply-x'), 'x: 默认连线“apply-x”不是从这里离开的');
    await assertFaults(withDefault('never'), 'x: default 指向的“never”不存在');
  });
});

describe('a condition', () => {
  const when = (condition: string) =>
    bpmn(
      start(),
      exclusive('x', 'x-end'),
      task('a'),
      end(),
      chain('apply', 'x', 'end'),
      flow('c', 'x', 'a', condition),
      chain('a', 'end'),
    );

  test('that is no FEEL says where and what it looks like, and nothing else is blamed', async () => {
    await assertFaults(when('days >'), 'c: 条件“days >”：表达式没有写完');
    await assertFaults(when('days == 3'), /^c: 条件“days == 3”：.*相等只写一个“=”/);
    await assertFaults(when(`\${days.size() > 3}`), /^c: 条件“\$\{days.size\(\) > 3\}”：不能调用“days.size/);
    await assertFaults(when('“是” = a'), /^c: /);
  });

  test('that reads a name which the form has not is a fault with a hint', async () => {
    assert.deepEqual(await faultsOf(when('dyas > 3'), { names: ['days'] }), [
      'c: 条件“dyas > 3”：没有叫“dyas”的名称，是不是 days？',
    ]);
    assert.match((await faultsOf(when('totla(days) > 3'), { names: ['days'] }))[0] ?? '', /^c: .*totla/);
    assert.deepEqual(await faultsOf(when('dyas > 3')), []);
  });
});

describe('a hostile file', () => {
  test('is refused when it is longer than any process', () =>
    assertFaults(around(task('a')) + ' '.repeat(2_000_000), /超过 2000000 个字符/));

  test('of 20,000 nested sub-processes is refused in passing', () =>
    assertFaults(
      around(
        `<bpmn:subProcess id="a">${'<bpmn:subProcess>'.repeat(20_000)}${'</bpmn:subProcess>'.repeat(20_001)}`,
      ),
      'a: 子流程嵌套超过 50 层',
    ));

  test('of 40,000 nested foreign elements or lanes doesn’t exhaust the stack', async () => {
    const foreign = `<x:y xmlns:x="urn:x">${'<x:y>'.repeat(40_000)}${'</x:y>'.repeat(40_001)}<yizhan:approval>${someActor}</yizhan:approval>`;
    assert.deepEqual(await faultsOf(withApproval(foreign)), []);
    const lanes = `<bpmn:laneSet>${'<bpmn:lane><bpmn:childLaneSet>'.repeat(20_000)}${'</bpmn:childLaneSet></bpmn:lane>'.repeat(20_000)}</bpmn:laneSet>`;
    assert.deepEqual(await faultsOf(around(lanes + task('a'))), []);
  });

  test('with a fault at every element is answered with the first fifty', async () => {
    assert.equal(
      (await faultsOf(around(task('a') + '<bpmn:sequenceFlow targetRef="x"/>'.repeat(20_000)))).length,
      50,
    );
  });

  test('of many thousand nodes takes time by its length, not by its square', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `g${index}`);
    const program = await programOf(
      bpmn(start(), ...ids.map((id) => exclusive(id)), end(), chain('apply', ...ids, 'end')),
    );
    assert.equal(program.nodes.size, 10_002);
  });

  test('may call its elements like parts of JavaScript', async () => {
    const program = await programOf(around(task('a')).replaceAll('"a"', '"__proto__"'));
    assert.equal(program.nodes.get('__proto__')?.kind, 'userTask');
  });
});
