import type { Flow, Node, Program, UserTask } from './program.ts';

export interface StepOutline {
  readonly node: UserTask;
  /** Some run completes without it. */
  readonly isConditional: boolean;
}

/**
 * The user tasks in the order in which they are passed: what the guide shows before anything is started. Reverse
 * postorder puts every step behind all those that lead to it, loops aside.
 */
export function stepsOf(program: Program): readonly StepOutline[] {
  const nodes = inOrder(program);
  return nodes
    .filter((node): node is UserTask => node.kind === 'userTask')
    .map((node) => ({ node, isConditional: mayMiss(nodes, node) }));
}

/** Without recursion, since a file may be one chain of many thousand nodes. */
function inOrder(program: Program): readonly Node[] {
  const seen = new Set<string>();
  const left: Node[] = [];
  const path: { readonly node: Node; readonly toVisit: Flow[] }[] = [];
  const visit = (id: string): void => {
    const node = program.nodes.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    path.push({ node, toVisit: [...node.outgoing] });
  };
  visit(program.start);
  for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
    const flow = at.toVisit.pop();
    if (flow !== undefined) visit(flow.to);
    else {
      left.push(at.node);
      path.pop();
    }
  }
  return left.reverse();
}

/**
 * Whether some run completes without this step. Learnt backwards from the ends until nothing is new, so that a way
 * which only leads round in a circle does not count as one.
 */
function mayMiss(nodes: readonly Node[], step: UserTask): boolean {
  const missing = new Set<string>();
  let before: number;
  do {
    before = missing.size;
    for (const node of nodes.toReversed()) if (node !== step && leadsOn(node, missing)) missing.add(node.id);
  } while (missing.size > before);
  return missing.has(nodes[0]?.id ?? '');
}

/** Whether a token here can get to an end by nodes of which that is known; every branch of a fork has to. */
function leadsOn(node: Node, known: ReadonlySet<string>): boolean {
  const isKnown = (flow: Flow) => known.has(flow.to);
  switch (node.kind) {
    case 'endEvent':
      return true;
    case 'startEvent':
    case 'parallelGateway':
      return node.outgoing.every(isKnown);
    case 'exclusiveGateway':
      return node.outgoing.some(isKnown);
    case 'userTask': {
      const always = node.outgoing.filter((flow) => !flow.condition && flow !== node.defaultFlow);
      return always.length > 0 ? always.every(isKnown) : node.outgoing.some(isKnown);
    }
  }
}
