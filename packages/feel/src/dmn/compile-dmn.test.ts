import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FeelFailure } from '../failure.ts';
import { aLiteral, aTable, dmnFile, model, type TableSketch } from '../testing/dmn-file.ts';
import { compileDmn, type Decision } from './compile-dmn.ts';

async function decisionOf(xml: string, id = 'decision'): Promise<Decision> {
  const compiled = await compileDmn(xml);
  if ('faults' in compiled) assert.fail(JSON.stringify(compiled.faults));
  const decision = compiled.decisions.get(id);
  assert.ok(decision);
  return decision;
}

const tableOf = (sketch: TableSketch) => decisionOf(dmnFile(aTable(sketch)));

async function faultsOf(xml: string): Promise<string[]> {
  const compiled = await compileDmn(xml);
  return 'faults' in compiled ? compiled.faults.map(({ element, message }) => `${element}: ${message}`) : [];
}

describe('a decision table', () => {
  test('answers by its inputs, and null when no rule holds', async () => {
    const table = await tableOf({
      inputs: ['days: number', 'leaveType: string'],
      outputs: ['approver: string'],
      rules: ['<= 3 | - | "head"', '> 3 | not("产假") | "dean"', '> 3 | "产假", "陪产假" | "personnel"'],
    });
    assert.equal(table.evaluate({ days: 2, leaveType: '事假' }), 'head');
    assert.equal(table.evaluate({ days: 9, leaveType: '事假' }), 'dean');
    assert.equal(table.evaluate({ days: 9, leaveType: '产假' }), 'personnel');
    assert.equal(table.evaluate({ days: null, leaveType: '产假' }), null);
    assert.equal(table.evaluate({}), null);
    assert.deepEqual([...table.names], ['days', 'leaveType']);
  });

  test('reads every form of unary test', async () => {
    const cells: [string, unknown, boolean][] = [
      ['-', null, true],
      ['', 1, true],
      ['1', 1, true],
      ['1, 2', 2, true],
      ['[1..5]', 5, true],
      ['[1..5)', 5, false],
      [']1..5]', 1, false],
      ['< 3, > 7', 8, true],
      ['>= limit', 10, true],
      ['limit', 10, true],
      ['list', 7, true],
      ['not(list)', 7, false],
      ['? * 2 > 9 and ? < 8', 5, true],
      ['? > 4', 4, false],
      ['string length(?) = 2', '文字', true],
      ['starts with(?, "A")', 'B1', false],
      ['null', null, true],
      ['not(null)', 1, true],
      ['!= 3', 4, true],
      ['true', true, true],
      ['true', false, false],
      ['false', false, true],
      ['>= date("2026-03-01")', '2026-03-02', true],
      ['["2026-03-01".."2026-03-31"]', '2026-04-01', false],
      ['duration("P1D")', 'PT24H', true],
    ];
    for (const [cell, value, expected] of cells) {
      const table = await tableOf({ inputs: ['value'], outputs: ['hit'], rules: [`${cell} | true`] });
      assert.equal(
        table.evaluate({ value, limit: 10, list: [5, 7] }) === true,
        expected,
        `${cell} of ${value}`,
      );
    }
  });

  test('with several outputs gives them by name', async () => {
    const table = await tableOf({
      inputs: ['score'],
      outputs: ['level: string', 'amount: number'],
      rules: ['>= 90 | "一等" | 8000', '>= 80 | "二等" | '],
      policy: 'FIRST',
    });
    assert.deepEqual(table.evaluate({ score: 95 }), { level: '一等', amount: 8000 });
    assert.deepEqual(table.evaluate({ score: 85 }), { level: '二等', amount: null });
  });

  test('computes its outputs from the data', async () => {
    const table = await tableOf({
      inputs: ['km'],
      outputs: ['pay'],
      rules: ['< 50 | 0', '>= 50 | km * 0.8'],
    });
    assert.equal(table.evaluate({ km: 151 }), 120.8);
  });

  test('gives its default when no rule holds', async () => {
    const sketch: TableSketch = {
      inputs: ['n'],
      outputs: ['grade'],
      rules: ['> 5 | "high"'],
      otherwise: '"low"',
    };
    assert.equal((await tableOf(sketch)).evaluate({ n: 1 }), 'low');
    const several = await tableOf({ ...sketch, outputs: ['grade', 'note'], rules: ['> 5 | "high" | "x"'] });
    assert.deepEqual(several.evaluate({ n: 1 }), { grade: 'low', note: null });
  });

  test('keeps the types that its columns name', async () => {
    const table = await tableOf({
      inputs: ['day: date'],
      outputs: ['next: date'],
      rules: ['> date("2026-01-01") | day'],
    });
    assert.equal(table.evaluate({ day: '2026-03-01' }), '2026-03-01');
    assert.equal(table.evaluate({ day: '' }), null);
    assert.throws(() => table.evaluate({ day: 5 }), /“day”应当是 date，实际是 5/);
    const wrong = await tableOf({ inputs: ['n'], outputs: ['pay: number'], rules: ['- | "much"'] });
    assert.throws(() => wrong.evaluate({ n: 1 }), /“pay”应当是 number，实际是 "much"/);
  });

  test('takes only the values that a column allows', async () => {
    const table = await tableOf({
      inputs: ['n'],
      outputs: ['level'],
      rules: ['1 | "a"', '2 | "z"'],
      values: '"a", "b"',
    });
    assert.equal(table.evaluate({ n: 1 }), 'a');
    assert.throws(() => table.evaluate({ n: 2 }), /第 2 条规则的结果 "z" 不在“level”允许的值里/);
    const typed = dmnFile(
      '<itemDefinition name="tGrade"><typeRef>number</typeRef></itemDefinition>',
      aTable({ inputs: ['g: tGrade'], outputs: ['ok'], rules: ['> 2 | true'] }).replace(
        '</inputExpression>',
        '</inputExpression><inputValues><text>[1..5]</text></inputValues>',
      ),
    );
    const limited = await decisionOf(typed);
    assert.equal(limited.evaluate({ g: 3 }), true);
    assert.throws(() => limited.evaluate({ g: 9 }), /输入“g”不允许是 9/);
    assert.throws(() => limited.evaluate({ g: 'x' }), /应当是 tGrade/);
  });

  test('sees the functions of the host and nothing behind the data', async () => {
    const table = await tableOf({
      inputs: ['add up([n, n])'],
      outputs: ['x'],
      rules: ['> 4 | n.constructor'],
    });
    const twice = Object.assign((list: unknown) => (Array.isArray(list) ? list.length * 3 : 0), {
      $args: ['list'],
    });
    assert.equal(table.evaluate({ n: 3, 'add up': twice }), null);
    assert.throws(() => table.evaluate({ n: 3 }), /没有这个函数/);
  });

  test('is stopped when it takes too long', async () => {
    const rules = Array.from({ length: 200 }, () => 'count(for i in 1..n return i) > ? | 1');
    const table = await tableOf({ inputs: ['x'], outputs: ['y'], rules, policy: 'COLLECT' });
    assert.throws(() => table.evaluate({ x: 1e9, n: 90_000 }), /计算量太大/);
  });
});

