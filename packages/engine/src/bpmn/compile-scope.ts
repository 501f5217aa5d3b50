/** The elements of a process or sub-process, and of all sub-processes in it. */
import type { BoundaryEvent, Flow, Gateway, Node, Scope } from '../program.ts';
import { compileActivity } from './compile-activity.ts';
import { compileResult, compileTrigger } from './compile-trigger.ts';
import { bodyOf, type Compiling } from './compiling.ts';
import type { FlowElement, ScopeElement } from './element.ts';
import { withoutCounterpart } from './foreign/attributes.ts';

export interface Graph {
  readonly scopes: Map<string, Scope>;
  readonly nodes: Map<string, Node>;
  readonly flows: Map<string, Flow>;
}

export function compileScope(scope: ScopeElement, graph: Graph, compiling: Compiling): void {
  const id = scope.id ?? '';
  const elements = scope.flowElements ?? [];
  const flows = compileFlows(elements, graph.flows, compiling);
  const edges: Edges = {
    into: Map.groupBy(flows, (flow) => flow.to),
    from: Map.groupBy(flows, (flow) => flow.from),
  };
  const boundary = Map.groupBy(
    elements.filter((element) => element.$type === 'bpmn:BoundaryEvent'),
    (element) => element.attachedToRef?.id,
  );
  const handlers = handlersIn(scope);
  for (const element of elements) {
    if (passive.has(element.$type)) continue;
    const events = boundary.get(element.id) ?? [];
    const compensation =
      events.map((event) => handlers.get(event.id ?? '')).find((handler) => handler !== undefined) ??
      element.flowElements?.find(isCompensatingScope)?.id;
    const node = compileNode(
      element,
      id,
      edges,
      { boundary: events.map((event) => event.id ?? ''), compensation },
      compiling,
    );
    if (node === undefined) continue;
    if (node.id === '') compiling.fault(id, `${element.$type.replace('bpmn:', '')} 没有 id`);
    else if (graph.nodes.has(node.id)) compiling.fault(node.id, '这个 id 用了不止一次');
    graph.nodes.set(node.id, node);
    for (const what of withoutCounterpart(element)) compiling.doubt(node.id, `${what} 在这里没有对应的功能`);
    if (node.kind === 'subProcess') compileScope(element, graph, compiling);
  }
  graph.scopes.set(id, scopeOf(id, elements, graph.nodes));
}

/** Elements without behaviour of their own. */
const passive: ReadonlySet<string> = new Set([
  'bpmn:SequenceFlow',
  'bpmn:TextAnnotation',
  'bpmn:Association',
  'bpmn:DataObjectReference',
  'bpmn:DataObject',
  'bpmn:DataStoreReference',
]);

interface Edges {
  readonly into: ReadonlyMap<string, readonly Flow[]>;
  readonly from: ReadonlyMap<string, readonly Flow[]>;
}

function compileFlows(
  elements: readonly FlowElement[],
  known: Map<string, Flow>,
  compiling: Compiling,
): readonly Flow[] {
  const flows: Flow[] = [];
  for (const element of elements) {
    if (element.$type !== 'bpmn:SequenceFlow') continue;
    // Other modellers leave the ids of flows out; `#` can't begin an id of XML, so this is nobody else's.
    const id = element.id ?? `#${known.size + 1}`;
    const text = bodyOf(element.conditionExpression);
    const condition = text === undefined ? undefined : compiling.expression(text, id);
    const flow: Flow = {
      id,
      from: element.sourceRef?.id ?? '',
      to: element.targetRef?.id ?? '',
      ...(element.name !== undefined && { name: element.name }),
      ...(condition !== undefined && { condition }),
    };
    known.set(id, flow);
    flows.push(flow);
  }
  return [...flows, ...links(elements, known)];
}

/** A link throws a token to the catching link of its name in the same scope: a flow that is not drawn. */
function links(elements: readonly FlowElement[], known: Map<string, Flow>): readonly Flow[] {
  const linkOf = (element: FlowElement) =>
    element.eventDefinitions?.find((definition) => definition.$type === 'bpmn:LinkEventDefinition')?.name;
  const targets = new Map(
    elements
      .filter((element) => element.$type === 'bpmn:IntermediateCatchEvent')
      .map((element) => [linkOf(element), element.id]),
  );
  return elements
    .filter((element) => element.$type === 'bpmn:IntermediateThrowEvent' && linkOf(element) !== undefined)
    .map((element) => {
      const flow: Flow = {
        id: `#link ${element.id}`,
        from: element.id ?? '',
        to: targets.get(linkOf(element)) ?? '',
      };
      known.set(flow.id, flow);
      return flow;
    });
}

/** Compensation handlers by the boundary event that an association leads from. */
function handlersIn({ artifacts = [], flowElements = [] }: ScopeElement): ReadonlyMap<string, string> {
  const all = [...artifacts, ...flowElements.filter((element) => element.$type === 'bpmn:Association')];
  return new Map(
    all.flatMap(({ sourceRef, targetRef }) =>
      sourceRef?.id && targetRef?.id ? [[sourceRef.id, targetRef.id] as const] : [],
    ),
  );
}

