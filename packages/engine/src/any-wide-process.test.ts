/** What is true of every well-structured process with scopes, loops and events, whatever happens to it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compileProcess } from './bpmn/compile-process.ts';
import type { Command } from './command.ts';
import { soundness } from './net/soundness.ts';
import { sendBackTargets } from './send-back-targets.ts';
import { isAsked, mayVote } from './signing/may-speak.ts';
import { isEnded, isWithInitiator } from './state.ts';
import { directory, someData, someWideBlock, xmlOf } from './testing/random-process.ts';
import { aDraft, contextFrom, programOf, type Trial, TrialRefused } from './testing/trial.ts';

const runs = { numRuns: 60 };
const after = (from: string) => new Date(Date.parse(from) + 3_600_000).toISOString();
const pick = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];

const kinds = [
  'approve',
  'approve',
  'approve',
  'approve',
  'sendBack',
  'sendBackTo',
  'transfer',
  'delegate',
  'resolve',
  'addSigner',
  'removeSigner',
  'takeBack',
  'jump',
  'timer',
  'signal',
  'handOver',
  'suspend',
  'resume',
  'submit',
  'withdraw',
] as const;
const someAct = fc.record({
  what: fc.constantFrom(...kinds),
  which: fc.nat({ max: 30 }),
  data: fc.option(someData, { nil: undefined }),
});
type Act = typeof someAct extends fc.Arbitrary<infer Value> ? Value : never;

function commandOf({ state, program }: Trial, { what, which, data }: Act): Command {
  const task = pick(state.tasks, which);
  const person = (task && pick(isAsked(task), which)) ?? 'p1';
  const onTask = { task: task?.id ?? 'none', person, comment: '如此' };
  const kept = data && { data: { ...state.data, ...data, who: state.data.who ?? [] } };
  const somebody = `q${which % 4}`;
  switch (what) {
    case 'approve':
      return { type: 'approve', ...onTask, ...kept };
    case 'sendBack':
    case 'resolve':
      return { type: what, ...onTask };
    case 'sendBackTo':
      return { type: 'sendBack', ...onTask, to: pick([...program.nodes.keys()], which * 7) ?? '' };
    case 'transfer':
    case 'delegate':
      return { type: what, ...onTask, to: somebody };
    case 'addSigner':
      return {
        type: 'addSigner',
        ...onTask,
        people: [somebody],
        how: pick(['before', 'after', 'beside'] as const, which) ?? 'before',
      };
    case 'removeSigner':
      return {
        type: 'removeSigner',
        ...onTask,
        people:
          task?.signers.filter(({ added }) => added?.by === person).map((signer) => signer.person) ?? [],
      };
    case 'takeBack':
      return { type: 'takeBack', person: state.last?.person ?? '' };
    case 'jump':
      return { type: 'jump', ...onTask, to: pick([...program.nodes.keys()], which * 5) ?? '' };
    case 'timer':
      return {
        type: 'fireTimer',
        wait:
          pick(
            state.waits.filter((wait) => wait.kind === 'timer'),
            which,
          )?.id ?? '',
      };
    case 'signal':
      return { type: 'signal', name: 'X' };
    case 'handOver':
      return { type: 'handOver', person: 'admin', from: person, to: somebody };
    case 'suspend':
    case 'resume':
      return { type: what, person: 'admin', comment: '查' };
    case 'submit':
      return { type: 'submit', person: 'applicant', walk: which % 2 === 0 ? 'again' : 'straight' };
    case 'withdraw':
      return { type: 'withdraw', person: 'applicant' };
  }
}

/** Whether it was done; a refusal has changed nothing. */
function wasDone(trial: Trial, command: Command): boolean {
  const before = trial.state;
  try {
    trial.act(command);
    return true;
  } catch (error) {
    if (!(error instanceof TrialRefused)) throw error;
    assert.equal(trial.state, before);
    return false;
  }
}