describe('decisions that require others', () => {
  const season = aTable({
    id: 'season',
    name: '季节',
    inputs: ['month'],
    outputs: ['冷热'],
    rules: ['in [11..12] | "冷"', '< 4 | "冷"', '- | "热"'].map((rule) => rule.replace('in ', '')),
    policy: 'FIRST',
  });

  test('read their values by name, by id, and by the names of outputs', async () => {
    for (const text of ['季节', 'season', '冷热']) {
      const xml = dmnFile(
        season,
        aLiteral('coal', '取暖', `if ${text} = "冷" then days * 10 else 0`, ['season']),
      );
      const decision = await decisionOf(xml, 'coal');
      assert.equal(decision.evaluate({ month: 12, days: 3 }), 30, text);
      assert.deepEqual([...decision.names].sort(), ['days', 'month']);
    }
  });

  test('read several outputs as a context', async () => {
    const table = aTable({
      id: 'grant',
      name: 'Grant',
      inputs: ['n'],
      outputs: ['level', 'amount'],
      rules: ['- | "a" | n * 2'],
    });
    const decision = await decisionOf(
      dmnFile(table, aLiteral('sum', 'Sum', 'Grant.amount + amount', ['grant'])),
      'sum',
    );
    assert.equal(decision.evaluate({ n: 5 }), 20);
  });

  test('what they do not require they do not see', async () => {
    const decision = await decisionOf(dmnFile(season, aLiteral('coal', 'Coal', '季节')), 'coal');
    assert.equal(decision.evaluate({ month: 12 }), null);
  });

  test('dates stay dates on the way from one to the other', async () => {
    const xml = dmnFile(
      aLiteral('start', 'Start', 'date("2026-01-31")'),
      aLiteral('end', 'End', 'Start + duration("P1M")', ['start'], 'date'),
    );
    assert.equal((await decisionOf(xml, 'end')).evaluate({}), '2026-02-28');
  });

  test('each is decided once, however many require it', async () => {
    const steps = Array.from({ length: 60 }, (_, index) =>
      aLiteral(`d${index + 1}`, `D${index + 1}`, `D${index} + D${index}`, [`d${index}`, `d${index}`]),
    );
    const decision = await decisionOf(dmnFile(aLiteral('d0', 'D0', '1'), ...steps), 'd60');
    assert.equal(decision.evaluate({}), 2 ** 60);
  });
});

