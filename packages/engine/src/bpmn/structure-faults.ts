import type { Node } from '../program.ts';
import type { Graph } from './compile-scope.ts';
import type { Fault } from './fault.ts';

/** What is so wrong with the shape of the graph that nothing of it can run. */
export function structureFaults(process: string, { nodes, flows }: Graph): readonly Fault[] {
  const faults: Fault[] = [];
  for (const flow of flows.values()) {
    const [from, to] = [nodes.get(flow.from), nodes.get(flow.to)];
    if (from === undefined || to === undefined)
      faults.push({ element: flow.id, message: '连线的起点或终点不存在' });
    else if (from.scope !== to.scope) faults.push({ element: flow.id, message: '连线不能跨过子流程的边界' });
  }
  for (const node of nodes.values()) faults.push(...nodeFaults(node, nodes));
  const entry = [...nodes.values()].some(
    (node) =>
      node.scope === process &&
      (node.kind === 'startEvent' || (node.kind !== 'boundaryEvent' && node.incoming.length === 0)),
  );
  if (!entry) faults.push({ element: '', message: '流程没有开始事件' });
  return faults;
}

function nodeFaults(node: Node, nodes: ReadonlyMap<string, Node>): readonly Fault[] {
  const fault = (message: string): readonly Fault[] => [{ element: node.id, message }];
  if (node.kind === 'boundaryEvent') {
    const host = nodes.get(node.attachedTo);
    if (host === undefined || !('boundary' in host)) return fault('边界事件只能附在活动上');
    if (node.trigger.kind === 'cancel' && !(host.kind === 'subProcess' && host.variety === 'transaction'))
      return fault('取消事件只能附在事务子流程上');
  }
  if (node.kind === 'endEvent' && node.result?.kind === 'cancel') {
    const scope = nodes.get(node.scope);
    if (scope?.kind !== 'subProcess' || scope.variety !== 'transaction')
      return fault('取消结束事件只能在事务子流程里');
  }
  if (node.kind === 'eventGateway') {
    const wrong = node.outgoing.find(
      (flow) => !['catchEvent', 'receiveTask'].includes(nodes.get(flow.to)?.kind ?? ''),
    );
    if (wrong !== undefined)
      return [{ element: wrong.id, message: '事件网关之后只能是中间捕获事件或接收任务' }];
  }
  return [];
}

/** What can run but is probably not meant so; a service is not published with it. */
export function structureDoubts(process: string, { nodes }: Graph): readonly Fault[] {
  const all = [...nodes.values()];
  return [...startAndEnd(process, all), ...all.flatMap(conditionsOutOfPlace), ...unreachable(nodes)];
}

function startAndEnd(process: string, all: readonly Node[]): readonly Fault[] {
  const own = all.filter((node) => node.scope === process);
  const starts = own.filter((node) => node.kind === 'startEvent');
  const faults: Fault[] = [];
  if (starts.length !== 1)
    faults.push({ element: '', message: `流程要有恰好一个开始事件，现在有 ${starts.length} 个` });
  for (const start of all.filter((node) => node.kind === 'startEvent')) {
    if (start.incoming.length > 0) faults.push({ element: start.id, message: '开始事件不能有进入的连线' });
    if (start.outgoing.length === 0) faults.push({ element: start.id, message: '开始事件没有离开的连线' });
  }
  if (!own.some((node) => node.kind === 'endEvent'))
    faults.push({ element: '', message: '流程没有结束事件' });
  for (const end of all.filter((node) => node.kind === 'endEvent')) {
    if (end.outgoing.length > 0) faults.push({ element: end.id, message: '结束事件不能有离开的连线' });
  }
  return faults;
}

function conditionsOutOfPlace(node: Node): readonly Fault[] {
  if (node.kind === 'parallelGateway' || node.kind === 'startEvent') {
    return node.outgoing
      .filter((flow) => flow.condition)
      .map((flow) => ({ element: flow.id, message: '并行网关和开始事件之后的连线不能有条件' }));
  }
  if (node.kind !== 'exclusiveGateway' || node.outgoing.length < 2) return [];
  return node.outgoing
    .filter((flow) => flow !== node.defaultFlow && !flow.condition)
    .map((flow) => ({
      element: flow.id,
      message: `排他网关“${node.name}”之后的连线要有条件，或设为默认连线`,
    }));
}

/** Nodes that no run gets to, and nodes from which no end of their scope can be reached. */
function unreachable(nodes: ReadonlyMap<string, Node>): readonly Fault[] {
  const all = [...nodes.values()];
  const boundaryOf = (node: Node): readonly (Node | undefined)[] =>
    'boundary' in node ? node.boundary.map((id) => nodes.get(id)) : [];
  const isEntry = (node: Node): boolean =>
    node.kind === 'startEvent' || (node.incoming.length === 0 && node.kind !== 'boundaryEvent');
  const fromStart = closure(all.filter(isEntry), (node) => [
    ...node.outgoing.map((flow) => nodes.get(flow.to)),
    ...boundaryOf(node),
  ]);
  const toEnd = closure(
    all.filter((node) => node.kind === 'endEvent' || node.outgoing.length === 0),
    (node) => [
      ...node.incoming.map((flow) => nodes.get(flow.from)),
      ...(node.kind === 'boundaryEvent' ? [nodes.get(node.attachedTo)] : []),
    ],
  );
  return all.flatMap((node) => {
    const isLoose = node.incoming.length === 0 && node.kind !== 'startEvent' && node.kind !== 'boundaryEvent';
    const scope = nodes.get(node.scope);
    const mayBeLoose =
      (scope?.kind === 'subProcess' && scope.variety === 'adHoc') ||
      ('isForCompensation' in node && node.isForCompensation) ||
      (node.kind === 'subProcess' && node.variety === 'event');
    if (!fromStart.has(node) || (isLoose && !mayBeLoose))
      return [{ element: node.id, message: `从开始事件到不了“${node.name}”` }];
    if (!toEnd.has(node)) return [{ element: node.id, message: `从“${node.name}”到不了任何结束事件` }];
    return [];
  });
}

function closure(
  from: readonly Node[],
  next: (node: Node) => readonly (Node | undefined)[],
): ReadonlySet<Node> {
  const seen = new Set(from);
  for (const node of seen) for (const other of next(node)) if (other !== undefined) seen.add(other);
  return seen;
}
