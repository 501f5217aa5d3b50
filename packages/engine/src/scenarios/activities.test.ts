import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  call,
  chain,
  completion,
  element,
  end,
  exclusive,
  file,
  flow,
  inclusive,
  over,
  parallel,
  processOf,
  repeated,
  script,
  service,
  start,
  sub,
  task,
  times,
} from '../testing/bpmn.ts';
import { aDraft, anApplication, assertRefused, programOf, type Trial } from '../testing/trial.ts';

const run = async (
  elements: readonly string[],
  data: Record<string, unknown> = {},
  ...others: string[]
): Promise<Trial> =>
  anApplication(
    await programOf(file(processOf('process', start(), end(), ...elements), ...others), {
      process: 'process',
    }),
    { data },
  );
const counted = (trial: Trial) => {
  const repeat = trial.state.frames.find((frame) => frame.kind === 'repeat')?.repeat;
  return [repeat?.total, repeat?.started, repeat?.completed];
};

describe('multi-instance', () => {
  const many = (loop: string, data: Record<string, unknown>) =>
    run([repeated(task('m'), loop), task('next'), chain('apply', 'm', 'next', 'end')], data);

  test('in parallel over a list: all at once, and on when all are done', async () => {
    const trial = await many(over('items'), { items: ['a', 'b', 'c'] });
    assert.deepEqual(trial.open, ['m', 'm', 'm']);
    trial.approve('m');
    trial.approve('m');
    assert.deepEqual([trial.open, counted(trial)], [['m'], [3, 3, 2]]);
    trial.approve('m');
    assert.deepEqual([trial.open, trial.state.frames], [['next'], []]);
  });

  test('one after the other', async () => {
    const trial = await many(over('items', 'isSequential="true"'), { items: ['a', 'b'] });
    assert.deepEqual([trial.open, counted(trial)], [['m'], [2, 1, 0]]);
    trial.approve('m');
    assert.deepEqual([trial.open, counted(trial)], [['m'], [2, 2, 1]]);
    trial.approve('m');
    assert.deepEqual(trial.open, ['next']);
  });

  test('so many times, none at all, over null and an empty list', async () => {
    assert.equal((await many(times('=n + 1'), { n: 2 })).open.length, 3);
    for (const data of [{ items: [] }, { items: null }])
      assert.deepEqual((await many(over('items'), data)).open, ['next']);
    assert.deepEqual((await many(times('0'), {})).open, ['next']);
  });

  test('over what is no list, or too long a one, is an incident', async () => {
    await assert.rejects(many(over('items'), { items: 'x' }), /列表或非负整数/);
    await assert.rejects(many(times('=n'), { n: -1 }), /列表或非负整数/);
    await assert.rejects(many(times('=n'), { n: 1001 }), /最多 1000 项/);
  });

  test('ends early when its completion condition holds, and drops what is still open', async () => {
    const half = over('items', '', completion(`\${nrOfCompletedInstances / nrOfInstances >= 0.5}`));
    const trial = await many(half, { items: ['a', 'b', 'c', 'd'] });
    trial.approve('m');
    assert.equal(trial.open.length, 4 - 1);
    trial.approve('m');
    assert.deepEqual(trial.open, ['next']);
    assert.equal(
      trial.events.filter((event) => event.type === 'task-closed' && event.outcome === 'dropped').length,
      2,
    );
  });

  test('gathers outputs, each item with its own names', async () => {
    const zeebe = `<bpmn:multiInstanceLoopCharacteristics xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=rows" inputElement="row" outputCollection="sums" outputElement="=row.n * loopCounter"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;
    const trial = await run([repeated(service('s'), zeebe), chain('apply', 's', 'end')], {
      rows: [{ n: 2 }, { n: 3 }],
    });
    trial.done('s');
    trial.done('s');
    assert.deepEqual(trial.state.data.sums, [2, 6]);
    assert.deepEqual(Object.keys(trial.state.data), ['rows', 'sums']);
  });

  test('of a sub-process: the inside sees the item, and writing it changes only that item', async () => {
    const trial = await run(
      [
        repeated(
          sub(
            'm',
            start('s'),
            script('twice', 'item * 2', 'item'),
            exclusive('x', 'x-small'),
            task('big'),
            task('small'),
            chain('s', 'twice', 'x', 'small'),
            flow('b', 'x', 'big', 'item > 5'),
          ),
          over('items'),
        ),
        chain('apply', 'm', 'end'),
      ],
      { items: [1, 4] },
    );
    assert.deepEqual([trial.open, trial.state.data], [['small', 'big'], { items: [1, 4] }]);
    trial.approve('small');
    trial.approve('big');
    assert.equal(trial.state.status, 'approved');
  });

  test('assigns each item to its person', async () => {
    const mine = task('m', '', '<yizhan:actor is="field" field="item"/>');
    const trial = await run([repeated(mine, over('items')), chain('apply', 'm', 'end')], {
      items: ['T1', 'T2'],
    });
    assert.deepEqual(
      trial.state.tasks.map(({ signers }) => signers[0]?.person),
      ['T1', 'T2'],
    );
  });
});

describe('a standard loop', () => {
  const loop = (attributes: string, condition: string) =>
    `<bpmn:standardLoopCharacteristics ${attributes}><bpmn:loopCondition>${condition.replaceAll('<', '&lt;')}</bpmn:loopCondition></bpmn:standardLoopCharacteristics>`;
  const looping = (text: string, data: Record<string, unknown>) =>
    run([repeated(service('s'), text), task('next'), chain('apply', 's', 'next', 'end')], data);

  test('tested after runs at least once; tested before perhaps never', async () => {
    const afterwards = await looping(loop('', 'n < 2'), { n: 5 });
    afterwards.done('s');
    assert.deepEqual(afterwards.open, ['next']);
    assert.deepEqual((await looping(loop('testBefore="true"', 'n < 2'), { n: 5 })).open, ['next']);
  });
  test('goes on while its condition holds, and not more often than its maximum', async () => {
    const trial = await looping(loop('', 'n < 3'), { n: 0 });
    for (const n of [1, 2, 3]) trial.done('s', { n });
    assert.deepEqual(trial.open, ['next']);
    const most = await looping(loop('loopMaximum="2"', 'true'), {});
    most.done('s');
    most.done('s');
    assert.deepEqual(most.open, ['next']);
  });
});

describe('a call activity', () => {
  const mapped =
    `<bpmn:extensionElements><f:in xmlns:f="http://flowable.org/bpmn" source="amount" target="sum"/><f:out xmlns:f="http://flowable.org/bpmn" source="result" target="answer"/></bpmn:extensionElements>`
      .replaceAll('f:', 'flowable:')
      .replaceAll('xmlns:f=', 'xmlns:flowable=')
      .replaceAll('xmlns:flowable:', 'xmlns:');
  test('passes what is mapped, in and out, through several levels', async () => {
    const trial = await run(
      [call('c', 'middle', mapped), task('next'), chain('apply', 'c', 'next', 'end')],
      { amount: 7, secret: 1 },
      processOf(
        'middle',
        start('s1'),
        call(
          'c2',
          'inner',
          mapped.replace('source="amount"', 'source="sum"').replace('target="answer"', 'target="result"'),
        ),
        end('e1'),
        chain('s1', 'c2', 'e1'),
      ),
      processOf(
        'inner',
        start('s2'),
        script('twice', 'sum * 2', 'result'),
        task('in'),
        end('e2'),
        chain('s2', 'twice', 'in', 'e2'),
      ),
    );
    assert.deepEqual(
      trial.state.frames.map((frame) => frame.data),
      [{ sum: 7 }, { sum: 7, result: 14 }],
    );
    trial.approve('in', undefined, { sum: 7, result: 15 });
    assert.deepEqual([trial.open, trial.state.data], [['next'], { amount: 7, secret: 1, answer: 15 }]);
  });
  test('without a mapping passes everything', async () => {
    const trial = await run(
      [call('c', 'other'), chain('apply', 'c', 'end')],
      { a: 1 },
      processOf('other', start('s'), script('t', 'a + 1', 'b'), chain('s', 't')),
    );
    assert.deepEqual([trial.state.status, trial.state.data], ['approved', { a: 1, b: 2 }]);
  });
  test('that calls itself without end is refused', async () => {
    const xml = file(processOf('process', start(), call('c', 'process'), end(), chain('apply', 'c', 'end')));
    const trial = aDraft(await programOf(xml));
    assertRefused(trial, 'flow/endless', () => trial.submit());
  });
});

describe('an ad-hoc sub-process', () => {
  const adHoc = (inside: string) => [
    element('adHocSubProcess', 'h', `${task('a')}${task('b')}${task('c')}${chain('a', 'c')}${inside}`),
    task('next'),
    chain('apply', 'h', 'next', 'end'),
  ];
  test('opens all that nothing leads to, and is done with the last of it', async () => {
    const trial = await run(adHoc(''));
    assert.deepEqual(trial.open, ['a', 'b']);
    for (const each of ['b', 'a', 'c']) trial.approve(each);
    assert.deepEqual(trial.open, ['next']);
  });
  test('ends by its completion condition once something in it is done', async () => {
    const trial = await run(adHoc(completion('ok')), { ok: true });
    assert.deepEqual(trial.open, ['a', 'b']);
    trial.approve('b');
    assert.deepEqual([trial.open, trial.state.frames], [['next'], []]);
  });
});

describe('an inclusive gateway', () => {
  const branches = [
    inclusive('or', 'or-z'),
    inclusive('join'),
    ...['a', 'b', 'z', 'next'].map((id) => task(id)),
    chain('apply', 'or', 'z', 'join', 'next', 'end'),
    flow('toA', 'or', 'a', 'n > 1'),
    flow('toB', 'or', 'b', 'n > 5'),
    chain('a', 'join'),
    chain('b', 'join'),
  ];
  test('takes every flow whose condition holds, else the default; the join waits for just those', async () => {
    const both = await run(branches, { n: 9 });
    assert.deepEqual(both.open, ['a', 'b']);
    both.approve('b');
    assert.deepEqual(both.open, ['a']);
    both.approve('a');
    assert.deepEqual(both.open, ['next']);
    const one = await run(branches, { n: 3 });
    one.approve('a');
    assert.deepEqual(one.open, ['next']);
    assert.deepEqual((await run(branches, { n: 0 })).open, ['z']);
  });

  test('does not wait for a branch that has ended early', async () => {
    const trial = await run([
      parallel('fork'),
      task('a'),
      task('b'),
      exclusive('x', 'x-stop'),
      end('stop'),
      inclusive('join'),
      task('next'),
      chain('apply', 'fork', 'a', 'join', 'next', 'end'),
      chain('fork', 'b', 'x', 'stop'),
      flow('on', 'x', 'join', 'go'),
    ]);
    trial.approve('a');
    assert.deepEqual(trial.open, ['b']);
    trial.approve('b');
    assert.deepEqual(trial.open, ['next']);
  });

  test('waits for a branch that may still loop, and joins a loop of its own without deadlock', async () => {
    const elements = [
      inclusive('or'),
      task('a'),
      task('b'),
      exclusive('x', 'x-join'),
      inclusive('join'),
      exclusive('again', 'again-end'),
      inclusive('top'),
      chain('apply', 'top', 'or'),
      flow('oa', 'or', 'a', 'true'),
      flow('ob', 'or', 'b', 'n > 1'),
      chain('a', 'join'),
      chain('b', 'x', 'join', 'again', 'end'),
      flow('redo', 'x', 'b', 'redo'),
      flow('back', 'again', 'top', 'more'),
    ];
    const trial = await run(elements, { n: 5, redo: true, more: true });
    trial.approve('a');
    trial.approve('b');
    assert.deepEqual(trial.open, ['b'], 'the join waits while b is done again');
    trial.approve('b', undefined, { n: 5, redo: false, more: true });
    assert.deepEqual(trial.open, ['a', 'b'], 'and all of it once more');
    trial.approve('b', undefined, { n: 0, redo: false, more: false });
    trial.approve('a');
    assert.equal(trial.state.status, 'approved');
  });

  test('two joins one behind the other fire in order', async () => {
    const trial = await run([
      parallel('fork'),
      ...['a', 'b', 'c', 'm', 'next'].map((id) => task(id)),
      inclusive('one'),
      inclusive('two'),
      chain('apply', 'fork', 'a', 'one', 'm', 'two', 'next', 'end'),
      chain('fork', 'b', 'one'),
      chain('fork', 'c', 'two'),
    ]);
    trial.approve('c');
    trial.approve('a');
    assert.deepEqual(trial.open, ['b']);
    trial.approve('b');
    assert.deepEqual(trial.open, ['m']);
    trial.approve('m');
    assert.deepEqual(trial.open, ['next']);
  });
});

test('tasks without work pass through: plain, manual, none throw event', async () => {
  const trial = await run([
    element('task', 'a'),
    element('manualTask', 'b'),
    element('intermediateThrowEvent', 'c'),
    chain('apply', 'a', 'b', 'c', 'end'),
  ]);
  assert.equal(trial.state.status, 'approved');
});

test('a fork that leads round into itself is refused quickly', async () => {
  const xml = file(
    processOf(
      'process',
      start(),
      parallel('fork'),
      exclusive('m'),
      end(),
      chain('apply', 'm', 'fork', 'end'),
      flow('r1', 'fork', 'm'),
      flow('r2', 'fork', 'm'),
    ),
  );
  const trial = aDraft(await programOf(xml));
  const { element: at } = assertRefused(trial, 'flow/endless', () => trial.submit());
  assert.ok(['fork', 'm', 'end'].includes(String(at)));
});

test('sub-processes nest, and a decision is asked where it is known', async () => {
  const decisions = new Map([
    ['discount', { evaluate: (scope: Readonly<Record<string, unknown>>) => Number(scope.n) * 10 }],
  ]);
  const xml = file(
    processOf(
      'process',
      start(),
      sub(
        'o',
        start('s1'),
        sub(
          'i',
          start('s2'),
          `<bpmn:businessRuleTask id="d" xmlns:flowable="http://flowable.org/bpmn" flowable:decisionRef="discount" flowable:resultVariable="off"/>`,
          chain('s2', 'd'),
        ),
        chain('s1', 'i'),
      ),
      end(),
      chain('apply', 'o', 'end'),
    ),
  );
  const trial = anApplication(await programOf(xml, { decisions }), { data: { n: 3 } });
  assert.deepEqual([trial.state.status, trial.state.data.off], ['approved', 30]);
});
