import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { drawingOf } from './drawing.ts';

const file = new URL(
  '../../../../site/demo/services/human-resources/staff-leave-and-return/flow.bpmn',
  import.meta.url,
);
const leave = readFileSync(file, 'utf8');

test('a drawing keeps every element, its name and its place', async () => {
  const drawing = (await drawingOf(leave)) ?? '';
  for (const id of leave.matchAll(
    /<bpmn:(?:userTask|exclusiveGateway|parallelGateway|sequenceFlow) id="([^"]+)"/g,
  ))
    assert.match(drawing, new RegExp(` id="${id[1]}"[\\s\\S]* bpmnElement="${id[1]}"`), id[1]);
  assert.ok(drawing.includes('name="单位负责人审批"'));
  assert.equal(drawing.match(/<dc:Bounds/g)?.length, leave.match(/<dc:Bounds/g)?.length);
});

test('a drawing says nothing of conditions, people, time limits and other vendors’ words', async () => {
  const telling = leave
    .replace(
      '<bpmn:userTask id="unitHead"',
      '<bpmn:userTask xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:assignee="canary-assignee" id="unitHead"',
    )
    .replace(
      '<bpmn:exclusiveGateway id="isTeacher"',
      '<bpmn:scriptTask id="s" scriptFormat="canary-format"><bpmn:documentation>canary-doc</bpmn:documentation><bpmn:script>canary-script</bpmn:script></bpmn:scriptTask><bpmn:intermediateCatchEvent id="w"><bpmn:timerEventDefinition><bpmn:timeDuration>PcanaryH</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent><bpmn:callActivity id="c" calledElement="canary-called"><bpmn:multiInstanceLoopCharacteristics><bpmn:completionCondition>canary-completion</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity><bpmn:exclusiveGateway id="isTeacher"',
    );
  const drawing = (await drawingOf(telling)) ?? '';
  assert.ok(drawing.includes('id="w"') && drawing.includes('timerEventDefinition'));
  for (const word of [
    'canary',
    'xmlns:yizhan',
    '<yizhan',
    'conditionExpression',
    'workday',
    '教研室主任"',
    'whenNobody',
    'camunda',
  ])
    assert.ok(!drawing.includes(word), word);
});

test('a file without a diagram has no drawing', async () => {
  assert.equal(await drawingOf(leave.replace(/<bpmndi:BPMNDiagram.*<\/bpmndi:BPMNDiagram>/s, '')), undefined);
});
