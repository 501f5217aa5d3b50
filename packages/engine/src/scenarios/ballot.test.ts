import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileProcess } from '../bpmn/compile-process.ts';
import { openWork } from '../open-work.ts';
import { bpmn, chain, end, start, taskWith } from '../testing/bpmn.ts';
import { anApplication, assertRefused, contextFrom, scenario } from '../testing/trial.ts';

describe('a ballot 无记名投票', async () => {
  const program = await scenario('approval/ballot');
  const directory = { 'group(leaders)': ['A', 'B'], 'group(staff)': ['B', 'C'] };
  const atVote = () => anApplication(program, { directory });

  test('knows of each voter the group whose rule named him first', () => {
    assert.deepEqual(atVote().task('vote').signers, [
      { person: 'A', voters: 'leaders' },
      { person: 'B', voters: 'leaders' },
      { person: 'C', voters: 'staff' },
    ]);
  });

  test('takes one voice each, hands none on, and tells the work which task has closed it', () => {
    const trial = atVote();
    const { id } = trial.task('vote');
    trial.approve('vote', 'A');
    assertRefused(trial, 'task/already-voted', (same) => same.approve('vote', 'A'));
    assertRefused(trial, 'task/act-not-offered', (same) =>
      same.act({ type: 'transfer', task: id, person: 'B', to: 'D' }),
    );
    assertRefused(trial, 'task/ballot-is-personal', (same) =>
      same.act({ type: 'handOver', person: 'admin', from: 'B', to: 'D', comment: '离职', task: id }),
    );
    trial.act({ type: 'handOver', person: 'admin', from: 'B', to: 'D', comment: '离职' });
    assert.ok(!trial.signers('vote').includes('D'), 'whoever takes the rest over does not vote');
    trial.approve('vote', 'B');
    trial.approve('vote', 'C');
    assert.deepEqual(trial.state.ballots, { peer: id });
    const [job] = trial.state.jobs;
    assert.equal(openWork(program, trial.state, job?.id ?? '', contextFrom(1, directory))?.ballot, id);
  });
});

describe('a ballot is not published', () => {
  const faultsOf = async (attributes: string, actor = '') => {
    const approval = `<yizhan:approval ${attributes}><yizhan:actor is="applicant" ${actor}/></yizhan:approval>`;
    const xml = bpmn(start(), taskWith('vote', approval), end(), chain('apply', 'vote', 'end'));
    const answer = await compileProcess(xml, { names: [] });
    return ('faults' in answer ? answer.faults : []).map(({ message }) => message).join();
  };
  const cases: Readonly<Record<string, readonly [attributes: string, said: RegExp, actor?: string]>> = {
    'where it could be handed on': [
      'mode="countersign" ballot="b" acts="approve transfer"',
      /acts 只能是 approve/,
    ],
    'where silence votes': ['mode="countersign" ballot="b" onTimeout="approve"', /onTimeout 只能是/],
    'where administrators vote': ['mode="vote" ballot="b" whenNobody="administrator"', /whenNobody 只能是/],
    'where it votes by itself': ['mode="vote" ballot="b" samePerson="approve"', /samePerson 只能是/],
    'with weights of persons': ['mode="vote" ballot="b" weights="2 1"', /weights/],
    'where it is none': ['mode="vote" onTimeout="close"', /只用于有 ballot/, 'voters="a"'],
  };
  for (const [name, [attributes, said, actor]] of Object.entries(cases))
    test(name, async () => assert.match(await faultsOf(attributes, actor), said));

  test('where one voice decides', async () => {
    assert.match(await faultsOf('mode="orSign" ballot="b"'), /mode 只能是/);
    assert.match(await faultsOf('ballot="b"'), /mode 只能是/);
    assert.equal(
      await faultsOf('mode="countersign" ballot="b" onTimeout="close" sla="1 workday"', 'voters="a"'),
      '',
    );
  });
});
