import type { Flow, Node } from '../program.ts';
import type { Fault } from './fault.ts';

/** What is wrong with the shape of the graph, before anything of it runs. */
export function structureFaults(
  nodes: ReadonlyMap<string, Node>,
  flows: ReadonlyMap<string, Flow>,
): readonly Fault[] {
  const dangling = danglingFlows(nodes, flows);
  // What lies behind a flow that leads nowhere is cut off only by that.
  if (dangling.length > 0) return dangling;
  return [...startAndEnd(nodes), ...conditionsOutOfPlace(nodes), ...unreachable(nodes)];
}

function danglingFlows(nodes: ReadonlyMap<string, Node>, flows: ReadonlyMap<string, Flow>): readonly Fault[] {
  return [...flows.values()]
    .filter((flow) => !nodes.has(flow.from) || !nodes.has(flow.to))
    .map((flow) => ({ element: flow.id, message: '连线的起点或终点不存在' }));
}

function startAndEnd(nodes: ReadonlyMap<string, Node>): readonly Fault[] {
  const all = [...nodes.values()];
  const starts = all.filter((node) => node.kind === 'startEvent');
  const faults: Fault[] = [];
  if (starts.length !== 1)
    faults.push({
      element: '',
      message: `流程要有恰好一个开始事件，现在有 ${starts.length} 个`,
    });
  for (const start of starts) {
    if (start.incoming.length > 0) faults.push({ element: start.id, message: '开始事件不能有进入的连线' });
    if (start.outgoing.length === 0) faults.push({ element: start.id, message: '开始事件没有离开的连线' });
  }
  if (!all.some((node) => node.kind === 'endEvent'))
    faults.push({ element: '', message: '流程没有结束事件' });
  for (const end of all.filter((node) => node.kind === 'endEvent')) {
    if (end.outgoing.length > 0) faults.push({ element: end.id, message: '结束事件不能有离开的连线' });
  }
  return faults;
}

function conditionsOutOfPlace(nodes: ReadonlyMap<string, Node>): readonly Fault[] {
  return [...nodes.values()].flatMap((node) => {
    if (node.kind === 'parallelGateway' || node.kind === 'startEvent') {
      return node.outgoing
        .filter((flow) => flow.condition)
        .map((flow) => ({
          element: flow.id,
          message: '并行网关和开始事件之后的连线不能有条件',
        }));
    }
    if (node.kind !== 'exclusiveGateway' || node.outgoing.length < 2) return [];
    return node.outgoing
      .filter((flow) => flow !== node.defaultFlow && !flow.condition)
      .map((flow) => ({
        element: flow.id,
        message: `排他网关“${node.name}”之后的连线要有条件，或设为默认连线`,
      }));
  });
}

/** Nodes that no run gets to, and nodes from which no end can be reached. */
function unreachable(nodes: ReadonlyMap<string, Node>): readonly Fault[] {
  const all = [...nodes.values()];
  const fromStart = closure(
    all.filter((node) => node.kind === 'startEvent'),
    (node) => node.outgoing.map((flow) => nodes.get(flow.to)),
  );
  const toEnd = closure(
    all.filter((node) => node.kind === 'endEvent'),
    (node) => node.incoming.map((flow) => nodes.get(flow.from)),
  );
  return all.flatMap((node) => {
    if (!fromStart.has(node)) return [{ element: node.id, message: `从开始事件到不了“${node.name}”` }];
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
