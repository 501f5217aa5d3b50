import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forecast } from './forecast.ts';
import { bpmn, chain, end, exclusive, flow, parallel, start, task } from './testing/bpmn.ts';
import { aDraft, anApplication, contextFrom, programOf, scenario, type Trial } from './testing/trial.ts';

const foreseen = (trial: Trial, directory?: Record<string, readonly string[]>) =>
  forecast(trial.program, trial.state, contextFrom(100, directory)).map(({ node }) => node);

describe('the forecast 流程预测', () => {
  test('of a draft names the steps that its data lead to, with their people', async () => {
    const program = await scenario('send-back');
    const draft = aDraft(program, { data: { amount: 9000, keepers: ['K1', 'K2'] } });
    assert.deepEqual(forecast(program, draft.state, contextFrom(0)), [
      { node: 'unitHead', people: ['unitHead(applicant)'] },
      { node: 'audit', people: ['group(audit)'] },
      { node: 'finance', people: ['group(finance)'] },
      { node: 'assets', people: ['K1', 'K2'] },
      { node: 'president', people: ['group(president)'] },
    ]);
    const cheap = aDraft(program, { data: { amount: 100, keepers: ['K1'] } });
    assert.deepEqual(foreseen(cheap), ['unitHead', 'finance', 'assets', 'president']);
  });

  test('of a running application names what comes after the open steps, and changes nothing', async () => {
    const trial = anApplication(await scenario('parallel'));
    const { state } = trial;
    assert.deepEqual(foreseen(trial), ['security', 'president']);
    assert.equal(trial.state, state);
    trial.approve('finance');
    trial.approve('assets');
    trial.approve('security');
    assert.deepEqual(foreseen(trial), []);
  });

  test('of an application that was sent back or withdrawn begins at the start', async () => {
    const trial = anApplication(await scenario('straight-approval'));
    trial.approve('unitHead');
    const returned = anApplication(trial.program);
    returned.sendBack('unitHead');
    assert.deepEqual(foreseen(returned), ['unitHead', 'office']);
    returned.submit();
    returned.withdraw();
    assert.deepEqual(foreseen(returned), ['unitHead', 'office']);
  });

  test('of an ended application is empty', async () => {
    const trial = anApplication(await scenario('straight-approval'));
    trial.cancel();
    assert.deepEqual(foreseen(trial), []);
  });

  test('names a step twice that two tokens will pass, and goes on behind it', async () => {
    const draft = aDraft(await scenario('merge'));
    assert.deepEqual(foreseen(draft), ['a', 'b', 'after', 'after']);
  });

  test('goes once round a loop that the data don’t leave', async () => {
    const draft = aDraft(await scenario('rework'), { data: { rewrite: true } });
    assert.deepEqual(foreseen(draft), ['write', 'check']);
  });

  test('ends a path where it would be refused, and follows the others', async () => {
    const trial = anApplication(await scenario('nobody'));
    assert.deepEqual(foreseen(trial, { 'group(refused)': [] }), ['skipped']);
    const program = await programOf(
      bpmn(
        start(),
        parallel('fork'),
        ...['a', 'b', 'c'].map((id) => task(id)),
        exclusive('closed'),
        end(),
        chain('apply', 'fork', 'a', 'closed'),
        flow('never', 'closed', 'end', 'false'),
        chain('fork', 'b', 'c', 'end'),
      ),
    );
    assert.deepEqual(foreseen(aDraft(program)), ['a', 'b', 'c']);
  });

  test('sees past a countersign of the whole university', async () => {
    const program = await programOf(
      bpmn(
        start(),
        task('all', 'mode="countersign"'),
        task('after'),
        end(),
        chain('apply', 'all', 'after', 'end'),
      ),
    );
    const directory = { 'group(all)': Array.from({ length: 900 }, (_, index) => `p${index}`) };
    assert.deepEqual(foreseen(aDraft(program, { directory }), directory), ['all', 'after']);
  });

  test('comes to an end although each round of a loop leaves more tokens behind', async () => {
    const program = await programOf(
      bpmn(
        start(),
        exclusive('merge'),
        parallel('fork'),
        task('one'),
        task('two'),
        end(),
        chain('apply', 'merge', 'fork', 'one', 'merge'),
        chain('fork', 'two', 'merge'),
        flow('out', 'one', 'end', 'enough'),
      ),
    );
    assert.equal(foreseen(aDraft(program)).length, 500);
  });

  test('of a draft that cannot be submitted is empty', async () => {
    const draft = aDraft(await scenario('endless'), { data: { again: true } });
    assert.deepEqual(foreseen(draft), []);
  });
});
