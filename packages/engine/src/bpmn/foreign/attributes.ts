/** Attributes and extension elements of other engines, by local name: flowable:, activiti: and camunda: share theirs. */
import type { Element, FlowElement, ForeignElement, ScopeElement } from '../element.ts';

const sevens = ['flowable', 'activiti', 'camunda'];

/** An attribute of ours, which the moddle extension declares; else one of Flowable, Activiti or Camunda 7. */
export function attribute(element: Element, name: string): string | undefined {
  const ours = element.get?.(`yizhan:${name}`);
  if (typeof ours === 'string' && ours.trim() !== '') return ours.trim();
  for (const prefix of sevens) {
    const value = element.$attrs?.[`${prefix}:${name}`];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

/** The extension elements of that name, of any of the engines (`zeebe:taskDefinition`, `flowable:in`). */
export const extensions = (element: Element, name: string): readonly ForeignElement[] =>
  (element.extensionElements?.values ?? []).filter(
    (value) => value.$type.split(':')[1] === name && !value.$type.startsWith('yizhan:'),
  );

/** An attribute of an extension element. */
export function of(element: ForeignElement | undefined, name: string): string | undefined {
  const value = element?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Attributes that mean nothing here and do no harm: how a modeller draws, how an engine tunes its own transactions. */
const harmless = new Set([
  'asyncBefore',
  'asyncAfter',
  'async',
  'exclusive',
  'jobPriority',
  'historyTimeToLive',
  'versionTag',
  'isStartableInTasklist',
  'modelerTemplate',
  'modelerTemplateVersion',
  'formFieldValidation',
  'candidateStarterUsers',
  'candidateStarterGroups',
  'errorMessage',
]);
const understood = new Set([
  'assignee',
  'candidateUsers',
  'candidateGroups',
  'formKey',
  'formRef',
  'collection',
  'elementVariable',
  'topic',
  'type',
  'class',
  'delegateExpression',
  'expression',
  'resultVariable',
  'decisionRef',
  'calledElementBinding',
  'mapDecisionResult',
  'inheritVariables',
  'initiator',
  'resultVariableName',
]);

/** Extension elements that are read, or mean nothing here and do no harm. `ioMapping`, `in` and `out` only on calls. */
const knownExtensions = new Set([
  'taskDefinition',
  'assignmentDefinition',
  'formDefinition',
  'userTask',
  'calledElement',
  'calledDecision',
  'loopCharacteristics',
  'subscription',
  'script',
  'userTaskForm',
  'versionTag',
  'modelerTemplate',
]);
const ofCalls = new Set(['ioMapping', 'in', 'out']);
const vendors = new Set([...sevens, 'zeebe']);

/** What an element of another engine's file asks for that is not here: attributes and extension elements. */
export function withoutCounterpart(element: FlowElement): readonly string[] {
  const parts: readonly Element[] = [
    element,
    ...(element.loopCharacteristics ? [element.loopCharacteristics] : []),
    ...(element.eventDefinitions ?? []),
  ];
  const isMapped = (extension: ForeignElement, name: string): boolean =>
    element.$type === 'bpmn:CallActivity' ||
    // What goes in is the worker's own look at the data; only what comes out is ours to keep.
    (name === 'ioMapping' &&
      element.$type === 'bpmn:ServiceTask' &&
      (extension.$children ?? []).every((child) => child.$type === 'zeebe:output'));
  return parts.flatMap((part) => [
    ...Object.keys(part.$attrs ?? {})
      .filter((key) => {
        const [prefix = '', name = ''] = key.split(':');
        return vendors.has(prefix) && !harmless.has(name) && !understood.has(name);
      })
      .map((key) => `属性 ${key}`),
    ...(part.extensionElements?.values ?? [])
      .filter((extension) => {
        const [prefix = '', name = ''] = extension.$type.split(':');
        const isRead = knownExtensions.has(name) || (ofCalls.has(name) && isMapped(extension, name));
        return vendors.has(prefix) && !isRead;
      })
      .map(({ $type }) => `扩展元素 ${$type}`),
  ]);
}

/** The name that the start event gives to whoever started it. */
export const initiatorOf = ({ flowElements = [] }: ScopeElement): string | undefined =>
  flowElements
    .filter((element) => element.$type === 'bpmn:StartEvent')
    .map((element) => attribute(element, 'initiator'))
    .find((name) => name !== undefined);

/** Names that the process itself gives to values, which its expressions may read besides the form's fields. */
export function namesWritten(process: ScopeElement): readonly string[] {
  return (process.flowElements ?? []).flatMap((element) => {
    const loop = element.loopCharacteristics;
    const [zeebeLoop] = loop ? extensions(loop, 'loopCharacteristics') : [];
    const written = [
      attribute(element, 'resultVariable'),
      attribute(element, 'initiator'),
      of(extensions(element, 'script')[0], 'resultVariable'),
      of(extensions(element, 'calledDecision')[0], 'resultVariable'),
      attribute(element, 'decisionRef'),
      of(extensions(element, 'calledDecision')[0], 'decisionId'),
      ...extensions(element, 'out').map((out) => of(out, 'target')),
      ...extensions(element, 'ioMapping').flatMap((mapping) =>
        (mapping.$children ?? []).map((child) => of(child, 'target')),
      ),
      loop && attribute(loop, 'elementVariable'),
      loop?.inputDataItem?.name ?? loop?.inputDataItem?.id,
      of(zeebeLoop, 'inputElement'),
      of(zeebeLoop, 'outputCollection'),
    ];
    return [...written.filter((name) => name !== undefined), ...namesWritten(element)];
  });
}
