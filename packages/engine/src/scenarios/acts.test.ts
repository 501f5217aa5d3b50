import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from '../command.ts';
import { jumpTargets } from '../jump-targets.ts';
import { sendBackTargets } from '../send-back-targets.ts';
import { isAsked, mayVote } from '../signing/may-speak.ts';
import {
  bpmn,
  catching,
  chain,
  end,
  over,
  parallel,
  repeated,
  service,
  start,
  sub,
  task,
  timer,
} from '../testing/bpmn.ts';
import {
  aDraft,
  anApplication,
  assertRefused,
  contextFrom,
  programOf,
  type Trial,
} from '../testing/trial.ts';

const people = (...ids: readonly string[]) =>
  ids.map((id) => `<yizhan:actor is="person" person="${id}"/>`).join('');
/** One step of these people, and one behind it. */
const step = async (
  attributes: string,
  ids: readonly string[],
  options: Parameters<typeof anApplication>[1] = {},
): Promise<Trial> =>
  anApplication(
    await programOf(
      bpmn(
        start(),
        end(),
        task('a', attributes, people(...ids)),
        task('next'),
        chain('apply', 'a', 'next', 'end'),
      ),
    ),
    options,
  );

type ActOn =
  | 'transfer'
  | 'delegate'
  | 'resolve'
  | 'addSigner'
  | 'removeSigner'
  | 'claim'
  | 'release'
  | 'approve'
  | 'reject'
  | 'sendBack'
  | 'jump';
function on(trial: Trial, type: ActOn, person: string, more: Record<string, unknown> = {}, node = 'a'): void {
  trial.act({ type, task: trial.task(node).id, person, ...more } as Command);
}
const asked = (trial: Trial) => mayVote(trial.task('a')).map((signer) => signer.person);
const add = (trial: Trial, person: string, how: string, ...added: readonly string[]) =>
  on(trial, 'addSigner', person, { people: added, how });

describe('依次 in turn', () => {
  test('asks one after the other', async () => {
    const trial = await step('mode="inTurn"', ['A', 'B', 'C']);
    assertRefused(trial, 'task/not-your-turn', () => trial.approve('a', 'B'));
    for (const person of ['A', 'B', 'C']) {
      assert.deepEqual(asked(trial), [person]);
      trial.approve('a', person);
    }
    assert.deepEqual(trial.open, ['next']);
  });
  test('whom one has added speaks before the next one’s turn', async () => {
    const trial = await step('mode="inTurn"', ['A', 'B']);
    add(trial, 'A', 'before', 'X');
    assert.deepEqual(asked(trial), ['X']);
    trial.approve('a', 'X');
    add(trial, 'A', 'after', 'Y');
    trial.approve('a', 'A');
    assert.deepEqual(asked(trial), ['Y']);
    trial.approve('a', 'Y');
    assert.deepEqual(asked(trial), ['B']);
  });
});

describe('票签 vote', () => {
  const voting = (attributes: string) => step(`mode="vote" ${attributes}`, ['A', 'B', 'C']);
  test('closes as soon as the share is reached, and is rejected as soon as it cannot be', async () => {
    const trial = await voting('share="2/3"');
    trial.approve('a', 'B');
    assert.deepEqual(trial.open, ['a']);
    trial.approve('a', 'C');
    assert.deepEqual(trial.open, ['next']);
    const lost = await voting('share="2/3"');
    lost.reject('a', 'A');
    assert.equal(lost.state.status, 'running');
    lost.reject('a', 'B');
    assert.equal(lost.state.status, 'rejected');
  });
  test('weighs each vote', async () => {
    const trial = await voting('share="50%" weights="3 1 1"');
    trial.approve('a', 'A');
    assert.deepEqual(trial.open, ['next']);
  });
});

test('会签 by majority: more than half decide, either way, whoever has not spoken is asked no more', async () => {
  const majority = () => step('mode="countersign" rule="majority"', ['A', 'B', 'C', 'D']);
  const trial = await majority();
  trial.reject('a', 'D');
  for (const person of ['A', 'B', 'C']) trial.approve('a', person);
  assert.deepEqual(trial.open, ['next']);
  const tie = await majority();
  tie.reject('a', 'A');
  tie.reject('a', 'B');
  assert.equal(tie.state.status, 'rejected');
});

