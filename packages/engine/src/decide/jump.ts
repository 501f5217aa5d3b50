import type { Command } from '../command.ts';
import { removeToken } from '../elements/remove.ts';
import { explore } from '../net/explore.ts';
import { beforeJoin, netOf, onNode, sorted } from '../net/net.ts';
import { refuse } from '../refusal.ts';
import { inside, type Run } from '../run.ts';
import { walk } from '../walk.ts';
import { openTask } from './open-task-of.ts';
import { move, planMove } from './send-back.ts';

/**
 * 跳转: an administrator puts a step's token elsewhere in its scope: back like a sendBack, or on ahead. Either way the
 * new marking must be able to end with nothing left over.
 */
export function jump(run: Run, { task: id, to, person, comment }: Extract<Command, { type: 'jump' }>): void {
  if (!comment) refuse('task/comment-required', { act: 'jump' });
  const { task, node } = openTask(run, id);
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  const program = run.program(token?.in);
  const target = program.nodes.get(to);
  if (
    token === undefined ||
    target === undefined ||
    target.scope !== node.scope ||
    target.kind === 'boundaryEvent'
  )
    refuse('task/jump-target', { to });
  const isBack = planMove(run, token, to) !== undefined;
  if (!isBack) {
    const others = run.state.tokens.filter(
      (candidate) => candidate.in === token.in && candidate.id !== token.id,
    );
    const standing = others.map(({ at, via }) =>
      program.nodes.get(at)?.kind.endsWith('Gateway') && via !== undefined ? beforeJoin(via) : onNode(at),
    );
    const { failure, isCut } = explore(netOf(program, node.scope), sorted([...standing, onNode(to)]));
    if (failure !== undefined || isCut) refuse('task/jump-target', { to });
  }
  run.emit({ type: 'jumped', person, from: node.id, to, comment });
  run.emit({ type: 'task-closed', task: task.id, outcome: 'dropped' });
  if (isBack) return move(run, token, to);
  removeToken(run, token);
  run.place(to, inside(token.in));
  walk(run);
}
