/** Files of other engines run as they are; each here is in the notation of one, in our own words. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compile } from '@yizhan/feel';
import { anApplication, programOf } from '../../testing/trial.ts';
import { compileProcess } from '../compile-process.ts';
import { fromJuel } from './juel.ts';

const definitions = (prefix: string, uri: string, inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:${prefix}="${uri}" targetNamespace="t">${inside}</definitions>`;
const doubtsOf = async (xml: string) => {
  const compiled = await compileProcess(xml);
  return 'program' in compiled
    ? compiled.doubts.map(({ element, message }) => `${element}: ${message}`)
    : assert.fail(JSON.stringify(compiled.faults));
};

const flowable = definitions(
  'flowable',
  'http://flowable.org/bpmn',
  `<process id="reimburse" name="报销">
    <startEvent id="s" flowable:initiator="starter" flowable:formKey="claim"/>
    <sequenceFlow sourceRef="s" targetRef="sign"/>
    <userTask id="sign" name="经办人" flowable:assignee="\${starter}"/>
    <sequenceFlow sourceRef="sign" targetRef="panel"/>
    <userTask id="panel" flowable:assignee="\${judge}">
      <multiInstanceLoopCharacteristics isSequential="false" flowable:collection="judges" flowable:elementVariable="judge">
        <completionCondition xsi:type="tFormalExpression">\${nrOfCompletedInstances/nrOfInstances &gt;= 0.6 || rejected == true}</completionCondition>
      </multiInstanceLoopCharacteristics>
    </userTask>
    <sequenceFlow sourceRef="panel" targetRef="g"/>
    <exclusiveGateway id="g" default="small"/>
    <sequenceFlow sourceRef="g" targetRef="dean"><conditionExpression xsi:type="tFormalExpression">\${claim.amount &gt; 5000 &amp;&amp; !empty kind}</conditionExpression></sequenceFlow>
    <sequenceFlow id="small" sourceRef="g" targetRef="file"/>
    <userTask id="dean" flowable:candidateUsers="T1, T2" flowable:candidateGroups="deans"/>
    <sequenceFlow sourceRef="dean" targetRef="file"/>
    <manualTask id="file"/>
    <sequenceFlow sourceRef="file" targetRef="e"/>
    <endEvent id="e"/>
  </process>`,
);

const camunda7 = definitions(
  'camunda',
  'http://camunda.org/schema/1.0/bpmn',
  `<error id="Err" errorCode="NO_STOCK"/>
  <process id="order" camunda:historyTimeToLive="30" isExecutable="true">
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="check"/>
    <serviceTask id="check" camunda:type="external" camunda:topic="stock" camunda:asyncBefore="true"/>
    <boundaryEvent id="none" attachedToRef="check"><errorEventDefinition errorRef="Err"/></boundaryEvent>
    <sequenceFlow id="f2" sourceRef="check" targetRef="pack"/><sequenceFlow id="f3" sourceRef="none" targetRef="tell"/>
    <userTask id="pack" camunda:candidateGroups="store" camunda:dueDate="\${due}">
      <extensionElements><camunda:taskListener event="create" class="x.Y"/></extensionElements>
    </userTask>
    <userTask id="tell" camunda:assignee="kate"/>
    <sequenceFlow id="f4" sourceRef="pack" targetRef="e"/><sequenceFlow id="f5" sourceRef="tell" targetRef="e"/><endEvent id="e"/>
  </process>`,
);

const camunda8 = definitions(
  'zeebe',
  'http://camunda.org/schema/zeebe/1.0',
  `<message id="m" name="paid"><extensionElements><zeebe:subscription correlationKey="=order.id"/></extensionElements></message>
  <process id="shop" isExecutable="true">
    <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="price"/>
    <scriptTask id="price"><extensionElements><zeebe:script expression="=sum(order.items.price)" resultVariable="total"/></extensionElements></scriptTask>
    <sequenceFlow id="f2" sourceRef="price" targetRef="wait"/>
    <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
    <sequenceFlow id="f3" sourceRef="wait" targetRef="ship"/>
    <userTask id="ship"><extensionElements><zeebe:assignmentDefinition assignee="=clerk" /><zeebe:formDefinition formId="f"/><zeebe:ioMapping><zeebe:input source="=1" target="x"/></zeebe:ioMapping></extensionElements></userTask>
    <sequenceFlow id="f4" sourceRef="ship" targetRef="send"/>
    <serviceTask id="send"><extensionElements><zeebe:taskDefinition type="mail"/></extensionElements></serviceTask>
    <sequenceFlow id="f5" sourceRef="send" targetRef="e"><conditionExpression xsi:type="tFormalExpression">=total &gt; 3</conditionExpression></sequenceFlow><endEvent id="e"/>
  </process>`,
);

describe('a file of', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the notation of other engines, not a template.
  test('Flowable runs: initiator, assignee by item, counters, candidates, ${…}, flows without ids', async () => {
    assert.deepEqual(await doubtsOf(flowable), []);
    const trial = anApplication(await programOf(flowable), {
      initiator: 'secretary',
      data: { judges: ['J1', 'J2', 'J3'], claim: { amount: 6000 }, kind: '差旅' },
    });
    assert.deepEqual(trial.signers('sign'), ['secretary']);
    trial.approve('sign');
    assert.deepEqual(
      trial.state.tasks.map((task) => task.signers[0]?.person),
      ['J1', 'J2', 'J3'],
    );
    trial.approve('panel');
    trial.approve('panel');
    assert.deepEqual(
      [trial.signers('dean'), trial.task('dean').mode],
      [['T1', 'T2', 'group(deans)'], 'orSign'],
    );
    trial.approve('dean');
    assert.equal(trial.state.status, 'approved');
  });

  test('Flowable may name its values where the form’s fields are known', async () => {
    const compiled = await compileProcess(flowable, { names: ['judges', 'claim', 'kind', 'rejected'] });
    assert.ok('program' in compiled, JSON.stringify(compiled));
  });

  test('Camunda 7 runs; what has no counterpart is a doubt', async () => {
    assert.deepEqual(await doubtsOf(camunda7), [
      'pack: 属性 camunda:dueDate 在这里没有对应的功能',
      'pack: 扩展元素 camunda:taskListener 在这里没有对应的功能',
    ]);
    const trial = anApplication(await programOf(camunda7));
    assert.equal(trial.state.jobs[0]?.work, 'stock');
    trial.failed('check', 'NO_STOCK');
    assert.deepEqual(trial.signers('tell'), ['kate']);
  });

  test('Camunda 8 runs: FEEL, script, message by key, assignment, job type', async () => {
    assert.deepEqual(await doubtsOf(camunda8), ['ship: 扩展元素 zeebe:ioMapping 在这里没有对应的功能']);
    const trial = anApplication(await programOf(camunda8), {
      data: { order: { id: 7, items: [{ price: 2 }, { price: 3 }] }, clerk: 'C1' },
    });
    assert.equal(trial.state.data.total, 5);
    trial.message('paid', '7');
    assert.deepEqual(trial.signers('ship'), ['C1']);
    trial.approve('ship');
    assert.equal(trial.state.jobs[0]?.work, 'mail');
    trial.done('send');
    assert.equal(trial.state.status, 'approved');
  });
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: the notation of other engines, not a template.
describe('${…} as FEEL', () => {
  const data = { a: 3, b: 4, s: 'x', t: true, n: null, o: { p: { q: 5 } }, l: [7, 8], e: [] };
  const cases: readonly (readonly [juel: string, value: unknown])[] = [
    ['a == 3', true],
    ['a != 3', false],
    ['a < b && b <= 4', true],
    ['a gt b or b ge 4', true],
    ['!t || a eq 3', true],
    ['not t and t', false],
    ["s == 'x'", true],
    ['s == "y"', false],
    ['o.p.q >= 5', true],
    ["o['p'].q - 1", 4],
    ['l[0] + l[1]', 15],
    ['a + b * 2', 11],
    ['(a + b) * 2', 14],
    ['a % 2', 1],
    ['b div 2', 2],
    ['-a', -3],
    ['empty n', true],
    ['!empty s', true],
    ['empty l', false],
    ['empty e', true],
    ['n == null', true],
    ["a > b ? 'more' : 'less'", 'less'],
    ["'it\\'s'", "it's"],
    ['1.5 + 1', 2.5],
  ];
  for (const [juel, value] of cases)
    test(`${juel} → ${fromJuel(juel)}`, () =>
      assert.deepEqual(compile(fromJuel(juel)).evaluate(data), value));
  for (const juel of ['a.size()', 'bean.do(a)', 'a ==', 'a b', '(a', 'a # b', ''])
    test(`${juel || 'nothing'} has no counterpart`, () => assert.throws(() => fromJuel(juel), SyntaxError));
});