describe('认领 claim', () => {
  test('of all who could, whoever takes it decides; released, it is everybody’s again', async () => {
    const trial = await step('mode="claim"', ['A', 'B']);
    assert.deepEqual(isAsked(trial.task('a')), ['A', 'B']);
    assertRefused(trial, 'task/claim-first', () => trial.approve('a', 'A'));
    on(trial, 'claim', 'A');
    assertRefused(trial, 'task/claimed', () => on(trial, 'claim', 'B'));
    assertRefused(trial, 'task/claimed', () => trial.approve('a', 'B'));
    assertRefused(trial, 'task/not-found', () => on(trial, 'release', 'B'));
    on(trial, 'release', 'A');
    on(trial, 'claim', 'B');
    trial.approve('a', 'B');
    assert.deepEqual(trial.open, ['next']);
  });
  test('is for that mode only, and stays through what those who were added do', async () => {
    assertRefused(await step('', ['A']), 'task/act-not-offered', (trial) => on(trial, 'claim', 'A'));
    const trial = await step('mode="claim"', ['A', 'B']);
    on(trial, 'claim', 'A');
    add(trial, 'A', 'beside', 'X');
    on(trial, 'transfer', 'X', { to: 'Y' });
    assert.equal(trial.task('a').claimedBy, 'A');
    on(trial, 'transfer', 'A', { to: 'Z' });
    assert.deepEqual([trial.task('a').claimedBy, trial.signers('a')], ['Z', ['Z', 'B', 'Y']]);
    assertRefused(trial, 'task/not-found', () => on(trial, 'claim', 'stranger'));
  });
});

describe('加签 addSigner', () => {
  for (const mode of ['single', 'countersign', 'orSign', 'vote'] as const) {
    test(`${mode}: before holds the one who asked up, after is heard when he has spoken`, async () => {
      const trial = await step(`mode="${mode}"`, ['A']);
      add(trial, 'A', 'before', 'X');
      assert.deepEqual(asked(trial), ['X']);
      assertRefused(trial, 'task/not-your-turn', () => trial.approve('a', 'A'));
      trial.approve('a', 'X');
      add(trial, 'A', 'after', 'Y');
      assert.deepEqual(asked(trial), ['A']);
      trial.approve('a', 'A');
      assert.deepEqual([trial.open, asked(trial)], [['a'], ['Y']]);
      trial.approve('a', 'Y');
      assert.deepEqual(trial.open, ['next']);
    });
  }
  test('beside: both are asked at once, and both must approve', async () => {
    const trial = await step('', ['A']);
    add(trial, 'A', 'beside', 'X');
    assert.deepEqual(asked(trial), ['A', 'X']);
    trial.approve('a', 'A');
    assert.deepEqual(trial.open, ['a']);
    trial.reject('a', 'X');
    assert.equal(trial.state.status, 'rejected');
  });
  test('is one deep, adds nobody twice and not nobody, and keeps batches out', async () => {
    const trial = await step('mode="countersign"', ['A', 'B']);
    assertRefused(trial, 'task/nobody-chosen', () => add(trial, 'A', 'before'));
    for (const twice of [['B'], ['A'], ['X', 'X']])
      assertRefused(trial, 'task/signer-twice', () => add(trial, 'A', 'beside', ...twice));
    add(trial, 'A', 'beside', 'X');
    assertRefused(trial, 'task/added-cannot-add', () => add(trial, 'X', 'before', 'Y'));
    assertRefused(trial, 'task/signer-being-added', () => on(trial, 'approve', 'B', { isBatch: true }));
    trial.approve('a', 'X');
    on(trial, 'approve', 'B', { isBatch: true });
  });
  test('减签 takes out those whom one has added oneself and who have not spoken', async () => {
    const trial = await step('', ['A']);
    add(trial, 'A', 'after', 'X', 'Y');
    trial.approve('a', 'A');
    trial.approve('a', 'X');
    assertRefused(trial, 'task/not-removable', () => on(trial, 'removeSigner', 'A', { people: ['X'] }));
    assertRefused(trial, 'task/not-removable', () => on(trial, 'removeSigner', 'Y', { people: ['Y'] }));
    assertRefused(trial, 'task/nobody-chosen', () => on(trial, 'removeSigner', 'A', { people: [] }));
    on(trial, 'removeSigner', 'A', { people: ['Y'] });
    assert.deepEqual(trial.open, ['next']);
  });
});

