import type { Activity, CallActivity, Decision, Mapping } from '../program.ts';
import { compileApproval } from './compile-approval.ts';
import { compileLoop } from './compile-loop.ts';
import { messageTrigger } from './compile-trigger.ts';
import { compileWork } from './compile-work.ts';
import { bodyOf, type Compiling, repeatNames } from './compiling.ts';
import type { FlowElement } from './element.ts';
import { attribute, extensions, of } from './foreign/attributes.ts';

type Base = Pick<Activity, 'id' | 'name' | 'scope' | 'incoming' | 'outgoing' | 'defaultFlow'>;

/** An activity of any kind; undefined when the element is none. */
export function compileActivity(
  element: FlowElement,
  base: Base,
  surroundings: { readonly boundary: readonly string[]; readonly compensation: string | undefined },
  compiling: Compiling,
): Activity | undefined {
  const { id } = base;
  const activity = {
    ...base,
    boundary: surroundings.boundary,
    isForCompensation: element.isForCompensation ?? false,
    ...(surroundings.compensation !== undefined && { compensation: surroundings.compensation }),
    ...optional('loop', compileLoop(element, compiling)),
  };
  switch (element.$type) {
    case 'bpmn:UserTask':
      return { ...activity, kind: 'userTask', approval: compileApproval(element, compiling) };
    case 'bpmn:ServiceTask':
    case 'bpmn:SendTask': {
      const order = compileWork(element, compiling);
      if (order !== undefined) return { ...activity, kind: 'serviceTask', work: `yizhan:${order.is}`, order };
      return workTask(element, activity, compiling);
    }
    case 'bpmn:BusinessRuleTask':
      return workTask(element, activity, compiling);
    case 'bpmn:ScriptTask': {
      const [zeebe] = extensions(element, 'script');
      const text = of(zeebe, 'expression') ?? element.script?.trim() ?? '';
      const result = of(zeebe, 'resultVariable') ?? resultOf(element);
      const format = element.scriptFormat?.toLowerCase();
      if (zeebe === undefined && format !== undefined && format !== 'feel') {
        compiling.fault(id, `脚本语言“${element.scriptFormat}”不能运行，请改用 FEEL`);
      }
      const script = compiling.expression(text, id);
      if (result === undefined) compiling.fault(id, '脚本任务没有写结果存到哪里（resultVariable）');
      return script && { ...activity, kind: 'scriptTask', script, result: result ?? '' };
    }
    case 'bpmn:ReceiveTask':
      return { ...activity, kind: 'receiveTask', trigger: messageTrigger(element.messageRef, id, compiling) };
    case 'bpmn:Task':
    case 'bpmn:ManualTask':
      return { ...activity, kind: 'passingTask' };
    case 'bpmn:CallActivity':
      return {
        ...activity,
        kind: 'callActivity',
        process: calledProcess(element, compiling),
        ...mappings(element, compiling),
      };
    case 'bpmn:SubProcess':
    case 'bpmn:Transaction':
    case 'bpmn:AdHocSubProcess': {
      const isKeptGoing = element.cancelRemainingInstances === false;
      const text = isKeptGoing ? undefined : bodyOf(element.completionCondition);
      if (element.ordering === 'Sequential')
        compiling.doubt(id, '特设子流程中的活动会同时开始，不按 ordering="Sequential" 一个一个来');
      return {
        ...activity,
        kind: 'subProcess',
        variety: varietyOf(element),
        ...optional('completion', text === undefined ? undefined : compiling.expression(text, id)),
      };
    }
    default:
      return undefined;
  }
}

/** A worker's, unless it is a decision that can be asked here. */
function workTask<Activity_ extends object>(element: FlowElement, activity: Activity_, compiling: Compiling) {
  const work = workOf(element);
  const decision = compiling.decisions.get(work);
  if (element.$type === 'bpmn:BusinessRuleTask' && decision !== undefined) {
    judgeNames(element, decision, compiling);
    return { ...activity, kind: 'decisionTask' as const, decision, result: resultOf(element) ?? work };
  }
  const asked = decisionOf(element);
  if (element.$type === 'bpmn:BusinessRuleTask' && asked === work)
    compiling.doubt(element.id ?? '', `没有找到决策“${asked}”，要由外部系统来做`);
  const { outputs } = mappings(element, compiling);
  return {
    ...activity,
    kind: 'serviceTask' as const,
    work,
    ...optional('result', resultOf(element)),
    ...optional('outputs', outputs),
  };
}

