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

/** An element with what stands in it, or with nothing. */
export const element = (kind: string, id: string, inside = '', attributes = ''): string =>
  `<bpmn:${kind} id="${id}"${attributes && ` ${attributes}`}>${inside}</bpmn:${kind}>`;

export const inclusive = (id: string, defaultFlow?: string): string =>
  element('inclusiveGateway', id, '', defaultFlow && `default="${defaultFlow}"`);
export const service = (id: string, inside = ''): string => element('serviceTask', id, inside);
export const script = (id: string, feel: string, result: string): string =>
  `<bpmn:scriptTask id="${id}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><bpmn:extensionElements><zeebe:script expression="=${feel.replaceAll('"', '&quot;').replaceAll('<', '&lt;')}" resultVariable="${result}"/></bpmn:extensionElements></bpmn:scriptTask>`;
export const sub = (id: string, ...elements: readonly string[]): string =>
  element('subProcess', id, elements.join('\n'));
export const eventSub = (id: string, ...elements: readonly string[]): string =>
  element('subProcess', id, elements.join('\n'), 'triggeredByEvent="true"');
export const call = (id: string, process: string, inside = ''): string =>
  element('callActivity', id, inside, `calledElement="${process}"`);

/** Event definitions. What they refer to is declared by `declared`. */
export const timer = (kind: 'timeDate' | 'timeDuration' | 'timeCycle', text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:${kind}>${text}</bpmn:${kind}></bpmn:timerEventDefinition>`;
export const refers = (kind: 'message' | 'signal' | 'error' | 'escalation', to: string): string =>
  `<bpmn:${kind}EventDefinition ${kind}Ref="${kind}-${to}"/>`;
export const when = (condition: string): string =>
  `<bpmn:conditionalEventDefinition><bpmn:condition>${condition.replaceAll('<', '&lt;')}</bpmn:condition></bpmn:conditionalEventDefinition>`;
export const declared = (...names: readonly string[]): string =>
  names
    .flatMap((name) => [
      `<bpmn:message id="message-${name}" name="${name}"/><bpmn:signal id="signal-${name}" name="${name}"/>`,
      `<bpmn:error id="error-${name}" errorCode="${name}"/><bpmn:escalation id="escalation-${name}" escalationCode="${name}"/>`,
    ])
    .join('');
export const compensation = '<bpmn:compensateEventDefinition/>';

export const startOn = (id: string, definition: string, attributes = ''): string =>
  element('startEvent', id, definition, attributes);
export const endWith = (id: string, definition: string): string => element('endEvent', id, definition);
export const throwing = (id: string, definition = ''): string =>
  element('intermediateThrowEvent', id, definition);
export const catching = (id: string, definition: string): string =>
  element('intermediateCatchEvent', id, definition);
export const boundary = (id: string, host: string, definition: string, interrupts = true): string =>
  element('boundaryEvent', id, definition, `attachedToRef="${host}" cancelActivity="${interrupts}"`);

/** What undoes `host`: a service task `undo-host`, by a compensation boundary event. */
export const undone = (host: string): string =>
  boundary(`undone-${host}`, host, compensation) +
  element('serviceTask', `undo-${host}`, '', 'isForCompensation="true"') +
  `<bpmn:association id="assoc-${host}" sourceRef="undone-${host}" targetRef="undo-${host}"/>`;

/** Repeats an activity that stands in XML: the loop goes in as its last child. */
export const repeated = (activity: string, loop: string): string =>
  activity.replace(/<\/bpmn:\w+>\s*$/, (closing) => `${loop}${closing}`);
export const over = (list: string, attributes = '', inside = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics xmlns:flowable="http://flowable.org/bpmn" flowable:collection="${list}" flowable:elementVariable="item" ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics>`;
export const times = (count: string, attributes = '', inside = ''): string =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}><bpmn:loopCardinality>${count}</bpmn:loopCardinality>${inside}</bpmn:multiInstanceLoopCharacteristics>`;
export const completion = (condition: string): string =>
  `<bpmn:completionCondition>${condition.replaceAll('<', '&lt;')}</bpmn:completionCondition>`;
