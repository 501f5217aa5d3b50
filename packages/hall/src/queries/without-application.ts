/** A query has no application. What every version has besides its settings, a form and a flow, it has as these, which nobody ever sees run. */

export const formOfQuery = (key: string, title: string): object => ({
  formatVersion: 1,
  key,
  title,
  sections: [{ key: 'query', title, fields: [{ key: 'note', type: 'note', label: '查询不用填表。' }] }],
  steps: {},
});

export const flowOfQuery = (key: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="${key}-definitions" targetNamespace="urn:yizhan">
  <bpmn:process id="${key}" isExecutable="true">
    <bpmn:startEvent id="apply" />
    <bpmn:endEvent id="answered" />
    <bpmn:sequenceFlow id="apply-to-answered" sourceRef="apply" targetRef="answered" />
  </bpmn:process>
</bpmn:definitions>
`;

/** What settings must have for numbers and titles of applications. */
export const settingsOfApplications = { serialNumber: '{seq:1}', title: '""' } as const;
