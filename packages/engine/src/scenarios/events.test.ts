import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  boundary,
  call,
  catching,
  chain,
  compensation,
  declared,
  element,
  end,
  endWith,
  eventSub,
  exclusive,
  file,
  flow,
  over,
  parallel,
  processOf,
  refers,
  repeated,
  service,
  start,
  startOn,
  sub,
  task,
  throwing,
  timer,
  undone,
  when,
} from '../testing/bpmn.ts';
import { aDraft, anApplication, assertRefused, programOf, type Trial } from '../testing/trial.ts';

/** Hours and days are enough for these. */
const after = (from: string, span: string): string => {
  const hours = span.includes('workday') ? 24 : Number(/\d+/.exec(span)?.[0]) * (span.endsWith('H') ? 1 : 24);
  return new Date(Date.parse(from) + hours * 3_600_000).toISOString();
};
const run = async (elements: readonly string[], data: Record<string, unknown> = {}): Promise<Trial> =>
  anApplication(
    await programOf(file(declared('X', 'Y'), processOf('process', start(), end(), ...elements))),
    { data, after },
  );
const due = (trial: Trial, node: string) => trial.state.waits.find((wait) => wait.node === node)?.due;

describe('a timer', () => {
  const at = (kind: 'timeDate' | 'timeDuration', text: string, data = {}) =>
    run([catching('wait', timer(kind, text)), chain('apply', 'wait', 'end')], data);

  test('of a date, a duration, working time, an expression', async () => {
    assert.equal(due(await at('timeDate', '2026-03-05'), 'wait'), '2026-03-04T16:00:00.000Z');
    assert.equal(due(await at('timeDuration', 'PT4H'), 'wait'), '2026-03-02T05:00:00.000Z');
    assert.equal(due(await at('timeDuration', '2 workdays'), 'wait'), '2026-03-03T01:00:00.000Z');
    assert.equal(
      due(await at('timeDate', '=day', { day: '2026-04-01T08:00' }), 'wait'),
      '2026-04-01T00:00:00.000Z',
    );
  });

  test('fires when it is due and not before; what it fired for is over', async () => {
    const trial = await at('timeDuration', 'PT4H');
    const [wait] = trial.state.waits;
    assertRefused(trial, 'flow/not-due', () => trial.act({ type: 'fireTimer', wait: wait?.id ?? '' }));
    trial.fire('wait');
    assert.equal(trial.state.status, 'approved');
  });

  test('that is no time is an incident of its element', async () => {
    await assert.rejects(at('timeDate', '=day', { day: '昨天' }), /expression-failed.*昨天/);
  });

  test('cycle R3/PT1H on a task without interrupting it fires three times, an hour apart', async () => {
    const trial = await run([
      task('a'),
      boundary('remind', 'a', timer('timeCycle', 'R3/PT1H'), false),
      service('sms'),
      chain('apply', 'a', 'end'),
      chain('remind', 'sms'),
    ]);
    for (const hour of ['02', '03', '04']) {
      assert.equal(due(trial, 'remind'), `2026-03-02T${hour}:00:00.000Z`);
      trial.fire('remind');
    }
    assert.deepEqual([trial.waiting, trial.work], [[], ['sms', 'sms', 'sms']]);
    trial.approve('a');
    for (const _ of [1, 2, 3]) trial.done('sms');
    assert.equal(trial.state.status, 'approved');
  });
});

