/**
 * 代发起: the step at which whoever an application is for confirms what somebody else initiated. It stands between the
 * start and what follows, is drawn by nobody, and is passed over where the applicant initiated it himself.
 */
import type { Flow, Node, UserTask } from '../program.ts';
import type { Graph } from './compile-scope.ts';

export const confirmation = 'confirm';

export function insertConfirmation(graph: Graph, start: string, scope: string): void {
  const first = graph.nodes.get(start);
  if (first === undefined) return;
  // `#` begins no id of XML.
  const entry: Flow = { id: '#confirm', from: start, to: confirmation };
  const onward = new Map(first.outgoing.map((flow) => [flow.id, { ...flow, from: confirmation }]));
  const anew = (flow: Flow): Flow => onward.get(flow.id) ?? flow;
  for (const flow of [entry, ...onward.values()]) graph.flows.set(flow.id, flow);
  for (const [id, node] of graph.nodes) graph.nodes.set(id, { ...node, incoming: node.incoming.map(anew) });
  const { defaultFlow: _, ...withoutDefault } = graph.nodes.get(start) ?? first;
  graph.nodes.set(start, { ...withoutDefault, outgoing: [entry] } as Node);
  const step: UserTask = {
    kind: 'userTask',
    id: confirmation,
    name: '本人确认',
    scope,
    incoming: [entry],
    outgoing: first.outgoing.map(anew),
    ...(first.defaultFlow && { defaultFlow: anew(first.defaultFlow) }),
    boundary: [],
    isForCompensation: false,
    approval: {
      mode: 'single',
      rule: 'veto',
      share: 1,
      samePerson: 'keep',
      applicantSigns: 'keep',
      onTimeout: 'nothing',
      whenNobody: 'skip',
      acts: ['approve', 'reject', 'sendBack'],
      approveLabel: '确认',
      actors: [{ is: 'principal' }],
    },
  };
  graph.nodes.set(confirmation, step);
}
