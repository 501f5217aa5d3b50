/** Small pieces of BPMN for tests that need a process which no file is worth, or a faulty one. */

/** The whole file around the elements of one process. */
export const bpmn = (...elements: readonly string[]): string => file(processOf('process', ...elements));

export const file = (...roots: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:yizhan="urn:yizhan:bpmn:1" targetNamespace="urn:yizhan:test">
${roots.join('\n')}
</bpmn:definitions>`;

export const processOf = (id: string, ...elements: readonly string[]): string =>
  `<bpmn:process id="${id}" isExecutable="true">\n${elements.join('\n')}\n</bpmn:process>`;

export const start = (id = 'apply'): string => `<bpmn:startEvent id="${id}"/>`;
export const end = (id = 'end'): string => `<bpmn:endEvent id="${id}"/>`;
export const parallel = (id: string): string => `<bpmn:parallelGateway id="${id}"/>`;
export const exclusive = (id: string, defaultFlow?: string): string =>
  `<bpmn:exclusiveGateway id="${id}"${defaultFlow ? ` default="${defaultFlow}"` : ''}/>`;

/** A user task; `approval` is what stands in it, as XML. */
export const taskWith = (id: string, approval: string): string =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements>${approval}</bpmn:extensionElements></bpmn:userTask>`;

/** A user task of a group with its own id, or of those whom `actors` name. */
export const task = (
  id: string,
  attributes = '',
  actors = `<yizhan:actor is="group" group="${id}"/>`,
): string => taskWith(id, `<yizhan:approval ${attributes}>${actors}</yizhan:approval>`);

export const flow = (id: string, from: string, to: string, condition?: string): string =>
  condition === undefined
    ? `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`
    : `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</bpmn:conditionExpression></bpmn:sequenceFlow>`;

/** Flows that lead from each to the next. */
export const chain = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((to, index) => flow(`${ids[index]}-${to}`, ids[index] ?? '', to))
    .join('\n');