function compileNode(
  element: FlowElement,
  scope: string,
  edges: Edges,
  surroundings: Parameters<typeof compileActivity>[2],
  compiling: Compiling,
): Node | undefined {
  const id = element.id ?? '';
  const outgoing = edges.from.get(id) ?? [];
  const defaultFlow = element.default && outgoing.find((flow) => flow.id === element.default?.id);
  if (element.default !== undefined && defaultFlow === undefined)
    compiling.fault(id, `默认连线“${element.default.id}”不是从这里离开的`);
  const base = {
    id,
    name: element.name ?? id,
    scope,
    incoming: edges.into.get(id) ?? [],
    outgoing,
    ...(defaultFlow !== undefined && { defaultFlow }),
  };
  const gateway = gateways[element.$type];
  if (gateway !== undefined) return { ...base, kind: gateway };
  switch (element.$type) {
    case 'bpmn:StartEvent': {
      const trigger = compileTrigger(element, compiling);
      return {
        ...base,
        kind: 'startEvent',
        // An error always interrupts (BPMN 2.0, 10.5.2), whatever the file says.
        isInterrupting: trigger?.kind === 'error' || (element.isInterrupting ?? true),
        ...(trigger && { trigger }),
      };
    }
    case 'bpmn:EndEvent': {
      const result = compileResult(element, compiling);
      return { ...base, kind: 'endEvent', ...(result && { result }) };
    }
    case 'bpmn:IntermediateThrowEvent': {
      const result = compileResult(element, compiling);
      return { ...base, kind: 'throwEvent', ...(result && { result }) };
    }
    case 'bpmn:IntermediateCatchEvent':
      return compileCatch(element, base, compiling);
    case 'bpmn:BoundaryEvent':
      return compileBoundary(element, base, compiling);
    default: {
      const activity = compileActivity(element, base, surroundings, compiling);
      if (activity === undefined) compiling.fault(id, `不能运行 ${element.$type.replace('bpmn:', '')}`);
      return activity;
    }
  }
}

const gateways: Readonly<Record<string, Gateway['kind']>> = {
  'bpmn:ExclusiveGateway': 'exclusiveGateway',
  'bpmn:ParallelGateway': 'parallelGateway',
  'bpmn:InclusiveGateway': 'inclusiveGateway',
  'bpmn:EventBasedGateway': 'eventGateway',
};

type Base = Pick<Node, 'id' | 'name' | 'scope' | 'incoming' | 'outgoing'>;

/** A catching link is passed at once: what leads to it is a flow. */
function compileCatch(element: FlowElement, base: Base, compiling: Compiling): Node | undefined {
  if (element.eventDefinitions?.[0]?.$type === 'bpmn:LinkEventDefinition')
    return { ...base, kind: 'throwEvent' };
  const trigger = compileTrigger(element, compiling);
  if (trigger === undefined) {
    if (element.eventDefinitions === undefined) compiling.fault(base.id, '中间捕获事件没有写等待什么');
    return undefined;
  }
  if (['error', 'escalation', 'compensation', 'cancel'].includes(trigger.kind))
    compiling.fault(base.id, '中间捕获事件不能等待这个，请用边界事件');
  return { ...base, kind: 'catchEvent', trigger };
}

function compileBoundary(element: FlowElement, base: Base, compiling: Compiling): BoundaryEvent | undefined {
  const trigger = compileTrigger(element, compiling);
  const attachedTo = element.attachedToRef?.id;
  if (attachedTo === undefined) compiling.fault(base.id, '边界事件没有附在任何活动上');
  if (trigger === undefined || attachedTo === undefined) return undefined;
  // An error always ends what it is caught on (BPMN 2.0, 13.5.3), whatever the file says.
  const isInterrupting =
    trigger.kind === 'error' || trigger.kind === 'cancel' || (element.cancelActivity ?? true);
  return { ...base, kind: 'boundaryEvent', attachedTo, trigger, isInterrupting };
}

/** An event sub-process that undoes the sub-process it stands in. */
const isCompensatingScope = ({ triggeredByEvent, flowElements = [] }: FlowElement): boolean =>
  triggeredByEvent === true &&
  flowElements.some(
    ({ $type, eventDefinitions }) =>
      $type === 'bpmn:StartEvent' && eventDefinitions?.[0]?.$type === 'bpmn:CompensateEventDefinition',
  );

function scopeOf(id: string, elements: readonly FlowElement[], nodes: ReadonlyMap<string, Node>): Scope {
  const own = elements
    .flatMap((element) => nodes.get(element.id ?? '') ?? [])
    .filter((node) => node.scope === id);
  const listeners = own
    .filter((node) => node.kind === 'subProcess' && node.variety === 'event')
    .flatMap((eventScope) =>
      [...nodes.values()].filter((node) => node.kind === 'startEvent' && node.scope === eventScope.id),
    )
    .map((node) => node.id);
  // What undoes a sub-process is entered as an activity and not by an event that is waited for.
  const none = own.filter(
    (node) =>
      node.kind === 'startEvent' && (node.trigger === undefined || node.trigger.kind === 'compensation'),
  );
  const loose = own.filter(
    (node) =>
      node.incoming.length === 0 &&
      node.kind !== 'startEvent' &&
      node.kind !== 'boundaryEvent' &&
      !('isForCompensation' in node && node.isForCompensation) &&
      !(node.kind === 'subProcess' && node.variety === 'event'),
  );
  return { id, listeners, entries: (none.length > 0 ? none : loose).map((node) => node.id) };
}