describe('a boundary event', () => {
  const hosts: Record<string, { readonly host: string; readonly inside: string }> = {
    'a task': { host: task('host'), inside: 'host' },
    'a sub-process': { host: sub('host', start('s'), task('in'), chain('s', 'in')), inside: 'in' },
    'a multi-instance body': { host: repeated(task('host'), over('items')), inside: 'host' },
    'a call activity': { host: call('host', 'other'), inside: 'in' },
  };
  const other = processOf('other', start('s'), task('in'), chain('s', 'in'));
  for (const [name, { host, inside }] of Object.entries(hosts)) {
    const on = async (interrupts: boolean) =>
      anApplication(
        await programOf(
          file(
            declared('X'),
            processOf(
              'process',
              start(),
              host,
              boundary('b', 'host', refers('message', 'X'), interrupts),
              task('aside'),
              end(),
              chain('apply', 'host', 'end'),
              chain('b', 'aside', 'end'),
            ),
            name === 'a call activity' ? other : '',
          ),
          { process: 'process' },
        ),
        { data: { items: [1, 2] } },
      );

    test(`interrupting ${name} ends all of it`, async () => {
      const trial = await on(true);
      trial.message('X');
      assert.deepEqual([trial.open, trial.waiting, trial.state.frames], [['aside'], [], []]);
      trial.approve('aside');
      assert.equal(trial.state.status, 'approved');
    });

    test(`not interrupting ${name} goes on beside it, as often as it happens, until it is over`, async () => {
      const trial = await on(false);
      const items = trial.open.length;
      trial.message('X');
      trial.message('X');
      assert.equal(trial.open.filter((node) => node === 'aside').length, 2);
      for (let item = 0; item < items; item++) trial.approve(inside);
      assert.deepEqual([trial.open, trial.waiting], [['aside', 'aside'], []]);
      trial.approve('aside');
      trial.approve('aside');
      assert.equal(trial.state.status, 'approved');
    });
  }
});

describe('an error', () => {
  test('of a worker is caught on the task by its code; another code goes outward', async () => {
    const elements = [
      sub(
        'outer',
        start('s'),
        service('pay'),
        boundary('mine', 'pay', refers('error', 'X')),
        task('fix'),
        chain('s', 'pay'),
        chain('mine', 'fix'),
      ),
      boundary('any', 'outer', '<bpmn:errorEventDefinition/>'),
      task('desk'),
      chain('apply', 'outer', 'end'),
      chain('any', 'desk', 'end'),
    ];
    const caught = await run(elements);
    caught.failed('pay', 'X');
    assert.deepEqual([caught.open, caught.work], [['fix'], []]);
    const outward = await run(elements);
    outward.failed('pay', 'OTHER');
    assert.deepEqual([outward.open, outward.state.frames], [['desk'], []]);
  });

  test('that nobody catches is an incident, and the work stays', async () => {
    const trial = await run([service('pay'), chain('apply', 'pay', 'end')]);
    assert.deepEqual(
      assertRefused(trial, 'flow/error-uncaught', () => trial.failed('pay', 'X')),
      { element: 'pay', error: 'X' },
    );
    assert.deepEqual(trial.work, ['pay']);
  });

  test('finds its way out of a called process and ends all items of a repetition', async () => {
    const xml = file(
      declared('X'),
      processOf(
        'process',
        start(),
        repeated(call('many', 'other'), over('items')),
        boundary('b', 'many', refers('error', 'X')),
        task('desk'),
        end(),
        chain('apply', 'many', 'end'),
        chain('b', 'desk', 'end'),
      ),
      processOf('other', start('s'), task('in'), endWith('e', refers('error', 'X')), chain('s', 'in', 'e')),
    );
    const trial = anApplication(await programOf(xml), { data: { items: ['a', 'b', 'c'] } });
    assert.deepEqual(trial.open, ['in', 'in', 'in']);
    trial.approve('in');
    assert.deepEqual([trial.open, trial.state.frames, trial.tokens], [['desk'], [], ['desk<b-desk']]);
  });

  test('is handled by an event sub-process of its scope before a boundary event around it', async () => {
    const trial = await run([
      sub(
        'outer',
        start('s'),
        service('pay'),
        task('other'),
        chain('s', 'pay'),
        chain('s', 'other'),
        eventSub('handler', startOn('on', refers('error', 'X')), task('repair'), chain('on', 'repair')),
      ),
      boundary('b', 'outer', refers('error', 'X')),
      task('desk'),
      chain('apply', 'outer', 'end'),
      chain('b', 'desk', 'end'),
    ]);
    trial.failed('pay', 'X');
    assert.deepEqual(trial.open, ['repair']);
    trial.approve('repair');
    assert.equal(trial.state.status, 'approved');
  });

  test('thrown again in the event sub-process that handles it goes on outward', async () => {
    const trial = await run([
      sub(
        'outer',
        start('s'),
        service('pay'),
        chain('s', 'pay'),
        eventSub(
          'handler',
          startOn('on', refers('error', 'X')),
          endWith('again', refers('error', 'X')),
          chain('on', 'again'),
        ),
      ),
      boundary('b', 'outer', refers('error', 'X')),
      task('desk'),
      chain('apply', 'outer', 'end'),
      chain('b', 'desk', 'end'),
    ]);
    trial.failed('pay', 'X');
    assert.deepEqual(trial.open, ['desk']);
  });
});

