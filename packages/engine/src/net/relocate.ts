/**
 * Putting a token somewhere else by hand: 退回 to an earlier step, 跳转. What lies between there and here is taken
 * away with it, as it will come again; what other branches have done stays done. Whatever is proposed is explored to
 * the end before it is done, so that no act can leave a process that hangs or has something left over.
 */
import { type Flow, isActivity, type Node, type Program } from '../program.ts';
import type { Token } from '../state.ts';
import { explore } from './explore.ts';
import { beforeJoin, netOf, onNode, sorted } from './net.ts';

export interface Relocation {
  /** Tokens that go, the moved one among them. */
  readonly removed: readonly Token[];
  /** Branches of a block that is entered again in its middle: they count as done, and wait at the join. */
  readonly waiting: readonly Flow[];
}

/**
 * What it takes to put `token` on `target`, both in one scope with these tokens in it; undefined when the target does
 * not lie before the token, or no way of doing it ends well.
 */
export function relocate(
  program: Program,
  scope: string,
  tokens: readonly Token[],
  token: Token,
  target: string,
): Relocation | undefined {
  const ahead = reachedFrom(program, target);
  const isAhead = (other: Token) =>
    isWaiting(program, other) ? ahead.flows.has(other.via ?? '') : ahead.nodes.has(other.at);
  if (!isAhead(token)) return undefined;
  const removed = tokens.filter((other) => other.id === token.id || isAhead(other));
  const kept = tokens.filter((other) => !removed.includes(other));
  for (const waiting of [[], missingBranches(program, ahead, kept)]) {
    if (endsWell(program, scope, kept, [onNode(target), ...waiting.map((flow) => beforeJoin(flow.id))]))
      return { removed, waiting };
  }
  return undefined;
}

/**
 * What it takes to put `token` on a `target` that lies ahead or beside: it alone, or with all that would come to the
 * target as well (the other branches of a block that is left). Undefined when neither ends well.
 */
export function advance(
  program: Program,
  scope: string,
  tokens: readonly Token[],
  token: Token,
  target: string,
): Relocation | undefined {
  const leadsThere = (other: Token) =>
    other.id === token.id || reachedFrom(program, other.at).nodes.has(target);
  for (const isRemoved of [(other: Token) => other.id === token.id, leadsThere]) {
    const kept = tokens.filter((other) => !isRemoved(other));
    if (endsWell(program, scope, kept, [onNode(target)]))
      return { removed: tokens.filter(isRemoved), waiting: [] };
  }
  return undefined;
}

/** Whether a scope can end with nothing left over, from where these tokens stand and, by hand, some more positions. */
export function endsWell(
  program: Program,
  scope: string,
  tokens: readonly Token[],
  more: readonly string[] = [],
): boolean {
  const standing = tokens.map((token) =>
    isWaiting(program, token) ? beforeJoin(token.via ?? '') : onNode(token.at),
  );
  const { failure, isCut } = explore(netOf(program, scope), sorted([...standing, ...more]));
  return failure === undefined && !isCut;
}

/** The branches that lead into joins ahead and are not entered again from the target. */
function missingBranches(program: Program, ahead: Ahead, kept: readonly Token[]): readonly Flow[] {
  return [...ahead.nodes].flatMap((id) => {
    const node = program.nodes.get(id);
    if (node?.kind !== 'parallelGateway' || node.incoming.length < 2) return [];
    return node.incoming.filter(
      (flow) => !ahead.flows.has(flow.id) && !kept.some((token) => token.at === id && token.via === flow.id),
    );
  });
}

const isWaiting = (program: Program, token: Token): boolean => {
  const node = program.nodes.get(token.at);
  return (
    token.via !== undefined &&
    (node?.kind === 'parallelGateway' || node?.kind === 'inclusiveGateway') &&
    node.incoming.length > 1
  );
};

interface Ahead {
  readonly nodes: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

/** What comes after a node, loops back aside. */
function reachedFrom(program: Program, start: string): Ahead {
  const back = backFlows(program, program.nodes.get(start)?.scope ?? '');
  const nodes = new Set([start]);
  const flows = new Set<string>();
  for (const id of nodes) {
    const node = program.nodes.get(id);
    if (node === undefined) continue;
    for (const event of isActivity(node) ? node.boundary : []) nodes.add(event);
    for (const flow of node.outgoing) {
      if (back.has(flow)) continue;
      flows.add(flow.id);
      nodes.add(flow.to);
    }
  }
  return { nodes, flows };
}

const known = new WeakMap<Program, Map<string, ReadonlySet<Flow>>>();

/** The flows of a scope that lead back to what comes before them. Computed once per version. */
function backFlows(program: Program, scope: string): ReadonlySet<Flow> {
  const ofProgram = known.get(program) ?? new Map<string, ReadonlySet<Flow>>();
  known.set(program, ofProgram);
  let flows = ofProgram.get(scope);
  if (flows === undefined) {
    flows = findBackFlows(program, scope);
    ofProgram.set(scope, flows);
  }
  return flows;
}

/** Depth first, without recursion: a flow to a node that is still on the path leads back. */
function findBackFlows(program: Program, scope: string): ReadonlySet<Flow> {
  const back = new Set<Flow>();
  const onPath = new Set<string>();
  const seen = new Set<string>();
  const path: { readonly id: string; readonly left: { readonly flow?: Flow; readonly to: string }[] }[] = [];
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    onPath.add(id);
    path.push({ id, left: waysOn(program.nodes.get(id)) });
  };
  for (const entry of program.scopes.get(scope)?.entries ?? []) {
    visit(entry);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const way = at.left.pop();
      if (way === undefined) {
        onPath.delete(at.id);
        path.pop();
      } else if (onPath.has(way.to)) {
        if (way.flow !== undefined) back.add(way.flow);
      } else visit(way.to);
    }
  }
  return back;
}

const waysOn = (node: Node | undefined): { readonly flow?: Flow; readonly to: string }[] => {
  if (node === undefined) return [];
  const events = isActivity(node) ? node.boundary.map((to) => ({ to })) : [];
  return [...events, ...node.outgoing.map((flow) => ({ flow, to: flow.to }))];
};
