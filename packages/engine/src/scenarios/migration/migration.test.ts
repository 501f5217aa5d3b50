/** 迁移: running instances on another version of their process. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from '../../command.ts';
import {
  boundary,
  call,
  chain,
  compensation,
  completion,
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
} from '../../testing/bpmn.ts';
import { aDraft, anApplication, assertRefused, programOf, type Trial } from '../../testing/trial.ts';

type Migrate = Extract<Command, { type: 'migrate' }>;
const process = (...elements: string[]) =>
  programOf(file(declared('M', 'N'), processOf('process', start(), end(), ...elements)), {
    process: 'process',
  });
const withCalled = (called: readonly string[], ...elements: string[]) =>
  programOf(file(processOf('process', start(), end(), ...elements), processOf('called', ...called)), {
    process: 'process',
  });

function migrate(trial: Trial, to: Migrate['to'], more: Partial<Migrate> = {}): void {
  trial.act({ type: 'migrate', to, person: 'admin', comment: '改用新版本', ...more });
}
const two = () => process(task('a'), task('b'), chain('apply', 'a', 'b', 'end'));

describe('migrating to a version with the same elements', () => {
  test('keeps open tasks with their people and voices, and goes on by the new version', async () => {
    const trial = anApplication(await two());
    const before = trial.state.tasks;
    migrate(
      trial,
      await process(task('a'), task('check'), task('b'), chain('apply', 'a', 'check', 'b', 'end')),
    );
    assert.deepEqual(trial.state.tasks, before);
    trial.approve('a');
    assert.deepEqual(trial.open, ['check']);
    trial.approve('check');
    trial.approve('b');
    assert.equal(trial.state.status, 'approved');
  });

  test('is recorded with who and why, and makes the last approval final', async () => {
    const trial = anApplication(await two());
    trial.approve('a');
    assert.ok(trial.state.last);
    migrate(trial, await two());
    assert.equal(trial.state.last, undefined);
    const event = trial.events.find(({ type }) => type === 'migrated');
    assert.deepEqual(event && 'comment' in event && [event.person, event.comment], ['admin', '改用新版本']);
  });

  test('wants a reason, and an application that has not ended', async () => {
    const trial = anApplication(await two());
    const other = await two();
    assertRefused(trial, 'task/comment-required', () => migrate(trial, other, { comment: '' }));
    trial.approve('a');
    trial.approve('b');
    assertRefused(trial, 'application/ended', () => migrate(trial, other));
  });

  test('is possible while it is suspended, and as a draft', async () => {
    const trial = anApplication(await two());
    trial.act({ type: 'suspend', person: 'admin', comment: '等新版本' });
    migrate(trial, await two());
    trial.act({ type: 'resume', person: 'admin', comment: '好了' });
    assert.deepEqual(trial.open, ['a']);
    const draft = aDraft(await two());
    migrate(draft, await process(task('c'), chain('apply', 'c', 'end')));
    draft.submit();
    assert.deepEqual(draft.open, ['c']);
  });

  test('asks the new people where the rules of an open step are others, when that is wanted', async () => {
    const to = () =>
      process(
        task('a', '', '<yizhan:actor is="person" person="新人"/>'),
        task('b'),
        chain('apply', 'a', 'b', 'end'),
      );
    const kept = anApplication(await two());
    migrate(kept, await to());
    assert.deepEqual(kept.signers('a'), ['group(a)']);
    const anew = anApplication(await two());
    migrate(anew, await to(), { people: 'anew' });
    assert.deepEqual(anew.signers('a'), ['新人']);
    const same = anApplication(await two());
    const before = same.task('a').id;
    migrate(same, await two(), { people: 'anew' });
    assert.equal(same.task('a').id, before);
  });
});

describe('an element without a counterpart', () => {
  test('refuses it, and every such element is named', async () => {
    const trial = anApplication(
      await process(
        parallel('fork'),
        task('a'),
        task('b'),
        task('c'),
        parallel('join'),
        chain('apply', 'fork', 'a', 'join', 'end'),
        chain('fork', 'b', 'join'),
        chain('fork', 'c', 'join'),
      ),
    );
    const to = await process(
      parallel('fork'),
      task('a'),
      service('b'),
      sub('around', start('s'), task('c'), end('e'), chain('s', 'c', 'e')),
      parallel('join'),
      chain('apply', 'fork', 'a', 'join', 'end'),
      chain('fork', 'b', 'join'),
      chain('fork', 'around', 'join'),
    );
    const { obstacles } = assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, to));
    assert.deepEqual(obstacles, [
      { element: 'b', name: 'b', why: 'kind' },
      { element: 'c', name: 'c', why: 'scope' },
    ]);
    const gone = await two();
    assert.deepEqual(assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, gone)).elements, '“c”');
  });

  test('may be given one by its new name', async () => {
    const trial = anApplication(await two());
    trial.approve('a');
    const to = await process(task('first'), task('second'), chain('apply', 'first', 'second', 'end'));
    assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, to));
    migrate(trial, to, { elements: { a: 'first', b: 'second' } });
    assert.deepEqual([trial.open, trial.state.approvals[0]?.node], [['second'], 'first']);
    trial.act({
      type: 'sendBack',
      task: trial.task('second').id,
      person: 'group(b)',
      to: 'first',
      comment: '重做',
    });
    assert.deepEqual(trial.open, ['first']);
  });

  test('is also one that is repeated now, or no longer, or one after the other', async () => {
    const many = (attributes = '') =>
      process(repeated(task('a'), over('items', attributes)), chain('apply', 'a', 'end'));
    const once = await process(task('a'), chain('apply', 'a', 'end'));
    const trial = anApplication(await many(), { data: { items: [1, 2] } });
    for (const to of [once, await many('isSequential="true"')])
      assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, to));
  });
});

describe('what an instance waits for', () => {
  test('keeps its time; a deadline that is new is waited for, and one that is gone is not', async () => {
    const late = (id: string, span: string) =>
      boundary(id, 'a', timer('timeDuration', span), false) +
      flow(`${id}-end`, id, `${id}-over`) +
      end(`${id}-over`);
    const trial = anApplication(
      await process(task('a'), late('kept', 'PT1H'), late('gone', 'PT2H'), chain('apply', 'a', 'end')),
    );
    migrate(
      trial,
      await process(task('a'), late('kept', 'PT9H'), late('added', 'PT3H'), chain('apply', 'a', 'end')),
    );
    assert.deepEqual(
      trial.state.waits.map(({ node, due }) => [node, due]),
      [
        ['kept', 'due in PT1H'],
        ['added', 'due in PT3H'],
      ],
    );
  });

  test('does not wait again for a deadline that has come already', async () => {
    const version = () =>
      process(
        task('a'),
        boundary('late', 'a', timer('timeDuration', 'PT1H'), false),
        end('over'),
        flow('l', 'late', 'over'),
        chain('apply', 'a', 'end'),
      );
    const trial = anApplication(await version());
    trial.fire('late');
    migrate(trial, await version());
    assert.deepEqual(trial.waiting, []);
  });

  test('is a message by its new name, and work by its new worker', async () => {
    const version = (name: string, topic: string) =>
      process(
        parallel('fork'),
        element('intermediateCatchEvent', 'wait', refers('message', name)),
        `<bpmn:serviceTask id="work" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:type="external" camunda:topic="${topic}"/>`,
        chain('apply', 'fork', 'wait', 'end'),
        chain('fork', 'work', 'end'),
      );
    const trial = anApplication(await version('M', 'old'));
    migrate(trial, await version('N', 'new'));
    assert.deepEqual([trial.state.waits[0]?.name, trial.state.jobs[0]?.work], ['N', 'new']);
    trial.message('N');
    trial.done('work');
    assert.equal(trial.state.status, 'approved');
  });
});

describe('a join', () => {
  const version = (...branches: string[]) =>
    process(
      parallel('fork'),
      parallel('join'),
      task('after'),
      ...branches.flatMap((id) => [task(id), flow(`${id}-in`, 'fork', id), flow(`${id}-out`, id, 'join')]),
      chain('apply', 'fork'),
      chain('join', 'after', 'end'),
    );

  test('keeps what has come, also by a flow that has another id', async () => {
    const trial = anApplication(await version('a', 'b'));
    trial.approve('a');
    const to = await programOf(
      file(
        processOf(
          'process',
          start(),
          end(),
          parallel('fork'),
          parallel('join'),
          task('after'),
          task('a'),
          task('b'),
          chain('apply', 'fork', 'a', 'join', 'after', 'end'),
          chain('fork', 'b', 'join'),
        ),
      ),
    );
    migrate(trial, to);
    assert.deepEqual(trial.tokens, ['b<fork-b', 'join<a-join']);
    trial.approve('b');
    assert.deepEqual(trial.open, ['after']);
  });

  test('into which a way has gone, and which has all the others, goes on at once', async () => {
    const trial = anApplication(await version('a', 'b', 'c'));
    trial.approve('a');
    trial.approve('b');
    const apart = await process(
      parallel('fork'),
      parallel('join'),
      task('after'),
      ...['a', 'b', 'c'].flatMap((id) => [task(id), flow(`${id}-in`, 'fork', id)]),
      flow('a-out', 'a', 'join'),
      flow('b-out', 'b', 'join'),
      chain('apply', 'fork'),
      chain('c', 'end'),
      chain('join', 'after', 'end'),
    );
    migrate(trial, apart);
    assert.deepEqual(trial.open, ['c', 'after']);
  });

  test('that is entered otherwise now is refused', async () => {
    const trial = anApplication(await version('a', 'b'));
    trial.approve('a');
    const swapped = await process(
      parallel('fork'),
      parallel('join'),
      task('after'),
      task('b'),
      task('d'),
      chain('apply', 'fork', 'b', 'join', 'after', 'end'),
      chain('fork', 'd', 'join'),
    );
    const { obstacles } = assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, swapped));
    assert.deepEqual(obstacles, [{ element: 'join', name: 'join', why: 'flow' }]);
  });

  test('that would wait for ever is refused', async () => {
    const trial = anApplication(await version('a', 'b'));
    trial.approve('a');
    const more = await version('a', 'b', 'c');
    assert.deepEqual(
      assertRefused(trial, 'flow/migration-unsound', () => migrate(trial, more)).elements,
      '“b”、“join”',
    );
  });
});

describe('in scopes', () => {
  const inner = (last: string) => [start('s'), task('x'), task(last), end('e'), chain('s', 'x', last, 'e')];

  test('a sub-process, an event sub-process and a called process go on by the new version', async () => {
    const nested = (last: string) =>
      process(
        sub(
          'around',
          ...inner(last),
          eventSub(
            'aside',
            startOn('on', refers('message', 'M'), 'isInterrupting="false"'),
            task(`aside-${last}`),
            end('ae'),
            chain('on', `aside-${last}`, 'ae'),
          ),
        ),
        chain('apply', 'around', 'end'),
      );
    const trial = anApplication(await nested('y'));
    migrate(trial, await nested('z'));
    trial.message('M');
    trial.approve('x');
    assert.deepEqual(trial.open, ['aside-z', 'z']);
    const calling = (last: string) =>
      withCalled(inner(last), call('c', 'called'), chain('apply', 'c', 'end'));
    const caller = anApplication(await calling('y'));
    migrate(caller, await calling('z'));
    caller.approve('x');
    assert.deepEqual(caller.open, ['z']);
    caller.approve('z');
    assert.equal(caller.state.status, 'approved');
  });

  test('items of a repetition go on counting, and end by the new condition', async () => {
    const many = (condition: string) =>
      process(
        repeated(sub('m', ...inner('y')), over('items', '', completion(condition))),
        chain('apply', 'm', 'end'),
      );
    const trial = anApplication(await many(`\${nrOfCompletedInstances >= 3}`), {
      data: { items: [1, 2, 3] },
    });
    trial.approve('x');
    trial.approve('y');
    migrate(trial, await many(`\${nrOfCompletedInstances >= 2}`));
    trial.approve('x');
    trial.approve('y');
    assert.equal(trial.state.status, 'approved');
  });

  test('what was done can still be undone, or it is refused', async () => {
    const version = (...handlers: string[]) =>
      process(
        service('pay'),
        ...handlers,
        task('a'),
        endWith('back', compensation),
        chain('apply', 'pay', 'a', 'back'),
      );
    const trial = anApplication(await version(undone('pay')));
    trial.done('pay');
    const without = await version();
    assertRefused(trial, 'flow/no-counterpart', () => migrate(trial, without));
    migrate(trial, await version(undone('pay')));
    trial.approve('a');
    assert.deepEqual(trial.work, ['undo-pay']);
    migrate(trial, await version(undone('pay')));
    trial.done('undo-pay');
    assert.equal(trial.state.status, 'approved');
  });
});

describe('an application that was sent back', () => {
  const version = (...steps: string[]) =>
    process(...steps.map((id) => task(id)), chain('apply', ...steps, 'end'));

  test('goes straight back to where it was, where the new version has that', async () => {
    const trial = anApplication(await version('a', 'b'));
    trial.approve('a');
    trial.sendBack('b');
    migrate(trial, await version('a', 'b', 'c'));
    trial.submit({ walk: 'straight' });
    assert.deepEqual(trial.open, ['b']);
  });

  test('else goes through all steps again', async () => {
    const trial = anApplication(await version('a', 'b'));
    trial.approve('a');
    trial.sendBack('b');
    migrate(trial, await version('a', 'c'));
    assertRefused(trial, 'task/straight-not-possible', () => trial.submit({ walk: 'straight' }));
    trial.submit();
    assert.deepEqual(trial.open, ['a']);
  });
});

test('an exclusive choice that lies ahead is made by the new conditions', async () => {
  const version = (condition: string) =>
    process(
      task('a'),
      exclusive('x', 'x-b'),
      task('b'),
      task('c'),
      throwing('t'),
      chain('apply', 'a', 'x', 'b', 't', 'end'),
      flow('choice', 'x', 'c', condition),
      chain('c', 't'),
    );
  const trial = anApplication(await version('n > 100'), { data: { n: 50 } });
  migrate(trial, await version('n > 10'));
  trial.approve('a');
  assert.deepEqual(trial.open, ['c']);
});
