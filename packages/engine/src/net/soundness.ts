import type { Program } from '../program.ts';
import { explore } from './explore.ts';
import { netOf } from './net.ts';

/** A run of the process that goes wrong, or a node that no run comes to. */
export interface Unsoundness {
  readonly kind: 'stuck' | 'dead' | 'too-large';
  /** The element to look at first. */
  readonly element: string;
  readonly message: string;
  /** Elements in the order in which they fire, to be shown on the diagram. */
  readonly run: readonly string[];
}

/**
 * Whether every run can end, nothing is left behind and no node is dead: checked in each scope by itself, since a
 * sub-process is to the scope around it one activity. Answers what is wrong; nothing when the process is sound.
 */
export function soundness(program: Program): readonly Unsoundness[] {
  return [...program.scopes.keys()].flatMap((scope) => soundnessOf(program, scope));
}

function soundnessOf(program: Program, scope: string): readonly Unsoundness[] {
  const net = netOf(program, scope);
  const { fired, failure, isCut } = explore(net, net.start);
  const name = (id: string) => program.nodes.get(id)?.name ?? id;
  if (isCut) {
    return [
      {
        kind: 'too-large',
        element: scope,
        message: '这一层的走法太多，无法逐一检查；请把一部分放进子流程',
        run: [],
      },
    ];
  }
  if (failure !== undefined) {
    const standing = failure.left.map((position) => {
      const id = position.slice(2);
      return position.startsWith('f:') ? (program.flows.get(id)?.to ?? id) : id;
    });
    const places = [...new Set(standing)];
    const message = `这样走会停在“${places.map(name).join('”“')}”，流程无法结束`;
    return [{ kind: 'stuck', element: places[0] ?? scope, message, run: failure.run }];
  }
  return [...program.nodes.values()]
    .filter((node) => node.scope === scope && node.incoming.length > 0 && !fired.has(node.id))
    .map((node) => ({
      kind: 'dead' as const,
      element: node.id,
      message: `没有任何走法会经过“${node.name}”`,
      run: [],
    }));
}
