/** Attributes and extension elements of other engines, by local name: flowable:, activiti: and camunda: share theirs. */
import type { Element, ForeignElement } from '../element.ts';

const sevens = ['flowable', 'activiti', 'camunda'];

/** An attribute of Flowable, Activiti or Camunda 7. */
export function attribute(element: Element, name: string): string | undefined {
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
  'initiator',
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
  'dueDate',
  'calledElementBinding',
  'mapDecisionResult',
  'inheritVariables',
  'skipExpression',
]);

/** Names of foreign attributes without a counterpart here. */
export const unknownAttributes = (element: Element): readonly string[] =>
  Object.keys(element.$attrs ?? {}).filter((key) => {
    const [prefix = '', name = ''] = key.split(':');
    return sevens.includes(prefix) && !harmless.has(name) && !understood.has(name);
  });