test('转办 transfer: the voice is theirs, and what hung on it', async () => {
  const trial = await step('mode="countersign"', ['A', 'B']);
  assertRefused(trial, 'task/signer-twice', () => on(trial, 'transfer', 'A', { to: 'B' }));
  add(trial, 'A', 'after', 'X');
  on(trial, 'transfer', 'A', { to: 'C' });
  assertRefused(trial, 'task/not-found', () => trial.approve('a', 'A'));
  for (const person of ['B', 'C', 'X']) trial.approve('a', person);
  assert.deepEqual(trial.open, ['next']);
});

test('委派 delegate: the delegate only answers, and the owner decides', async () => {
  const trial = await step('', ['A']);
  on(trial, 'delegate', 'A', { to: 'D' });
  assertRefused(trial, 'task/delegated', () => trial.approve('a', 'A'));
  assertRefused(trial, 'task/opinion-only', () => trial.approve('a', 'D'));
  assertRefused(trial, 'task/comment-required', () => on(trial, 'resolve', 'D'));
  assertRefused(trial, 'task/not-found', () => on(trial, 'resolve', 'A', { comment: '我' }));
  on(trial, 'resolve', 'D', { comment: '可以' });
  trial.approve('a', 'A');
  assert.deepEqual(trial.open, ['next']);
});

test('代理: with a standing proxy one acts for another, and both names stand in the record', async () => {
  const trial = await step('', ['A']);
  assertRefused(trial, 'task/not-found', () => on(trial, 'approve', 'A', { by: 'somebody' }));
  on(trial, 'approve', 'A', { by: 'proxy of A' });
  const voted = trial.events.find((event) => event.type === 'voted');
  assert.deepEqual([voted?.person, voted?.by], ['A', 'proxy of A']);
});

describe('voices that count by themselves', () => {
  const two = (attributes: string, ...ids: readonly string[]) =>
    programOf(
      bpmn(
        start(),
        end(),
        task('one', '', people('A')),
        task('mid', '', people('M')),
        task('two', attributes, people(...ids)),
        chain('apply', 'one', 'mid', 'two', 'end'),
      ),
    );
  test('samePerson: whoever approved before, anywhere or right before', async () => {
    for (const [attributes, status] of [
      ['samePerson="approve"', 'approved'],
      ['samePerson="neighbours"', 'running'],
      ['', 'running'],
    ] as const) {
      const trial = anApplication(await two(attributes, 'A'));
      trial.approve('one');
      trial.approve('mid');
      assert.equal(trial.state.status, status);
    }
    const neighbour = anApplication(await two('samePerson="neighbours"', 'M'));
    neighbour.approve('one');
    neighbour.approve('mid');
    assert.equal(neighbour.state.status, 'approved');
    assert.ok(neighbour.events.some((event) => event.type === 'voted' && event.itself === 'samePerson'));
  });
  test('applicantSigns: his own counts as approved, or he is left out, and may still withdraw', async () => {
    const own = await step('applicantSigns="approve"', ['applicant']);
    assert.deepEqual(own.open, ['next']);
    own.withdraw();
    assert.equal(own.state.status, 'withdrawn');
    assert.deepEqual(
      (await step('mode="countersign" applicantSigns="leaveOut"', ['applicant', 'B'])).signers('a'),
      ['B'],
    );
  });
});

