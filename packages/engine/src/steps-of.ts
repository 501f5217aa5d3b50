import type { Node, Program, UserTask } from './program.ts';

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
  return inOrder(program)
    .filter((node): node is UserTask => node.kind === 'userTask')
    .map((node) => ({ node, isConditional: canBePassedBy(program, node) && !isInParallel(program, node) }));
}

function inOrder(program: Program): readonly Node[] {
  const seen = new Set<string>();
  const left: Node[] = [];
  const visit = (id: string): void => {
    const node = program.nodes.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    for (const flow of node.outgoing.toReversed()) visit(flow.to);
    left.push(node);
  };
  visit(program.start);
  return left.reverse();
}

/** Whether some way leads from the start to an end around this node. */
function canBePassedBy(program: Program, without: Node): boolean {
  const seen = new Set([program.start]);
  for (const id of seen) {
    const node = program.nodes.get(id);
    if (node?.kind === 'endEvent') return true;
    for (const flow of node?.outgoing ?? []) if (flow.to !== without.id) seen.add(flow.to);
  }
  return false;
}

/** A step alone on its branch of a parallel block is passed by every run although a way leads around it. */
function isInParallel(program: Program, node: UserTask): boolean {
  const before = program.nodes.get(node.incoming[0]?.from ?? '');
  return before?.kind === 'parallelGateway' && node.incoming.length === 1;
}
