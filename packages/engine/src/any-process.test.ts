/** What is true of every well-structured process, whatever people do to it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { forecast } from './forecast.ts';
import { type Data, isEnded, isWithInitiator, type Task } from './state.ts';
import { stepsOf } from './steps-of.ts';
import { type Block, directory, someBlock, someData, xmlOf } from './testing/random-process.ts';
import { aDraft, contextFrom, programOf, type Trial, TrialRefused } from './testing/trial.ts';

/** Two or three seconds in all. */
const runs = { numRuns: 150 };

const someAct = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('approve' as const) },
    { weight: 2, arbitrary: fc.constantFrom('sendBack' as const, 'again' as const, 'straight' as const) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'withdraw' as const,
        'save' as const,
        'intrude' as const,
        'mistake' as const,
      ),
    },
  ),
  which: fc.nat({ max: 20 }),
  data: fc.option(someData, { nil: undefined }),
});
type Act = typeof someAct extends fc.Arbitrary<infer Value> ? Value : never;

/** Acts as somebody who may, as somebody who may not, or at a wrong moment. */
function attempt(trial: Trial, { what, which, data }: Act): void {
  const task = pick(trial.state.tasks, which);
  const person = pick(missing(task), which) ?? 'p1';
  const onTask = { task: task?.id ?? 'none', person };
  const initiator = { person: 'applicant', ...(data && { data }) };
  switch (what) {
    case 'approve':
      return trial.act({ type: 'approve', ...onTask, ...(data && { data }) });
    case 'sendBack':
      return trial.act({ type: 'sendBack', ...onTask, comment: '退回' });
    case 'again':
    case 'straight':
      return trial.act({ type: 'submit', walk: what, ...initiator });
    case 'withdraw':
      return trial.act({ type: 'withdraw', ...initiator });
    case 'save':
      return trial.act({ type: 'saveDraft', person: 'applicant', data: data ?? {} });
    case 'intrude':
      return trial.act({ type: 'reject', ...onTask, person: 'stranger', comment: '不' });
    case 'mistake':
      return trial.act({ type: 'reject', ...onTask, task: 'never', comment: '不' });
  }
}

/** Whether it was done. A refusal leaves the trial as it was: it never lets a half-made state in. */
function wasDone(trial: Trial, act: Act): boolean {
  try {
    attempt(trial, act);
    return true;
  } catch (error) {
    if (!(error instanceof TrialRefused)) throw error;
    return false;
  }
}

function approveAll(trial: Trial, order: number): void {
  if (isWithInitiator(trial.state.status)) trial.submit();
  for (let acts = 0; trial.state.status === 'running'; acts++) {
    assert.ok(acts < 1000, 'does not come to an end');
    const task = pick(trial.state.tasks, order + acts * 7);
    assert.ok(task, 'nobody holds it, and it has not ended');
    trial.act({ type: 'approve', task: task.id, person: pick(missing(task), order + acts) ?? '' });
  }
}

const pick = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];
const missing = (task: Task | undefined): readonly string[] =>
  (task?.signers ?? []).filter((signer) => !signer.voice).map((signer) => signer.person);

const someCase = {
  block: someBlock,
  data: someData,
  acts: fc.array(someAct, { maxLength: 15 }),
  order: fc.nat(),
};

/** The process with a draft of it, after the random acts. */
async function played({ block, data, acts }: { block: Block; data: Data; acts: readonly Act[] }) {
  const program = await programOf(xmlOf(block));
  const trial = aDraft(program, { data, directory });
  for (const act of acts) wasDone(trial, act);
  return trial;
}

describe('of any well-structured process it is true that', () => {
  test('somebody holds it as long as it runs, and nothing is left over when it has ended', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ acts, ...shape }) => {
        const trial = await played({ ...shape, acts: [] });
        for (const act of acts) {
          wasDone(trial, act);
          const { status, tasks } = trial.state;
          if (status === 'running')
            assert.ok(
              tasks.some((task) => missing(task).length > 0),
              'stuck',
            );
        }
      }),
      runs,
    ));

  test('it is approved at last if everybody approves, in whatever order', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played(shape);
        approveAll(trial, order);
        assert.equal(trial.state.status, 'approved');
      }),
      runs,
    ));

  test('a refused act is refused again and has changed nothing', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), someAct, async (shape, act) => {
        const trial = await played(shape);
        const { state } = trial;
        if (wasDone(trial, act)) return;
        assert.equal(trial.state, state);
        assert.equal(wasDone(trial, act), false);
      }),
      runs,
    ));

  test('the forecast names exactly the steps and people that then come', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played(shape);
        const foreseen = forecast(trial.program, trial.state, contextFrom(0, directory));
        const before = trial.events.length;
        approveAll(trial, order);
        const opened = trial.events
          .slice(before)
          .flatMap((event) => (event.type === 'task-opened' ? [event.task] : []));
        const come = opened.map(({ node, signers }) => ({
          node,
          people: signers.map(({ person }) => person),
        }));
        assert.deepEqual(sorted(foreseen), sorted(come));
      }),
      runs,
    ));

  test('what is sent back and resubmitted straight stands where it stood, before the same people', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, acts, ...shape }) => {
        // Whom the form names stays: a step opens again before those whom it names now.
        const { who } = shape.data;
        const trial = await played({
          ...shape,
          acts: acts.map((act) => ({ ...act, data: act.data && { ...act.data, who } })),
        });
        const task = pick(trial.state.tasks, order);
        if (trial.state.status !== 'running' || task === undefined) return;
        const before = standing(trial);
        trial.sendBack(task.node, pick(missing(task), order));
        trial.submit({ walk: 'straight', data: { ...trial.state.data, note: '补充' } });
        assert.deepEqual(standing(trial), before);
      }),
      runs,
    ));

  test('a step that is not conditional is passed by every run that is approved', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played({ ...shape, acts: [] });
        approveAll(trial, order);
        const entered = trial.events.flatMap((event) =>
          event.type === 'token-placed' ? [event.token.at] : [],
        );
        const always = stepsOf(trial.program).filter((step) => !step.isConditional);
        assert.deepEqual(
          always.filter((step) => !entered.includes(step.node.id)),
          [],
        );
      }),
      runs,
    ));

  test('neither rejection nor cancellation leaves anything behind', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played(shape);
        const task = pick(trial.state.tasks, order);
        if (trial.state.status === 'running' && task) trial.reject(task.node, pick(missing(task), order));
        else if (!isEnded(trial.state.status)) trial.cancel();
        assert.ok(isEnded(trial.state.status));
      }),
      runs,
    ));
});

const standing = (trial: Trial) => [
  trial.tokens,
  sorted(trial.state.tasks.map(({ node }) => [node, trial.signers(node)])),
];

const sorted = (items: readonly unknown[]): readonly string[] =>
  items.map((item) => JSON.stringify(item)).sort();