test('自选: approvers chosen by the applicant or at an earlier step, only where they may be', async () => {
  const chosen = (id: string) => task(id, 'mode="countersign"', '<yizhan:actor is="chosen"/>');
  const draft = aDraft(
    await programOf(
      bpmn(start(), end(), chosen('a'), chosen('b'), task('c'), chain('apply', 'a', 'b', 'c', 'end')),
    ),
  );
  assertRefused(draft, 'task/choice-not-offered', () =>
    draft.act({ type: 'submit', person: 'applicant', choices: { c: ['X'] } }),
  );
  draft.act({ type: 'submit', person: 'applicant', choices: { a: ['X', 'Y'] } });
  assert.deepEqual(draft.signers('a'), ['X', 'Y']);
  draft.approve('a', 'X');
  on(draft, 'approve', 'Y', { choices: { b: ['Z'] } });
  assert.deepEqual(draft.signers('b'), ['Z']);
});

test('headChain: the heads upwards, as many levels as are asked for', async () => {
  const trial = anApplication(
    await programOf(
      bpmn(
        start(),
        end(),
        task('a', 'mode="inTurn"', '<yizhan:actor is="headChain" levels="2"/>'),
        chain('apply', 'a', 'end'),
      ),
    ),
  );
  assert.deepEqual(trial.signers('a'), ['head1(applicant)', 'head2(applicant)']);
});

describe('拿回 takeBack', () => {
  const back = (trial: Trial, person: string) => trial.act({ type: 'takeBack', person });
  test('puts the last approval back while the next one has not acted, with all that came of it', async () => {
    const program = await programOf(
      bpmn(
        start(),
        end(),
        task('a', 'mode="countersign"', people('A', 'B')),
        task('auto', 'samePerson="approve"', people('A')),
        parallel('fork'),
        task('x'),
        task('y'),
        chain('apply', 'a', 'auto', 'fork', 'x', 'end'),
        chain('fork', 'y', 'end'),
      ),
    );
    const trial = anApplication(program);
    trial.approve('a', 'A');
    trial.approve('a', 'B');
    assert.deepEqual([trial.open, trial.state.approvals.length], [['x', 'y'], 2]);
    assertRefused(trial, 'task/not-taken-back', () => back(trial, 'A'));
    trial.act({ type: 'remind', person: 'applicant' });
    back(trial, 'B');
    assert.deepEqual([trial.open, trial.state.approvals], [['a'], []]);
    assert.deepEqual(asked(trial), ['B']);
    trial.approve('a', 'B');
    trial.approve('x');
    assertRefused(trial, 'task/not-taken-back', () => back(trial, 'B'));
  });
  test('is final where work has gone out, and where it is not offered', async () => {
    const trial = anApplication(
      await programOf(
        bpmn(start(), end(), task('a', '', people('A')), service('pay'), chain('apply', 'a', 'pay', 'end')),
      ),
    );
    trial.approve('a');
    assertRefused(trial, 'task/not-taken-back', () => back(trial, 'A'));
    const without = await step('acts="approve"', ['A']);
    without.approve('a');
    assertRefused(without, 'task/act-not-offered', () => back(without, 'A'));
  });
});

