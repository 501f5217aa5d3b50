import { explore } from './net/explore.ts';
import { type Marking, netOf } from './net/net.ts';
import { isActivity, type Node, type Program, type UserTask } from './program.ts';

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
    .map((node) => ({ node, isConditional: mayMiss(program, node) }));
}

/** Without recursion, since a file may be one chain of many thousand nodes. */
function inOrder(program: Program): readonly Node[] {
  const seen = new Set<string>();
  const left: Node[] = [];
  const path: { readonly node: Node; readonly toVisit: string[] }[] = [];
  const visit = (id: string): void => {
    const node = program.nodes.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    path.push({ node, toVisit: [...insideOf(node, program), ...node.outgoing.map((flow) => flow.to)] });
  };
  const root = program.scopes.get(program.id);
  const ahead = [...eventScopes(program, program.id), ...(root?.entries ?? [])];
  for (const first of ahead) {
    visit(first);
    visitAll();
  }
  return left.reverse();

  function visitAll(): void {
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const next = at.toVisit.pop();
      if (next !== undefined) visit(next);
      else {
        left.push(at.node);
        path.pop();
      }
    }
  }
}

/** What is entered with a node besides what comes after it: a sub-process, event sub-processes in it, boundary events. */
function insideOf(node: Node, program: Program): readonly string[] {
  if (!isActivity(node)) return [];
  const { entries = [], listeners = [] } = program.scopes.get(node.id) ?? {};
  const own = node.kind === 'subProcess' && node.variety === 'event' ? startsOf(program, node.id) : [];
  return [
    ...node.boundary,
    ...(listeners.length > 0 ? eventScopes(program, node.id) : []),
    ...entries,
    ...own,
  ];
}

const eventScopes = (program: Program, scope: string): readonly string[] =>
  (program.scopes.get(scope)?.listeners ?? []).flatMap((id) => program.nodes.get(id)?.scope ?? []);

const startsOf = (program: Program, scope: string): readonly string[] =>
  [...program.nodes.values()]
    .filter((node) => node.kind === 'startEvent' && node.scope === scope)
    .map((node) => node.id);

/** Whether some run of its scope, or of a scope around it, completes without this step. */
function mayMiss(program: Program, step: Node): boolean {
  const net = netOf(program, step.scope);
  const around = { next: (marking: Marking) => net.next(marking).filter(({ node }) => node !== step.id) };
  const scope = program.nodes.get(step.scope);
  return explore(around, net.start).canEnd || (scope !== undefined && mayMiss(program, scope));
}