describe('an escalation', () => {
  const raising = (interrupts: boolean) => [
    sub(
      'outer',
      start('s'),
      throwing('raise', refers('escalation', 'X')),
      task('in'),
      chain('s', 'raise', 'in'),
    ),
    boundary('b', 'outer', refers('escalation', 'X'), interrupts),
    task('boss'),
    chain('apply', 'outer', 'end'),
    chain('b', 'boss', 'end'),
  ];
  test('goes on beside, or interrupts, or is of no consequence', async () => {
    assert.deepEqual((await run(raising(false))).open, ['in', 'boss']);
    assert.deepEqual((await run(raising(true))).open, ['boss']);
    const unheard = await run([
      throwing('raise', refers('escalation', 'X')),
      task('in'),
      chain('apply', 'raise', 'in', 'end'),
    ]);
    assert.deepEqual(unheard.open, ['in']);
  });
});

describe('messages and signals', () => {
  test('a message reaches the one who waits for its key, and nobody else', async () => {
    const message = `<bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" correlationKey="=item"/></bpmn:extensionElements></bpmn:message>`;
    const xml = file(
      message,
      processOf(
        'process',
        start(),
        repeated(element('receiveTask', 'wait', '', 'messageRef="m"'), over('orders')),
        end(),
        chain('apply', 'wait', 'end'),
      ),
    );
    const trial = anApplication(await programOf(xml), { data: { orders: ['o1', 'o2'] } });
    assertRefused(trial, 'flow/not-waiting', () => trial.message('paid', 'o3'));
    assertRefused(trial, 'flow/not-waiting', () => trial.message('paid'));
    trial.message('paid', 'o2', { amount: 5 });
    assert.deepEqual(
      trial.state.waits.map((wait) => wait.key),
      ['o1'],
    );
    trial.message('paid', 'o1');
    assert.deepEqual([trial.state.status, trial.state.data.amount], ['approved', 5]);
  });

  test('a signal reaches all who wait for it', async () => {
    const trial = await run([
      parallel('fork'),
      catching('one', refers('signal', 'X')),
      catching('two', refers('signal', 'X')),
      catching('other', refers('signal', 'Y')),
      chain('apply', 'fork', 'one', 'end'),
      chain('fork', 'two', 'end'),
      chain('fork', 'other', 'end'),
    ]);
    trial.signal('X');
    assert.deepEqual(trial.waiting, ['other']);
    trial.signal('Y');
    assert.equal(trial.state.status, 'approved');
  });

  test('what is thrown is told to the world, and the token goes on', async () => {
    const trial = await run([
      throwing('tell', refers('message', 'X')),
      endWith('all', refers('signal', 'Y')),
      chain('apply', 'tell', 'all'),
    ]);
    assert.deepEqual(
      trial.events.flatMap((event) =>
        event.type === 'message-thrown' || event.type === 'signal-thrown' ? [event.name] : [],
      ),
      ['X', 'Y'],
    );
    assert.equal(trial.state.status, 'approved');
  });

  test('an event-based gateway goes the way of what comes first and forgets the others', async () => {
    const elements = [
      element('eventBasedGateway', 'first'),
      catching('answer', refers('message', 'X')),
      catching('late', timer('timeDuration', 'PT4H')),
      task('read'),
      task('ask'),
      chain('apply', 'first', 'answer', 'read', 'end'),
      chain('first', 'late', 'ask', 'end'),
    ];
    const answered = await run(elements);
    answered.message('X');
    assert.deepEqual([answered.open, answered.waiting], [['read'], []]);
    const late = await run(elements);
    late.fire('late');
    assert.deepEqual([late.open, late.waiting], [['ask'], []]);
  });

  test('a process that only an event starts waits for it, and begins once', async () => {
    const xml = file(
      declared('X', 'Y'),
      processOf(
        'process',
        startOn('x', refers('message', 'X')),
        startOn('y', refers('signal', 'Y')),
        task('a'),
        end(),
        chain('x', 'a', 'end'),
        chain('y', 'a'),
      ),
    );
    const trial = aDraft(await programOf(xml));
    assert.deepEqual([trial.state.status, trial.waiting], ['running', ['x', 'y']]);
    trial.signal('Y');
    assert.deepEqual([trial.open, trial.waiting], [['a'], []]);
  });

  test('a link leads to the catching link of its name', async () => {
    const link = '<bpmn:linkEventDefinition name="L"/>';
    const trial = await run([
      throwing('from', link),
      catching('to', link),
      task('a'),
      chain('apply', 'from'),
      chain('to', 'a', 'end'),
    ]);
    assert.deepEqual(trial.open, ['a']);
  });
});