describe('退回 sendBack to an earlier step', async () => {
  const program = await programOf(
    bpmn(
      start(),
      end(),
      task('first'),
      parallel('fork'),
      ...['a1', 'a2', 'b1', 'b2', 'after'].map((id) => task(id)),
      parallel('join'),
      chain('apply', 'first', 'fork', 'a1', 'a2', 'join', 'after', 'end'),
      chain('fork', 'b1', 'b2', 'join'),
    ),
  );
  const at = (...done: readonly string[]) => {
    const trial = anApplication(program);
    for (const each of ['first', ...done]) trial.approve(each);
    return trial;
  };
  const back = (trial: Trial, node: string, to: string) =>
    on(trial, 'sendBack', trial.signers(node)[0] ?? '', { to, comment: '重做' }, node);
  const preview = (trial: Trial, node: string) =>
    sendBackTargets(program, trial.state, trial.task(node).id, contextFrom(0)).map(
      ({ node: to, cancels }) => [to, ...cancels],
    );

  test('into the same branch: nothing else moves', () => {
    const trial = at('a1', 'b1');
    assert.deepEqual(preview(trial, 'a2'), [['apply', 'b2'], ['first', 'b2'], ['a1']]);
    back(trial, 'a2', 'a1');
    assert.deepEqual(trial.open.toSorted(), ['a1', 'b2']);
  });
  test('before the fork: the whole block goes, and what waits at its join', () => {
    const trial = at('a1', 'b1', 'b2');
    back(trial, 'a2', 'first');
    assert.deepEqual(trial.tokens, ['first']);
    for (const each of ['first', 'a1', 'b1', 'a2', 'b2', 'after']) trial.approve(each);
    assert.equal(trial.state.status, 'approved');
  });
  test('into a closed block: the other branch counts as done', () => {
    const trial = at('a1', 'b1', 'b2', 'a2');
    back(trial, 'after', 'b1');
    for (const each of ['b1', 'b2', 'after']) trial.approve(each);
    assert.equal(trial.state.status, 'approved');
  });
  test('not into a sibling branch, nor to where nobody has been, nor without a reason or the act', async () => {
    const trial = at('b1');
    assertRefused(trial, 'task/send-back-target', () => back(trial, 'a1', 'b1'));
    assertRefused(trial, 'task/send-back-target', () => back(trial, 'a1', 'after'));
    assertRefused(trial, 'task/comment-required', () =>
      on(trial, 'sendBack', trial.signers('a1')[0] ?? '', {}, 'a1'),
    );
    assertRefused(await step('acts="approve"', ['A']), 'task/act-not-offered', (other) =>
      other.sendBack('a'),
    );
  });
  test('out of a sub-process and out of one of many items, with all that goes on in them', async () => {
    const inner = await programOf(
      bpmn(
        start(),
        end(),
        task('first'),
        sub(
          's',
          start('s0'),
          parallel('f'),
          task('in'),
          task('side'),
          chain('s0', 'f', 'in'),
          chain('f', 'side'),
        ),
        chain('apply', 'first', 's', 'end'),
      ),
    );
    const nested = anApplication(inner);
    nested.approve('first');
    assert.deepEqual(sendBackTargets(inner, nested.state, nested.task('in').id, contextFrom(0)), [
      { node: 'apply', cancels: ['side'] },
      { node: 'first', cancels: ['side'] },
    ]);
    back(nested, 'in', 'first');
    assert.deepEqual([nested.tokens, nested.state.frames], [['first'], []]);
    const items = anApplication(
      await programOf(
        bpmn(
          start(),
          end(),
          task('first'),
          repeated(task('m'), over('list')),
          chain('apply', 'first', 'm', 'end'),
        ),
      ),
      { data: { list: [1, 2] } },
    );
    items.approve('first');
    items.approve('m');
    back(items, 'm', 'first');
    assert.deepEqual([items.tokens, items.state.frames], [['first'], []]);
    for (const each of ['first', 'm', 'm']) items.approve(each);
    assert.equal(items.state.status, 'approved');
  });
  test('跳转 jump: ahead, back, out of the block; not where the rest would hang', () => {
    const jump = (trial: Trial, node: string, to: string, comment = '改派') =>
      on(trial, 'jump', 'admin', { to, comment }, node);
    const ahead = at();
    jump(ahead, 'a1', 'a2');
    assert.deepEqual(ahead.open.toSorted(), ['a2', 'b1']);
    jump(ahead, 'a2', 'a1');
    assert.deepEqual(ahead.open.toSorted(), ['a1', 'b1']);
    assertRefused(ahead, 'task/jump-target', () => jump(ahead, 'a1', 'b2'));
    assertRefused(ahead, 'task/jump-target', () => jump(ahead, 'a1', 'nowhere'));
    assertRefused(ahead, 'task/comment-required', () => jump(ahead, 'a1', 'a2', ''));
    const targets = new Map(
      jumpTargets(ahead.program, ahead.state, ahead.task('a1').id, contextFrom(0)).map(
        ({ node, cancels }) => [node, cancels],
      ),
    );
    assert.deepEqual(targets.get('a2'), []);
    assert.deepEqual(targets.get('after'), ['b1'], 'out of the block, the other branch goes along');
    assert.equal(targets.has('b2'), false);
    jump(ahead, 'a1', 'after');
    assert.deepEqual(ahead.tokens, ['after']);
    jump(ahead, 'after', 'fork');
    assert.deepEqual(ahead.open, ['a1', 'b1']);
  });
});

