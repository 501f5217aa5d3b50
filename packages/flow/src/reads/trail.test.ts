import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { compileProcess, type Event, type Program, type Task } from '@yizhan/engine';
import { trailOf } from './trail.ts';

/** apply → head → fork → (law | money) → join → end */
const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="p">
    <startEvent id="apply" /><userTask id="head" /><parallelGateway id="fork" />
    <userTask id="law" /><userTask id="money" /><parallelGateway id="join" /><endEvent id="end" />
    ${['apply-head', 'head-fork', 'fork-law', 'fork-money', 'law-join', 'money-join', 'join-end']
      .map((id) => {
        const [from, to] = id.split('-');
        return `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}" />`;
      })
      .join('')}
  </process>
</definitions>`;

let program: Program;
before(async () => {
  const compiled = await compileProcess(xml);
  assert.ok('program' in compiled);
  program = compiled.program;
});

const row = (minute: number, ...events: readonly Event[]) => ({
  seq: minute,
  at: `2026-11-24T05:0${minute}:00.000Z`,
  person: 'P',
  command: '',
  events,
});
const comes = (via: string): Event => ({
  type: 'token-placed',
  token: { id: `k-${via}`, at: via.split('-').at(-1) ?? '', via },
});
const start: Event = { type: 'token-placed', token: { id: 'k0', at: 'apply' } };
const opens = (node: string): Event => ({
  type: 'task-opened',
  task: {
    id: `t-${node}`,
    node,
    token: 'k',
    kind: 'approval',
    mode: 'single',
    signers: [],
    openedAt: '',
  } as Task,
});
const votes = (node: string, person: string): Event => ({
  type: 'voted',
  task: `t-${node}`,
  person,
  voice: 'approve',
});
const submitted = [
  row(1, start, { type: 'submitted', walk: 'first' }, comes('apply-head'), opens('head')),
  row(
    2,
    votes('head', 'H'),
    comes('head-fork'),
    comes('fork-law'),
    opens('law'),
    comes('fork-money'),
    opens('money'),
  ),
  row(3, votes('law', 'L'), comes('law-join')),
];

describe('a trail', () => {
  test('holds the elements and flows passed, and who spoke when', () => {
    const trail = trailOf(submitted, program);
    assert.deepEqual([...trail.nodes].sort(), ['apply', 'fork', 'head', 'join', 'law', 'money']);
    assert.ok(trail.flows.has('law-join') && !trail.flows.has('money-join'));
    assert.deepEqual(trail.voices.get('head'), [
      { person: 'H', at: '2026-11-24T05:02:00.000Z', since: '2026-11-24T05:01:00.000Z' },
    ]);
  });

  test('loses what lies behind a step gone back to, and keeps the branch beside it', () => {
    const back: Event = { type: 'returned-to-step', task: 't-money', person: 'M', to: 'head' };
    const trail = trailOf(
      [...submitted, row(4, back, { type: 'token-placed', token: { id: 'k9', at: 'head' } }, opens('head'))],
      program,
    );
    assert.deepEqual([...trail.nodes].sort(), ['apply', 'head']);
    assert.deepEqual([...trail.flows], []);
    assert.deepEqual(trail.returns, [{ from: 'money', to: 'head', stands: true }]);

    const law: Event = { type: 'taken-back', person: 'L', node: 'law', approvals: 1 };
    const kept = trailOf([...submitted, row(4, law)], program);
    assert.deepEqual([...kept.nodes].sort(), ['apply', 'fork', 'head', 'money']);
  });

  test('keeps all of it while it lies with the applicant, and begins anew when he submits through every step', () => {
    const back: Event = { type: 'sent-back', task: 't-money', person: 'M', to: 'apply', route: '' };
    const returned = [...submitted, row(4, back, start)];
    assert.ok(trailOf(returned, program).nodes.has('law'));
    const again = trailOf(
      [...returned, row(5, { type: 'submitted', walk: 'again' }, comes('apply-head'))],
      program,
    );
    assert.deepEqual([...again.nodes], ['apply', 'head']);
    assert.equal(again.returns[0]?.stands, true);
    const straight = trailOf(
      [...returned, row(5, { type: 'submitted', walk: 'straight' }, comes('fork-money'), opens('money'))],
      program,
    );
    assert.ok(straight.nodes.has('law'));
    assert.equal(straight.returns[0]?.stands, false);
  });

  test('knows nothing of what moves in a called process, though it has the same ids', () => {
    const inside: Event = { type: 'token-placed', token: { id: 'k7', at: 'end', in: 'f2' } };
    const called = row(
      1,
      start,
      { type: 'frame-opened', frame: { id: 'f1', kind: 'call', node: 'head', process: 'other' } },
      { type: 'frame-opened', frame: { id: 'f2', kind: 'subProcess', node: 'x', in: 'f1' } },
      inside,
    );
    assert.deepEqual([...trailOf([called], program).nodes], ['apply']);
  });
});
