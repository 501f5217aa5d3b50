import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DrawingFault, drawDiagram } from './draw-diagram.ts';

const flow = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:yizhan="urn:yizhan:bpmn:1" targetNamespace="urn:x">
  <!-- 作者的话 -->
  <bpmn:process id="p" isExecutable="true">
    ${body}
  </bpmn:process>
</bpmn:definitions>
`;
const short = flow(`<bpmn:startEvent id="apply" name="提交" />
    <bpmn:exclusiveGateway id="large" name="很多？" default="no" />
    <bpmn:userTask id="head" name="审批"><bpmn:extensionElements><yizhan:approval mode="single" /></bpmn:extensionElements></bpmn:userTask>
    <bpmn:boundaryEvent id="late" attachedToRef="head"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>
    <bpmn:endEvent id="done" />
    <bpmn:endEvent id="over" />
    <bpmn:sequenceFlow id="a" sourceRef="apply" targetRef="large" />
    <bpmn:sequenceFlow id="yes" sourceRef="large" targetRef="head" />
    <bpmn:sequenceFlow id="no" sourceRef="large" targetRef="done" />
    <bpmn:sequenceFlow id="b" sourceRef="head" targetRef="done" />
    <bpmn:sequenceFlow id="c" sourceRef="late" targetRef="over" />`);

const drawnElements = (xml: string) => [...xml.matchAll(/bpmnElement="([^"]+)"/g)].map(([, id]) => id).sort();

describe('drawing a diagram', () => {
  test('every node and flow is drawn though the author wrote no incoming and outgoing', async () => {
    const drawn = drawnElements(await drawDiagram(short));
    for (const id of ['apply', 'large', 'head', 'late', 'done', 'over', 'a', 'yes', 'no', 'b', 'c'])
      assert.ok(drawn.includes(id), `${id} is missing`);
  });

  test('the process itself keeps every letter, comments and foreign elements too', async () => {
    const drawn = await drawDiagram(short);
    assert.equal(
      drawn
        .replace(/\s*<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '')
        .replace(/ xmlns:(bpmndi|dc|di)="[^"]+"/g, ''),
      short,
    );
  });

  test('drawn again it stays the same', async () => {
    const once = await drawDiagram(short);
    assert.equal(await drawDiagram(once), once);
  });

  test('what is no BPMN, or has nothing to draw, is refused', async () => {
    await assert.rejects(drawDiagram('<html>'), DrawingFault);
    await assert.rejects(drawDiagram(short.replace('targetRef="head"', 'targetRef="nobody"')), DrawingFault);
  });
});