describe('files', () => {
  const table = aTable({ inputs: ['a'], outputs: ['b'], rules: ['1 | 2'] });

  test('of DMN 1.2 to 1.5 are read alike', async () => {
    for (const version of [
      'http://www.omg.org/spec/DMN/20180521',
      'https://www.omg.org/spec/DMN/20211108',
      'https://www.omg.org/spec/DMN/20230324',
    ]) {
      const xml = dmnFile(
        '<itemDefinition name="t"><typeRef>string</typeRef><typeConstraint><text>"a"</text></typeConstraint></itemDefinition>',
        table,
      );
      assert.equal((await decisionOf(xml.replace(model, `${version}/MODEL/`))).evaluate({ a: 1 }), 2);
    }
  });

  test('of Camunda may name the input of their cells', async () => {
    const xml = dmnFile(
      table.replace('<input id', '<input camunda:inputVariable="x" id').replace('>1<', '>x * 2 = 6<'),
    );
    const camunda = xml.replace(
      '<definitions ',
      '<definitions xmlns:camunda="http://camunda.org/schema/1.0/dmn" ',
    );
    const decision = await decisionOf(camunda);
    assert.equal(decision.evaluate({ a: 3 }), 2);
    assert.deepEqual(decision.names, ['a']);
  });

  const refused: [string, string, RegExp][] = [
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY a "b">]>${dmnFile(table)}`, /DOCTYPE/],
    ['no XML', 'hello', /无法读取|第 1 行/],
    ['BPMN', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', /不是 DMN/],
    ['no decision', dmnFile(), /没有决策/],
    ['two elements of one id', dmnFile(table, table), /同一个 id“decision”/],
    [
      'an import',
      dmnFile('<import name="other" namespace="y" importType="z"/>', table),
      /不支持引入别的文件/,
    ],
    [
      'a business knowledge model',
      dmnFile('<businessKnowledgeModel id="f" name="F"/>', table),
      /f: .*业务知识模型/,
    ],
    ['a decision without logic', dmnFile('<decision id="d" name="D"/>'), /d: 决策“D”：没有决策表/],
    ['a boxed context', dmnFile('<decision id="d" name="D"><context/></decision>'), /不支持 Context/],
    [
      'an unknown element',
      dmnFile('<decision id="d" name="D"><conditional/></decision>'),
      /conditional.*不支持/,
    ],
    ['a requirement that is not there', dmnFile(aLiteral('d', 'D', '1', ['e'])), /“e”不在文件里/],
    [
      'decisions that require one another',
      dmnFile(aLiteral('d', 'D', 'E', ['e']), aLiteral('e', 'E', 'D', ['d'])),
      /绕一圈/,
    ],
    [
      'another language',
      dmnFile(table).replace('<inputExpression', '<inputExpression expressionLanguage="juel"'),
      /只支持 FEEL/,
    ],
    [
      'an unknown type',
      dmnFile(aTable({ inputs: ['a: tX'], outputs: ['b'], rules: ['1 | 2'] })),
      /decision_in0: .*没有定义类型“tX”/,
    ],
    [
      'an unknown policy',
      dmnFile(aTable({ inputs: ['a'], outputs: ['b'], rules: ['1 | 2'], policy: 'BEST' })),
      /没有命中策略“BEST”/,
    ],
    [
      'a cell that is no FEEL',
      dmnFile(aTable({ inputs: ['a'], outputs: ['b'], rules: ['== 1 | 2'] })),
      /decision_rule1: 决策“Decision”第 1 条规则：“== 1”.*看不懂/,
    ],
    [
      'a cell that costs too much',
      dmnFile(
        aTable({ inputs: ['a'], outputs: ['b'], rules: ['- | for i in 1..9000, j in 1..9000 return 1'] }),
      ),
      /计算量太大/,
    ],
    [
      'an unknown function',
      dmnFile(aTable({ inputs: ['lenght(a)'], outputs: ['b'], rules: ['1 | 2'] })),
      /没有叫“lenght”的函数/,
    ],
    [
      'a cell too few',
      dmnFile(aTable({ inputs: ['a'], outputs: ['b', 'c'], rules: ['1 | 2'] })),
      /第 1 条规则：格数与列数不同/,
    ],
    [
      'outputs without names',
      dmnFile(aTable({ inputs: ['a'], outputs: ['', 'c'], rules: ['1 | 2 | 3'] })),
      /要有名称/,
    ],
    [
      'a sum of several outputs',
      dmnFile(
        aTable({
          inputs: ['a'],
          outputs: ['b', 'c'],
          rules: ['1 | 2 | 3'],
          policy: 'COLLECT',
          aggregation: 'SUM',
        }),
      ),
      /只能用于一个输出列/,
    ],
    [
      'an order without values',
      dmnFile(aTable({ inputs: ['a'], outputs: ['b'], rules: ['1 | 2'], policy: 'PRIORITY' })),
      /outputValues/,
    ],
  ];
  for (const [name, xml, message] of refused) {
    test(`with ${name} are refused`, async () => {
      const faults = await faultsOf(xml);
      assert.ok(
        faults.some((fault) => message.test(fault)),
        JSON.stringify(faults),
      );
    });
  }

  test('all faults are told at once, each in Chinese and in English', async () => {
    const compiled = await compileDmn(
      dmnFile(aTable({ inputs: ['a: tX'], outputs: ['b'], rules: ['== 1 | 2', '1'] })),
    );
    assert.ok('faults' in compiled);
    assert.equal(compiled.faults.length, 3);
    for (const { messageEn } of compiled.faults) assert.match(messageEn, /^Decision "Decision"/);
  });

  test('a failure is one of FEEL and names the decision', async () => {
    const table = await tableOf({ name: '补助', inputs: ['a'], outputs: ['b'], rules: ['< 5 | 1'] });
    assert.throws(
      () => table.evaluate({ a: 'x' }),
      (error) => error instanceof FeelFailure && error.text === '补助',
    );
  });
});
