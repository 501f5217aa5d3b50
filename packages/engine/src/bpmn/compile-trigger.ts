import { isSla } from '@yizhan/feel';
import type { Result, Timer, Trigger } from '../program.ts';
import { bodyOf, type Compiling, isExpression } from './compiling.ts';
import type { Element, EventDefinition, FlowElement } from './element.ts';
import { attribute, extensions, of } from './foreign/attributes.ts';

/** What an event waits for; undefined for a none event, or one that is not understood (told as a fault). */
export function compileTrigger(element: FlowElement, compiling: Compiling): Trigger | undefined {
  const id = element.id ?? '';
  const [definition, ...more] = element.eventDefinitions ?? [];
  if (more.length > 0) compiling.fault(id, '一个事件只能有一个触发条件');
  if (definition === undefined) return undefined;
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition': {
      const timer = compileTimer(definition, id, compiling);
      return timer && { kind: 'timer', timer };
    }
    case 'bpmn:MessageEventDefinition':
      return messageTrigger(definition.messageRef, id, compiling);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: nameOf(definition.signalRef, id, '信号', compiling) };
    case 'bpmn:ConditionalEventDefinition': {
      const text = bodyOf(definition.condition);
      if (text === undefined) compiling.fault(id, '条件事件没有写条件');
      const condition = text === undefined ? undefined : compiling.expression(text, id);
      return condition && { kind: 'conditional', condition };
    }
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', ...codeOf(definition.errorRef, definition.errorRef?.errorCode) };
    case 'bpmn:EscalationEventDefinition':
      return {
        kind: 'escalation',
        ...codeOf(definition.escalationRef, definition.escalationRef?.escalationCode),
      };
    case 'bpmn:CompensateEventDefinition':
      return { kind: 'compensation' };
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    default:
      compiling.fault(id, `不能等待 ${definition.$type.replace('bpmn:', '')}`);
      return undefined;
  }
}

/** A message that is waited for, with the key that says whose it is (`yizhan:key`; Camunda 8: correlationKey). */
export function messageTrigger(message: Element | undefined, element: string, compiling: Compiling): Trigger {
  const name = nameOf(message, element, '消息', compiling);
  const key =
    message && (attribute(message, 'key') ?? of(extensions(message, 'subscription')[0], 'correlationKey'));
  const expression =
    key === undefined ? undefined : compiling.expression(key.startsWith('=') ? key : `=${key}`, element);
  return { kind: 'message', name, ...(expression && { key: expression }) };
}

/** What an event does when a token passes it; undefined for a none event. */
export function compileResult(element: FlowElement, compiling: Compiling): Result | undefined {
  const id = element.id ?? '';
  const [definition, ...more] = element.eventDefinitions ?? [];
  if (more.length > 0) compiling.fault(id, '一个事件只能有一个结果');
  if (definition === undefined) return undefined;
  switch (definition.$type) {
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    case 'bpmn:ErrorEventDefinition':
      return { kind: 'error', code: definition.errorRef?.errorCode ?? definition.errorRef?.id ?? '' };
    case 'bpmn:EscalationEventDefinition':
      return {
        kind: 'escalation',
        code: definition.escalationRef?.escalationCode ?? definition.escalationRef?.id ?? '',
      };
    case 'bpmn:MessageEventDefinition':
      return { kind: 'message', name: nameOf(definition.messageRef, id, '消息', compiling) };
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: nameOf(definition.signalRef, id, '信号', compiling) };
    case 'bpmn:CompensateEventDefinition':
      return {
        kind: 'compensation',
        ...(definition.activityRef?.id !== undefined && { activity: definition.activityRef.id }),
      };
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:LinkEventDefinition':
      return undefined;
    default:
      compiling.fault(id, `不能发出 ${definition.$type.replace('bpmn:', '')}`);
      return undefined;
  }
}

const isSpan = (text: string): boolean =>
  isSla(text) || /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(text);
const isMoment = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
const isTime: Readonly<Record<Timer['kind'], (text: string) => boolean>> = {
  date: isMoment,
  duration: isSpan,
  cycle(text) {
    const [, times = '', from, every = ''] = /^R(\d*)\/(?:(\d{4}-[^/]+)\/)?([^/]+)$/.exec(text) ?? [];
    return every !== '' && isSpan(every) && times !== '0' && (from === undefined || isMoment(from));
  },
};
const examples = {
  date: '2026-03-02T09:00:00+08:00',
  duration: 'P3D、PT4H、2 workdays',
  cycle: 'R3/PT1H',
} as const;

function compileTimer(definition: EventDefinition, id: string, compiling: Compiling): Timer | undefined {
  const kinds = {
    date: definition.timeDate,
    duration: definition.timeDuration,
    cycle: definition.timeCycle,
  } as const;
  for (const kind of ['date', 'duration', 'cycle'] as const) {
    const text = bodyOf(kinds[kind]);
    if (text === undefined) continue;
    if (!isExpression(text)) {
      if (!isTime[kind](text)) compiling.fault(id, `定时“${text}”无法识别，应如 ${examples[kind]}`);
      return { kind, value: text };
    }
    const value = compiling.expression(text, id);
    return value && { kind, value };
  }
  compiling.fault(id, '定时事件没有写时间（timeDate、timeDuration 或 timeCycle）');
  return undefined;
}

/** Without a reference the event is for any code. */
const codeOf = (reference: Element | undefined, code: string | undefined): { readonly code?: string } => {
  const known = code ?? reference?.id;
  return known === undefined ? {} : { code: known };
};

function nameOf(reference: Element | undefined, element: string, kind: string, compiling: Compiling): string {
  if (reference === undefined) compiling.fault(element, `没有指明是哪个${kind}`);
  return reference?.name ?? reference?.id ?? '';
}
