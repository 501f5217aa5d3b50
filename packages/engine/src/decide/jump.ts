import type { Command } from '../command.ts';
import { advance } from '../net/relocate.ts';
import { isActivity, type Node } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isEnded, type Token } from '../state.ts';
import { openTask } from './open-task-of.ts';
import { carryOutMove, type Move, planMove, standingBefore } from './send-back.ts';

/**
 * 跳转: an administrator puts a token elsewhere in its scope: back like a sendBack, or on ahead. Either way the new
 * marking must be able to end with nothing left over. What the token stands for is an open task, or what cannot go on
 * by itself: work that fails, a message that never comes.
 */
export function jump(run: Run, { task: id, to, person, comment }: Extract<Command, { type: 'jump' }>): void {
  if (!comment) refuse('task/comment-required', { act: 'jump' });
  const token = tokenBehind(run, id);
  if (token === undefined)
    refuse(isEnded(run.state.status) ? 'application/ended' : 'flow/not-waiting', { what: id });
  const isTask = run.state.tasks.some((task) => task.id === id);
  if (isTask) openTask(run, id, { type: 'jump', person });
  const plan = planJump(run, token, to);
  if (plan === undefined) refuse('task/jump-target', { to });
  run.emit({ type: 'jumped', person, from: token.at, to, comment });
  if (isTask) run.emit({ type: 'task-closed', task: id, outcome: 'dropped' });
  carryOutMove(run, plan, to);
}

/** The token that an open task, a job or something waited for belongs to. */
export function tokenBehind({ state }: Run, id: string): Token | undefined {
  const standing = [...state.tasks, ...state.jobs, ...state.waits].find((each) => each.id === id);
  return state.tokens.find((token) => token.id === standing?.token);
}

/** What a jump would take away; undefined when it can't be done. */
export const planJump = (run: Run, token: Token, to: string): Move | undefined =>
  planMove(run, token, to) ?? planAhead(run, token, to);

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
