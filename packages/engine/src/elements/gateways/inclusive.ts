/**
 * Inclusive gateway (BPMN 2.0, 13.4.3, table 13.3). Splitting takes every flow whose condition holds. Joining
 * waits for what can still come, and for nothing else: it fires when no token elsewhere in the scope can reach an
 * incoming flow that is empty, unless that token can also reach one that is filled. Neither "wait for all" (which
 * hangs when a branch was not taken) nor "wait for as many as left the split" (which counts wrongly in loops).
 */
import type { Gateway, Node, Program } from '../../program.ts';
import { inside, type Run } from '../../run.ts';
import type { Token } from '../../state.ts';
import { leavingFlows } from '../leaving-flows.ts';

/** Fires one inclusive gateway that need not wait any longer, if there is one; asked when nothing else moves. */
export function fireInclusive(run: Run): boolean {
  for (const token of run.state.tokens) {
    const node = run.node(token.at, token.in);
    if (node.kind === 'inclusiveGateway' && !mustWait(run, node, token.in)) {
      fire(run, node, token.in);
      return true;
    }
  }
  return false;
}

function fire(run: Run, node: Gateway, frame: string | undefined): void {
  const taken = new Map<string | undefined, Token>();
  for (const token of tokensAt(run, node, frame)) if (!taken.has(token.via)) taken.set(token.via, token);
  const flows = leavingFlows(run, node, frame);
  for (const token of taken.values()) run.emit({ type: 'token-removed', token: token.id });
  for (const flow of flows) run.place(flow.to, { ...inside(frame), via: flow.id });
}

const tokensAt = (run: Run, node: Node, frame: string | undefined): readonly Token[] =>
  run.state.tokens.filter((token) => token.at === node.id && token.in === frame);

function mustWait(run: Run, node: Gateway, frame: string | undefined): boolean {
  const filled = new Set(tokensAt(run, node, frame).map((token) => token.via));
  // Put here by hand (跳转), it waits for nobody.
  if (filled.has(undefined)) return false;
  const empty = node.incoming.filter((flow) => !filled.has(flow.id));
  if (empty.length === 0) return false;
  const ways = waysInto(run.program(frame), node);
  return run.state.tokens.some((token) => {
    if (token.in !== frame || token.at === node.id) return false;
    const reached = ways.get(token.at);
    if (reached === undefined) return false;
    return (
      empty.some((flow) => reached.has(flow.id)) &&
      ![...filled].some((flow) => flow !== undefined && reached.has(flow))
    );
  });
}

const known = new WeakMap<Node, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * For each node of the scope: by which incoming flows of the gateway a token on it can arrive without passing the
 * gateway. Follows sequence flows, and boundary events of the activities on the way. Computed once per version.
 */
function waysInto(program: Program, gateway: Gateway): ReadonlyMap<string, ReadonlySet<string>> {
  let ways = known.get(gateway);
  if (ways === undefined) {
    ways = findWays(program, gateway);
    known.set(gateway, ways);
  }
  return ways;
}

function findWays(program: Program, gateway: Gateway): ReadonlyMap<string, ReadonlySet<string>> {
  const ways = new Map<string, Set<string>>();
  for (const flow of gateway.incoming) {
    const behind = [flow.from];
    for (const id of behind) {
      if (id === gateway.id) continue;
      const reached = ways.get(id) ?? new Set();
      if (reached.has(flow.id)) continue;
      ways.set(id, reached.add(flow.id));
      const node = program.nodes.get(id);
      behind.push(...(node?.incoming.map((incoming) => incoming.from) ?? []));
      if (node?.kind === 'boundaryEvent') behind.push(node.attachedTo);
    }
  }
  return ways;
}
