import { type Flow, isActivity, type Node, type Program } from '../program.ts';

/** Where the tokens of a scope stand, sorted; `n:node` or `f:flow` (see the README). */
export type Marking = readonly string[];

export interface Step {
  /** The node that fired. */
  readonly node: string;
  readonly marking: Marking;
}

/** What can happen next in one scope of a process. */
export interface Net {
  readonly start: Marking;
  /** The ways on from a marking; none from the empty one, and none where it is stuck. */
  next(marking: Marking): readonly Step[];
}

export const onNode = (node: string): string => `n:${node}`;
export const beforeJoin = (flow: string): string => `f:${flow}`;

/** A marking with more tokens is a process that makes ever more of them. */
const mostTokens = 60;

export function netOf(program: Program, scopeId: string): Net {
  const node = (id: string): Node => {
    const found = program.nodes.get(id);
    if (found === undefined) throw new Error(`there is no element ${id}`);
    return found;
  };

  const arriving = (flow: Flow): string => (isJoin(node(flow.to)) ? beforeJoin(flow.id) : onNode(flow.to));

  function next(marking: Marking): readonly Step[] {
    const joined = joins(marking);
    if (joined !== undefined) return [joined];
    // What ends the whole scope may come first or last: besides it the others go on, or they would seem dead.
    const ending = marking.filter(
      (position) => position.startsWith('n:') && endsScope(node(position.slice(2))),
    );
    const ends = ending.slice(0, 1).map((position): Step => ({ node: position.slice(2), marking: [] }));
    if (ends.length > 0) return [...others(marking), ...ends];
    return others(marking);
  }

  function others(marking: Marking): readonly Step[] {
    const choices: Step[][] = [];
    for (const position of marking) {
      if (!position.startsWith('n:') || endsScope(node(position.slice(2)))) continue;
      const ways = waysFrom(node(position.slice(2)), without(marking, [position]));
      if (ways.length === 1) return ways;
      choices.push(ways);
    }
    return choices[0] ?? inclusive(marking);
  }

  /** A parallel join all of whose flows have come. */
  function joins(marking: Marking): Step | undefined {
    for (const position of marking) {
      if (!position.startsWith('f:')) continue;
      const gateway = node(program.flows.get(position.slice(2))?.to ?? '');
      if (gateway.kind !== 'parallelGateway') continue;
      const wanted = gateway.incoming.map((flow) => beforeJoin(flow.id));
      if (wanted.every((each) => marking.includes(each))) {
        return {
          node: gateway.id,
          marking: sorted([...without(marking, wanted), ...gateway.outgoing.map(arriving)]),
        };
      }
    }
    return undefined;
  }

  /** Nothing else moves: an inclusive join with what has come. Only what is before joins is left, so it need not wait. */
  function inclusive(marking: Marking): readonly Step[] {
    const waiting = marking.filter((position) => position.startsWith('f:'));
    const gateways = new Set(waiting.map((position) => node(program.flows.get(position.slice(2))?.to ?? '')));
    for (const gateway of gateways) {
      if (gateway.kind !== 'inclusiveGateway' || isHeldUp(gateway, marking)) continue;
      const come = gateway.incoming
        .map((flow) => beforeJoin(flow.id))
        .filter((each) => marking.includes(each));
      return leaving(gateway, without(marking, come));
    }
    return [];
  }

  /** Another join can still send a token by a flow that is empty, and by none that is filled. */
  function isHeldUp(gateway: Node, marking: Marking): boolean {
    const filled = new Set(gateway.incoming.filter((flow) => marking.includes(beforeJoin(flow.id))));
    return marking.some((position) => {
      const other = program.flows.get(position.slice(2))?.to;
      if (other === undefined || other === gateway.id) return false;
      const reached = flowsReachedInto(gateway, other);
      return reached.some((flow) => !filled.has(flow)) && !reached.some((flow) => filled.has(flow));
    });
  }

  function flowsReachedInto(gateway: Node, from: string): readonly Flow[] {
    const seen = new Set([from]);
    const flows = new Set<Flow>();
    for (const id of seen) {
      const boundary =
        'boundary' in node(id) ? (node(id) as { readonly boundary: readonly string[] }).boundary : [];
      for (const each of boundary) seen.add(each);
      for (const flow of node(id).outgoing) {
        if (flow.to === gateway.id) flows.add(flow);
        else seen.add(flow.to);
      }
    }
    return [...flows];
  }

  function waysFrom(at: Node, rest: Marking): Step[] {
    switch (at.kind) {
      case 'endEvent':
        return [{ node: at.id, marking: rest }];
      case 'exclusiveGateway':
      case 'eventGateway':
        return at.outgoing.map((flow) => step(at, rest, [flow]));
      case 'parallelGateway':
        return [step(at, rest, at.outgoing)];
      default:
        return isActivity(at) ? [...leaving(at, rest), ...interrupted(at.boundary, rest)] : leaving(at, rest);
    }
  }

  function interrupted(boundary: readonly string[], rest: Marking): Step[] {
    return boundary.flatMap((id) => {
      const event = node(id);
      if (event.kind !== 'boundaryEvent' || event.trigger.kind === 'compensation') return [];
      const aside = event.outgoing.map(arriving);
      if (event.isInterrupting) return [{ node: id, marking: sorted([...rest, ...aside]) }];
      return leaving(node(event.attachedTo), rest).map((left) => ({
        node: id,
        marking: sorted([...left.marking, ...aside]),
      }));
    });
  }

  /** All unconditional flows, with any choice of the conditional ones; the default where none of them is taken. */
  function leaving(at: Node, rest: Marking): Step[] {
    const always = at.outgoing.filter((flow) => flow.condition === undefined && flow !== at.defaultFlow);
    const perhaps = at.outgoing.filter((flow) => flow.condition !== undefined && flow !== at.defaultFlow);
    if (perhaps.length === 0 && at.defaultFlow === undefined) return [step(at, rest, always)];
    // All of many conditions one by one, and all at once: what two of them together come to, these show as well.
    const several = perhaps.length <= 4 ? subsets(perhaps) : [...perhaps.map((flow) => [flow]), perhaps, []];
    const choices = several.map((some) => [...always, ...some]).filter((some) => some.length > 0);
    if (always.length === 0 && at.defaultFlow !== undefined) choices.push([at.defaultFlow]);
    return choices.map((flows) => step(at, rest, flows));
  }

  const step = (at: Node, rest: Marking, flows: readonly Flow[]): Step => ({
    node: at.id,
    marking: sorted([...rest, ...flows.map(arriving)]),
  });

  const start = (program.scopes.get(scopeId)?.entries ?? []).map(onNode);
  return {
    start: sorted(start.length > 0 ? start : startsByEvent(program, scopeId)),
    next: (marking) => (marking.length > mostTokens ? [] : next(marking)),
  };
}

/** A scope that only starts by an event starts by any one of them. */
const startsByEvent = (program: Program, scope: string): Marking =>
  [...program.nodes.values()]
    .filter((node) => node.kind === 'startEvent' && node.scope === scope)
    .slice(0, 1)
    .map((node) => onNode(node.id));

const endsScope = (node: Node): boolean =>
  node.kind === 'endEvent' &&
  node.result !== undefined &&
  ['terminate', 'error', 'cancel'].includes(node.result.kind);

const isJoin = (node: Node): boolean =>
  (node.kind === 'parallelGateway' || node.kind === 'inclusiveGateway') && node.incoming.length > 1;

export const sorted = (positions: readonly string[]): Marking => [...positions].sort();

function without(marking: Marking, taken: readonly string[]): Marking {
  const rest = [...marking];
  for (const position of taken) {
    const index = rest.indexOf(position);
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}

function subsets<Item>(items: readonly Item[]): Item[][] {
  let all: Item[][] = [[]];
  for (const item of items) all = all.concat(all.map((some) => some.concat(item)));
  return all;
}