/** A name that neither the form nor the flow gives would be null there, and the rules would silently not hold. */
function judgeNames({ id = '' }: FlowElement, { names = [] }: Decision, compiling: Compiling): void {
  const known = compiling.names;
  const unknown = known && names.filter((name) => !known.includes(name) && !repeatNames.includes(name));
  for (const name of unknown ?? []) compiling.fault(id, `决策读取的“${name}”既不在表单中，流程也没有给出`);
}

function varietyOf({ $type, triggeredByEvent }: FlowElement): 'embedded' | 'event' | 'transaction' | 'adHoc' {
  if (triggeredByEvent) return 'event';
  if ($type === 'bpmn:Transaction') return 'transaction';
  return $type === 'bpmn:AdHocSubProcess' ? 'adHoc' : 'embedded';
}

/** What the worker is to do, by whatever name the file's engine gives it; the element's own id at last. */
const workOf = (element: FlowElement): string =>
  of(extensions(element, 'taskDefinition')[0], 'type') ??
  attribute(element, 'topic') ??
  attribute(element, 'delegateExpression') ??
  attribute(element, 'expression') ??
  attribute(element, 'class') ??
  decisionOf(element) ??
  element.id ??
  '';

/** Ours and Camunda 7 say it in an attribute, Camunda 8 in an element. */
const decisionOf = (element: FlowElement): string | undefined =>
  attribute(element, 'decisionRef') ?? of(extensions(element, 'calledDecision')[0], 'decisionId');

const resultOf = (element: FlowElement): string | undefined =>
  attribute(element, 'resultVariable') ?? of(extensions(element, 'calledDecision')[0], 'resultVariable');

function calledProcess(element: FlowElement, compiling: Compiling): string {
  const called = element.calledElement ?? of(extensions(element, 'calledElement')[0], 'processId');
  if (called === undefined) compiling.fault(element.id ?? '', '调用活动没有写调用哪个流程（calledElement）');
  return called ?? '';
}

/** `in` and `out` of Flowable, Activiti and Camunda 7, `ioMapping` of Camunda 8. Without any, everything goes in and out. */
function mappings(element: FlowElement, compiling: Compiling): Pick<CallActivity, 'inputs' | 'outputs'> {
  const id = element.id ?? '';
  const [zeebe] = extensions(element, 'ioMapping');
  const ofZeebe = (name: string) =>
    (zeebe?.$children ?? [])
      .filter((child) => child.$type === `zeebe:${name}`)
      .flatMap((child) => mapping(of(child, 'source'), of(child, 'target')));
  const ofSevens = (name: string) =>
    extensions(element, name).flatMap((child) =>
      mapping(of(child, 'source') ?? of(child, 'sourceExpression'), of(child, 'target')),
    );
  const isAll = (name: string) => extensions(element, name).some((child) => of(child, 'variables') === 'all');
  const inputs = [...ofZeebe('input'), ...ofSevens('in')];
  const outputs = [...ofZeebe('output'), ...ofSevens('out')];
  // Flowable and Camunda 7 pass nothing but what is mapped, so who maps only one direction closes the other.
  const isOneSided = (other: string) => extensions(element, other).length > 0;
  return {
    ...((inputs.length > 0 || isOneSided('out')) && !isAll('in') && { inputs }),
    ...((outputs.length > 0 || isOneSided('in')) && !isAll('out') && { outputs }),
  };

  function mapping(source: string | undefined, target: string | undefined): readonly Mapping[] {
    if (source === undefined || target === undefined) return [];
    const value = compiling.expression(source, id);
    return value === undefined ? [] : [{ value, to: target }];
  }
}

/** A property that is there only when it has a value. */
function optional<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [_ in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [_ in Key]?: Value });
}