describe('a conditional event', () => {
  test('fires when its condition becomes true, and not again while it stays true', async () => {
    const trial = await run(
      [
        task('a'),
        task('b'),
        parallel('fork'),
        boundary('high', 'a', when('n > 5'), false),
        service('tell'),
        chain('apply', 'fork', 'a', 'end'),
        chain('fork', 'b', 'b2', 'b3', 'b4', 'end'),
        ...['b2', 'b3', 'b4'].map((id) => task(id)),
        chain('high', 'tell'),
      ],
      { n: 1 },
    );
    const told = (n: number, step: string) => {
      trial.approve(step, undefined, { n });
      return trial.work.length;
    };
    assert.deepEqual([told(6, 'b'), told(7, 'b2'), told(2, 'b3'), told(8, 'b4')], [1, 1, 1, 2]);
  });

  test('is passed at once where it holds already', async () => {
    const trial = await run([catching('c', when('n > 5')), task('a'), chain('apply', 'c', 'a', 'end')], {
      n: 9,
    });
    assert.deepEqual(trial.open, ['a']);
  });
});

describe('an event sub-process', () => {
  const inside = (interrupts: boolean) => [
    task('a'),
    eventSub(
      'handler',
      startOn('on', refers('message', 'X'), `isInterrupting="${interrupts}"`),
      task('h'),
      chain('on', 'h'),
    ),
  ];
  test('of the process interrupts everything, or goes on beside it any number of times', async () => {
    const interrupted = await run([...inside(true), chain('apply', 'a', 'end')]);
    interrupted.message('X');
    assert.deepEqual([interrupted.open, interrupted.waiting], [['h'], []]);
    interrupted.approve('h');
    assert.equal(interrupted.state.status, 'approved');
    const beside = await run([...inside(false), chain('apply', 'a', 'end')]);
    beside.message('X');
    beside.message('X');
    beside.approve('a');
    assert.deepEqual([beside.state.status, beside.open], ['running', ['h', 'h']]);
  });
  test('of a sub-process ends with it, and only what is in it', async () => {
    const elements = [
      parallel('fork'),
      sub('s', start('s0'), ...inside(true), chain('s0', 'a')),
      task('side'),
      chain('apply', 'fork', 's', 'end'),
      chain('fork', 'side', 'end'),
    ];
    const trial = await run(elements);
    trial.message('X');
    assert.deepEqual(trial.open, ['side', 'h']);
    trial.approve('h');
    assert.deepEqual([trial.open, trial.state.frames], [['side'], []]);
  });
});

