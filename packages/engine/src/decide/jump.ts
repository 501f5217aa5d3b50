import type { Command } from '../command.ts';
import { advance } from '../net/relocate.ts';
import { isActivity, type Node } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import type { Token } from '../state.ts';
import { openTask } from './open-task-of.ts';
import { carryOutMove, type Move, planMove, standingBefore } from './send-back.ts';

/**
 * 跳转: an administrator puts a step's token elsewhere in its scope: back like a sendBack, or on ahead. Either way the
 * new marking must be able to end with nothing left over.
 */
export function jump(run: Run, { task: id, to, person, comment }: Extract<Command, { type: 'jump' }>): void {
  if (!comment) refuse('task/comment-required', { act: 'jump' });
  const { task, node } = openTask(run, id, { type: 'jump', person });
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  const plan = token && (planMove(run, token, to) ?? planAhead(run, token, to));
  if (plan === undefined) refuse('task/jump-target', { to });
  run.emit({ type: 'jumped', person, from: node.id, to, comment });
  run.emit({ type: 'task-closed', task: task.id, outcome: 'dropped' });
  carryOutMove(run, plan, to);
}

function planAhead(run: Run, token: Token, to: string): Move | undefined {
  const moved = standingBefore(run, token, to);
  const program = run.program(moved?.in);
  const target = program.nodes.get(to);
  if (moved === undefined || target === undefined || !mayStandOn(target)) return undefined;
  const tokens = run.state.tokens.filter((candidate) => candidate.in === moved.in);
  const plan = advance(program, target.scope, tokens, moved, to);
  return plan && { ...plan, frame: moved.in };
}

/** Boundary and start events and what undoes something are entered by what happens, and an event sub-process too. */
function mayStandOn(node: Node): boolean {
  if (node.kind === 'boundaryEvent' || node.kind === 'startEvent') return false;
  return !(
    isActivity(node) &&
    (node.isForCompensation || (node.kind === 'subProcess' && node.variety === 'event'))
  );
}