/** Everybody answers and approves, with data that end every loop, until it is over. */
function finish(trial: Trial, order: number): void {
  const data = { ...trial.state.data, a: 0, b: 0, flag: false };
  if (trial.state.suspended) trial.act({ type: 'resume', person: 'admin', comment: '继续' });
  if (isWithInitiator(trial.state.status)) trial.submit({ data });
  for (let acts = 0; trial.state.status === 'running'; acts++) {
    assert.ok(acts < 2000, 'does not come to an end');
    const task = pick(trial.state.tasks, order + acts * 7);
    assert.ok(task, `nobody holds it, and it has not ended: ${trial.tokens}`);
    const lent = task.signers.find((signer) => signer.delegate !== undefined && signer.voice === undefined);
    const [voter] = mayVote(task);
    if (voter !== undefined) trial.act({ type: 'approve', task: task.id, person: voter.person, data });
    else trial.act({ type: 'resolve', task: task.id, person: lent?.delegate ?? '', comment: '可以' });
  }
}

const someCase = {
  block: someWideBlock,
  data: someData,
  acts: fc.array(someAct, { maxLength: 20 }),
  order: fc.nat({ max: 1000 }),
};

async function played(shape: {
  block: Parameters<typeof xmlOf>[0];
  data: Trial['state']['data'];
  acts: readonly Act[];
}) {
  const program = await programOf(xmlOf(shape.block));
  // Timers are always due: the trial's own clock stands still, and spans end when they begin.
  const trial = aDraft(program, { data: shape.data, directory, after: (from) => from });
  trial.submit();
  for (const act of shape.acts) if (!isEnded(trial.state.status)) wasDone(trial, commandOf(trial, act));
  return trial;
}

describe('of any well-structured process with scopes, loops and events it is true that', () => {
  test('whatever is done to it, it is approved at last with nothing left over', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played(shape);
        finish(trial, order);
        assert.equal(trial.state.status, 'approved');
      }),
      { numRuns: 150 },
    ));

  test('it is sound', () =>
    fc.assert(
      fc.asyncProperty(someWideBlock, async (block) => {
        assert.deepEqual(soundness(await programOf(xmlOf(block))), []);
      }),
      runs,
    ));

  test('every target that sending back offers can be taken, and still leads to the end', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played({ ...shape, acts: shape.acts.filter(({ what }) => what !== 'suspend') });
        const task = pick(
          trial.state.tasks.filter((each) => each.kind === 'approval' && mayVote(each).length > 0),
          order,
        );
        if (trial.state.status !== 'running' || task === undefined) return;
        const targets = sendBackTargets(trial.program, trial.state, task.id, contextFrom(0, directory));
        const target = pick(targets, order);
        if (target === undefined) return;
        const others = trial.state.tasks.filter((each) => each.id !== task.id);
        trial.act({
          type: 'sendBack',
          task: task.id,
          person: mayVote(task)[0]?.person ?? '',
          to: target.node,
          comment: '重做',
        });
        const left = new Set(trial.state.tasks.map(({ id }) => id));
        assert.deepEqual(
          others.filter(({ id }) => !left.has(id)).map(({ node }) => node),
          target.cancels,
        );
        finish(trial, order);
        assert.equal(trial.state.status, 'approved');
      }),
      runs,
    ));

  test('on to a copy of its version everything stays as it is, and it ends', () =>
    fc.assert(
      fc.asyncProperty(fc.record(someCase), async ({ order, ...shape }) => {
        const trial = await played(shape);
        if (isEnded(trial.state.status)) return;
        const { last: _, back, ...before } = trial.state;
        // Into scopes nothing goes straight back, so where it stood there is not kept.
        const isKept = back?.tokens.every((token) => token.in === undefined);
        const to = await programOf(xmlOf(shape.block));
        trial.act({ type: 'migrate', to, person: 'admin', comment: '同一版本' });
        assert.deepEqual(trial.state, { ...before, ...(isKept && { back }) });
        finish(trial, order);
        assert.equal(trial.state.status, 'approved');
      }),
      runs,
    ));

  test('on to a mutant of its version it is refused, or does not hang', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record(someCase),
        fc.nat({ max: 40 }),
        fc.constantFrom('drop', 'kind', 'redirect'),
        async ({ order, ...shape }, which, how) => {
          const compiled = await compileProcess(mutant(xmlOf(shape.block), which, how));
          const trial = await played({
            ...shape,
            acts: shape.acts.filter(({ what }) => what !== 'delegate' && what !== 'suspend'),
          });
          if ('faults' in compiled || isEnded(trial.state.status)) return;
          const command: Command = {
            type: 'migrate',
            to: compiled.program,
            person: 'admin',
            comment: '新版本',
          };
          const isSound = soundness(compiled.program).every(({ kind }) => kind === 'dead');
          if (wasDone(trial, command) && isSound) assert.ok(!hangsFrom(trial, order));
        },
      ),
      { numRuns: 150 },
    ));

  test('a mutant that hangs is called unsound, and one that is called sound does not hang', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record(someCase),
        fc.nat({ max: 40 }),
        fc.constantFrom('drop', 'kind', 'redirect'),
        async ({ order, block, data }, which, how) => {
          const xml = mutant(xmlOf(block), which, how);
          const compiled = await compileProcess(xml);
          if ('faults' in compiled) return;
          const isSound = soundness(compiled.program).every(({ kind }) => kind === 'dead');
          const hangs = hang(aDraft(compiled.program, { data, directory, after }), order);
          assert.ok(!(isSound && hangs), 'sound, and hangs');
        },
      ),
      { numRuns: 150 },
    ));
});