describe('an administrator', () => {
  test('挂起, 恢复, 终止, each with its reason', async () => {
    const trial = await step('', ['A']);
    const act = (type: 'suspend' | 'resume' | 'terminate', comment = '查') =>
      trial.act({ type, person: 'admin', comment });
    assertRefused(trial, 'task/comment-required', () => act('suspend', ''));
    assertRefused(trial, 'application/not-suspended', () => act('resume'));
    act('suspend');
    assertRefused(trial, 'application/suspended', () => trial.approve('a'));
    assertRefused(trial, 'application/suspended', () => act('suspend'));
    trial.act({ type: 'comment', person: 'admin', comment: '等一等' });
    const draft = aDraft(trial.program);
    assertRefused(draft, 'application/not-running', () =>
      draft.act({ type: 'suspend', person: 'admin', comment: '查' }),
    );
    act('resume');
    act('suspend');
    act('terminate');
    assert.equal(trial.state.status, 'terminated');
    assertRefused(trial, 'application/ended', () => act('terminate'));
  });
  test('交接: everything of one who leaves goes to another; where both stand, the other’s voice serves', async () => {
    const hand = (trial: Trial, from: string, to: string) =>
      trial.act({ type: 'handOver', person: 'admin', from, to });
    const both = await step('mode="countersign"', ['A', 'B']);
    both.approve('a', 'B');
    both.act({ type: 'suspend', person: 'admin', comment: '查' });
    assertRefused(both, 'application/suspended', () => hand(both, 'A', 'B'));
    both.act({ type: 'resume', person: 'admin', comment: '查清' });
    hand(both, 'A', 'B');
    assert.deepEqual(both.open, ['next']);
    const added = await step('', ['A']);
    add(added, 'A', 'beside', 'X');
    hand(added, 'A', 'X');
    assert.deepEqual(added.task('a').signers, [{ person: 'X' }]);
    added.approve('a', 'X');
    assert.deepEqual(added.open, ['next']);
    const lent = await step('mode="countersign"', ['A', 'B']);
    on(lent, 'delegate', 'A', { to: 'D' });
    hand(lent, 'D', 'A');
    assert.deepEqual(lent.task('a').signers, [{ person: 'A' }, { person: 'B' }]);
    assertRefused(lent, 'task/signer-twice', () => hand(lent, 'A', 'A'));
    assertRefused(lent, 'flow/not-waiting', () =>
      lent.act({ type: 'handOver', person: 'admin', from: 'A', to: 'C', task: 'another' }),
    );
    lent.approve('a', 'A');
    hand(lent, 'A', 'C');
    assert.deepEqual(lent.signers('a'), ['A', 'B'], 'a voice that was given stays his');
  });
});

describe('what does not go on by itself', () => {
  test('is tried again, jumped from, or hastened by an administrator, each with a reason', async () => {
    const work = anApplication(
      await programOf(
        bpmn(
          start(),
          end(),
          service('call'),
          task('check'),
          catching('wait', timer('timeDuration', 'P3D')),
          chain('apply', 'call', 'check', 'wait', 'end'),
        ),
      ),
    );
    const admin = { person: 'admin', comment: '系统已修复' };
    assertRefused(work, 'task/comment-required', () =>
      work.act({ type: 'retry', element: 'call', ...admin, comment: '' }),
    );
    work.act({ type: 'retry', element: 'call', ...admin });
    const [job] = work.state.jobs;
    const targets = jumpTargets(work.program, work.state, job?.id ?? '', contextFrom(0));
    assert.deepEqual(
      targets.map(({ node }) => node),
      ['end', 'check', 'wait'],
    );
    work.act({ type: 'jump', task: job?.id ?? '', to: 'wait', ...admin });
    assert.deepEqual([work.work, work.waiting], [[], ['wait']]);
    const [clock] = work.state.waits;
    assertRefused(work, 'flow/not-waiting', () => work.act({ type: 'fireTimerNow', wait: 'w99', ...admin }));
    work.act({ type: 'fireTimerNow', wait: clock?.id ?? '', ...admin });
    assert.equal(work.state.status, 'approved');
  });
});

