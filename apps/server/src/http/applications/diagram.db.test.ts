/** 流程图: what is behind, where it stands, what is to come, and nothing of what makes the flow run. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApplicationDiagram, ServiceDiagram } from '@yizhan/contract';
import { act, aLeave, apply, ok } from '../../testing/applications.ts';
import { type Campus, openCampus } from '../../testing/campus.ts';
import type { Person } from '../../testing/client.ts';

let campus: Campus;
let teacher: Person;
let head: Person;
let dean: Person;
before(async () => {
  campus = await openCampus();
  [teacher, head, dean] = (await campus.signInAll(['T1106', 'T1103', 'T1100'])) as [Person, Person, Person];
});
after(() => campus.close());

const diagramOf = async (id: string) =>
  ok(await teacher.get<ApplicationDiagram>(`/applications/${id}/diagram`));

test('the drawing tells what is done, who holds it and what is to come; sent back, from where', async () => {
  const { id } = await apply(teacher, aLeave(campus));
  await act(head, id);
  const running = await diagramOf(id);
  assert.equal(running.nodes.sectionHead, 'done');
  assert.equal(running.nodes.unitHead, 'current');
  assert.equal(running.nodes.fork, 'forecast');
  assert.equal(running.nodes.deputyConfirm, undefined);
  assert.equal(running.flows['apply-to-needsDeputy'], 'done');
  const step = (diagram: ApplicationDiagram, node: string) =>
    diagram.steps.find((one) => one.node.id === node);
  assert.deepEqual(
    step(running, 'unitHead')?.people.map(({ id }) => id),
    ['T1100'],
  );
  assert.ok(step(running, 'unitHead')?.due);
  assert.deepEqual(
    step(running, 'sectionHead')?.people.map(({ id }) => id),
    ['T1103'],
  );
  assert.equal(step(running, 'deputyConfirm')?.state, 'possible');

  await act(dean, id, 'sendBack');
  const returned = await diagramOf(id);
  assert.equal(returned.nodes.apply, 'current');
  assert.equal(returned.nodes.unitHead, 'sentBack');
  assert.equal(returned.nodes.sectionHead, 'done');
  assert.deepEqual(returned.returns, [{ from: 'unitHead', to: 'apply', times: 1 }]);

  ok(await teacher.post(`/applications/${id}/acts`, { act: 'submit', walk: 'again' }));
  const again = await diagramOf(id);
  assert.equal(again.nodes.sectionHead, 'current');
  assert.equal(again.nodes.unitHead, 'sentBack');
});

test('no condition, nobody’s rule and no time limit leaves the server with a drawing', async () => {
  const { id } = await apply(teacher, aLeave(campus));
  const { xml: service } = ok(await teacher.get<ServiceDiagram>('/services/staff-leave-and-return/diagram'));
  const { xml } = await diagramOf(id);
  assert.equal(xml, service);
  assert.ok(xml?.includes('BPMNShape'));
  for (const word of ['xmlns:yizhan', '<yizhan', 'conditionExpression', 'extensionElements', 'workday'])
    assert.ok(!xml?.includes(word), word);
});