/** Drops a flow, makes another gateway of one, or leads a flow elsewhere. */
function mutant(xml: string, which: number, how: string): string {
  const flows = [...xml.matchAll(/<bpmn:sequenceFlow [^>]*?(\/>|>.*?<\/bpmn:sequenceFlow>)/g)].map(
    ([whole]) => whole,
  );
  const chosen = pick(flows, which) ?? '';
  const other = /targetRef="([^"]*)"/.exec(pick(flows, which * 3 + 1) ?? '')?.[1] ?? 'end';
  const gateways = ['exclusive', 'parallel', 'inclusive'];
  const gateway = pick([...xml.matchAll(/<bpmn:(\w+)Gateway /g)], which);
  switch (how) {
    case 'drop':
      return xml.replace(chosen, '');
    case 'redirect':
      return xml.replace(chosen, chosen.replace(/targetRef="[^"]*"/, `targetRef="${other}"`));
    default: {
      if (gateway === undefined) return xml;
      const kind = gateways[(gateways.indexOf(gateway[1] ?? '') + 1 + (which % 2)) % 3] ?? '';
      const rest = xml.slice(gateway.index).replaceAll(/^<bpmn:\w+Gateway /g, `<bpmn:${kind}Gateway `);
      return xml.slice(0, gateway.index) + rest.replace(/><\/bpmn:\w+Gateway>/, `></bpmn:${kind}Gateway>`);
    }
  }
}

/** Whether it comes to where nobody holds it. A refusal (no way out) is an incident and not a hang. */
function hang(trial: Trial, order: number): boolean {
  try {
    trial.submit();
  } catch (error) {
    if (error instanceof TrialRefused) return false;
    throw error;
  }
  return hangsFrom(trial, order);
}

function hangsFrom(trial: Trial, order: number): boolean {
  try {
    for (let acts = 0; trial.state.status === 'running' && acts < 60; acts++) {
      const task = pick(trial.state.tasks, order + acts * 7);
      const person = task && mayVote(task)[0]?.person;
      if (task === undefined || person === undefined) return true;
      trial.act({
        type: 'approve',
        task: task.id,
        person,
        data: { ...trial.state.data, a: acts % 5, b: (acts * order) % 5, flag: acts % 3 === 0 },
      });
    }
    return false;
  } catch (error) {
    if (error instanceof TrialRefused) return false;
    throw error;
  }
}