describe('terminate', () => {
  const branches = (prefix: string) => [
    parallel(`${prefix}fork`),
    task(`${prefix}a`),
    task(`${prefix}b`),
    endWith(`${prefix}stop`, '<bpmn:terminateEventDefinition/>'),
    chain(`${prefix}fork`, `${prefix}a`, `${prefix}stop`),
    flow(`${prefix}fb`, `${prefix}fork`, `${prefix}b`),
  ];
  test('ends the whole process, which is completed', async () => {
    const trial = await run([...branches(''), chain('apply', 'fork')]);
    trial.approve('a');
    assert.equal(trial.state.status, 'approved');
  });
  test('in a sub-process or a called process ends only that', async () => {
    const within = await run([
      sub('s', start('s0'), ...branches('i'), chain('s0', 'ifork')),
      task('next'),
      chain('apply', 's', 'next', 'end'),
    ]);
    within.approve('ia');
    assert.deepEqual(within.open, ['next']);
    const xml = file(
      processOf(
        'process',
        start(),
        call('c', 'other'),
        task('next'),
        end(),
        chain('apply', 'c', 'next', 'end'),
      ),
      processOf('other', start('s0'), ...branches('i'), chain('s0', 'ifork')),
    );
    const called = anApplication(await programOf(xml));
    called.approve('ia');
    assert.deepEqual(called.open, ['next']);
  });
});

describe('compensation', () => {
  test('undoes in reverse order what was done, that of a completed sub-process too, and waits for it', async () => {
    const trial = await run([
      service('book'),
      undone('book'),
      sub(
        'trip',
        start('s'),
        service('fly'),
        undone('fly'),
        service('stay'),
        undone('stay'),
        chain('s', 'fly', 'stay'),
      ),
      service('never'),
      undone('never'),
      throwing('undo', compensation),
      task('after'),
      exclusive('x', 'x-undo'),
      chain('apply', 'book', 'trip', 'x', 'undo', 'after', 'end'),
      flow('other', 'x', 'never', 'false'),
      chain('never', 'end'),
    ]);
    for (const each of ['book', 'fly', 'stay']) trial.done(each);
    for (const each of ['undo-stay', 'undo-fly', 'undo-book']) {
      assert.deepEqual([trial.work, trial.open], [[each], []]);
      trial.done(each);
    }
    assert.deepEqual(trial.open, ['after']);
  });

  test('may name one activity; what was done twice is undone twice; again there is nothing left', async () => {
    const trial = await run(
      [
        service('a'),
        undone('a'),
        repeated(service('b'), '<bpmn:standardLoopCharacteristics loopMaximum="2"/>'),
        throwing('one', '<bpmn:compensateEventDefinition activityRef="a"/>'),
        throwing('two', '<bpmn:compensateEventDefinition activityRef="a"/>'),
        exclusive('again', 'again-b'),
        chain('apply', 'a', 'again', 'b', 'one', 'two', 'end'),
        flow('back', 'again', 'a', 'n = null'),
      ],
      {},
    );
    trial.done('a', {});
    trial.done('a', { n: 1 });
    trial.done('b');
    trial.done('b');
    trial.done('undo-a');
    trial.done('undo-a');
    assert.equal(trial.state.status, 'approved');
  });

  test('of a sub-process by an event sub-process in it', async () => {
    const trial = await run([
      sub(
        'trip',
        start('s'),
        service('fly'),
        chain('s', 'fly'),
        eventSub('undoing', startOn('u', compensation), service('refund'), chain('u', 'refund')),
      ),
      endWith('undo', compensation),
      chain('apply', 'trip', 'undo'),
    ]);
    trial.done('fly');
    assert.deepEqual(trial.work, ['refund']);
    trial.done('refund');
    assert.equal(trial.state.status, 'approved');
  });

  test('a transaction that is cancelled stops, undoes what it has done, and is left by its cancel event', async () => {
    const trial = await run([
      element(
        'transaction',
        'deal',
        [
          start('s'),
          parallel('fork'),
          service('pay'),
          undone('pay'),
          task('decide'),
          endWith('no', '<bpmn:cancelEventDefinition/>'),
          service('other'),
          chain('s', 'fork', 'pay', 'decide', 'no'),
          chain('fork', 'other'),
        ].join(''),
      ),
      boundary('cancelled', 'deal', '<bpmn:cancelEventDefinition/>'),
      task('sorry'),
      chain('apply', 'deal', 'end'),
      chain('cancelled', 'sorry', 'end'),
    ]);
    trial.done('pay');
    trial.approve('decide');
    assert.deepEqual([trial.work, trial.open], [['undo-pay'], []]);
    trial.done('undo-pay');
    assert.deepEqual([trial.open, trial.state.frames, trial.work], [['sorry'], [], []]);
  });
});