describe('when the time is over', () => {
  const late = async (onTimeout: string, mode = 'single', ids = ['A', 'B']) => {
    const trial = await step(`mode="${mode}" onTimeout="${onTimeout}" sla="1 workday"`, ids, {
      after: (from) => from,
    });
    return { trial, expire: () => trial.act({ type: 'expire', task: trial.task('a').id }) };
  };
  test('nobody is late before that', async () => {
    const trial = await step('onTimeout="approve" sla="1 workday"', ['A']);
    assertRefused(trial, 'flow/not-due', () => trial.act({ type: 'expire', task: trial.task('a').id }));
    const { trial: without, expire } = await late('nothing');
    assertRefused(without, 'flow/not-waiting', expire);
  });
  test('they are reminded, or those above take their place', async () => {
    const reminded = await late('remind', 'countersign');
    reminded.trial.approve('a', 'A');
    reminded.expire();
    assert.deepEqual(reminded.trial.events.at(-1), {
      type: 'noted',
      act: 'remind',
      person: '',
      people: ['B'],
    });
    const escalated = await late('escalate', 'countersign');
    escalated.trial.approve('a', 'A');
    escalated.expire();
    assert.deepEqual(escalated.trial.signers('a'), ['A', 'superior(B)']);
  });
  for (const mode of ['single', 'countersign', 'inTurn', 'vote', 'claim', 'orSign'])
    test(`${mode}: silence is consent`, async () => {
      const { trial, expire } = await late('approve', mode);
      expire();
      assert.deepEqual(trial.open, ['next']);
    });
  test('it goes back to the applicant', async () => {
    const { trial, expire } = await late('sendBack');
    expire();
    assert.equal(trial.state.status, 'returned');
  });
});

test('催办, 抄送, a word: recorded, and nothing moves', async () => {
  const trial = await step('', ['A']);
  const { tokens } = trial;
  trial.act({ type: 'remind', person: 'applicant' });
  trial.act({ type: 'cc', person: 'A', people: ['X', 'X'] });
  trial.act({ type: 'comment', person: 'A', comment: '看过' });
  assertRefused(trial, 'task/nobody-chosen', () => trial.act({ type: 'cc', person: 'A', people: [] }));
  assertRefused(trial, 'task/comment-required', () => trial.act({ type: 'comment', person: 'A' }));
  assert.deepEqual(trial.tokens, tokens);
  trial.cancel();
  assertRefused(trial, 'application/ended', () => trial.act({ type: 'remind', person: 'applicant' }));
  trial.act({ type: 'cc', person: 'A', people: ['X'] });
  const draft = aDraft(trial.program);
  assertRefused(draft, 'application/not-running', () => draft.act({ type: 'remind', person: 'applicant' }));
});

describe('催办', () => {
  const remind = { type: 'remind', person: 'applicant', every: 'PT4H' } as const;

  test('asks those who are asked now, and leaves a task in peace for a while after it', async () => {
    const trial = await step('mode="countersign"', ['A', 'B']);
    trial.approve('a', 'A');
    trial.act(remind);
    const reminded = trial.events.at(-1);
    assert.ok(reminded?.type === 'noted');
    assert.deepEqual([reminded.people, reminded.tasks], [['B'], [trial.task('a').id]]);
    assertRefused(trial, 'task/reminded-lately', () => trial.act(remind));
    trial.act({ type: 'remind', person: 'applicant' });
  });

  test('finds nobody where only the one who reminds is asked', async () => {
    const trial = await step('', ['applicant']);
    assertRefused(trial, 'task/nobody-to-remind', () => trial.act(remind));
  });

  test('of one task leaves the others alone, and a task that opens later may be reminded at once', async () => {
    const trial = await step('', ['A']);
    trial.act({ ...remind, task: trial.task('a').id });
    assertRefused(trial, 'task/nobody-to-remind', () => trial.act({ ...remind, task: 'other' }));
    trial.approve('a', 'A');
    trial.act(remind);
    assert.equal(trial.events.at(-1)?.type, 'noted');
  });
});
