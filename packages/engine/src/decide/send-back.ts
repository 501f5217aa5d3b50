import type { Command } from '../command.ts';
import { wholeOf } from '../elements/activities/repeat.ts';
import { removeEverything, removeToken } from '../elements/remove.ts';
import { type Relocation, relocate } from '../net/relocate.ts';
import { refuse } from '../refusal.ts';
import { routeFingerprint } from '../route-fingerprint.ts';
import { inside, type Run } from '../run.ts';
import type { Task, Token } from '../state.ts';
import { walk } from '../walk.ts';
import { votableTaskOf } from './open-task-of.ts';

/**
 * 退回: to the applicant, or to an earlier step. The start stands before every fork, so with it go all tokens: those of
 * sibling branches and those waiting at a join; what stood where is remembered for a straight resubmission. An earlier
 * step takes with it what lies between (`net/relocate.ts`).
 */
export function sendBack(run: Run, command: Extract<Command, { type: 'sendBack' }>): void {
  const { task, node } = votableTaskOf(run, command);
  const { start } = run.program();
  const to = command.to ?? start;
  if (!node.approval.acts.includes('sendBack')) refuse('task/act-not-offered', { act: 'sendBack' });
  if (!command.comment) refuse('task/comment-required', { act: 'sendBack' });
  if (to === start) returnToStart(run, command);
  else returnToStep(run, task, to ?? '', command);
}

type Return = Pick<Extract<Command, { type: 'sendBack' }>, 'task' | 'person' | 'by' | 'comment'>;

/** Everything goes, and the initiator is asked to correct and submit again. */
export function returnToStart(run: Run, { task, person, comment, by }: Return): void {
  const { start } = run.program();
  if (start === undefined) refuse('task/send-back-target', { to: '' });
  run.emit({
    type: 'sent-back',
    task,
    person,
    to: start,
    route: routeFingerprint(run),
    ...(comment !== undefined && { comment }),
    ...(by !== undefined && { by }),
  });
  run.emit({ type: 'task-closed', task, outcome: 'sentBack' });
  removeEverything(run);
  run.emit({
    type: 'task-opened',
    task: {
      id: run.context.newId(),
      node: start,
      token: run.park(start).id,
      kind: 'resubmission',
      mode: 'single',
      signers: [{ person: run.state.initiator }],
      openedAt: run.context.now,
    },
  });
}

function returnToStep(run: Run, task: Task, to: string, { person, comment, by }: Return): void {
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  const hasBeen = run.state.approvals.some((approval) => approval.node === to);
  if (token === undefined || !hasBeen) refuse('task/send-back-target', { to });
  run.emit({
    type: 'returned-to-step',
    task: task.id,
    person,
    to,
    ...(comment !== undefined && { comment }),
    ...(by !== undefined && { by }),
  });
  run.emit({ type: 'task-closed', task: task.id, outcome: 'sentBack' });
  move(run, token, to);
}

/** Puts a token on an earlier element of its scope and lets it go on there, or refuses. */
function move(run: Run, token: Token, to: string): void {
  const plan = planMove(run, token, to);
  if (plan === undefined) refuse('task/send-back-target', { to });
  carryOutMove(run, plan, to);
}

/** Takes away what a plan takes away, and lets the process go on from the target. */
export function carryOutMove(run: Run, plan: Move, to: string): void {
  for (const each of plan.removed) {
    const still = run.state.tokens.find((candidate) => candidate.id === each.id);
    if (still !== undefined) removeToken(run, still);
  }
  for (const flow of plan.waiting) run.park(flow.to, { ...inside(plan.frame), via: flow.id });
  run.place(to, inside(plan.frame));
  walk(run);
}

export interface Move extends Relocation {
  /** Where the token is put: the frame of the target. */
  readonly frame: string | undefined;
}

/** What a move back would take away; undefined when it can't be done. */
export function planMove(run: Run, token: Token, to: string): Move | undefined {
  const moved = standingBefore(run, token, to);
  const target = moved && run.program(moved.in).nodes.get(to);
  if (moved === undefined || target === undefined) return undefined;
  const tokens = run.state.tokens.filter((candidate) => candidate.in === moved.in);
  const plan = relocate(run.program(moved.in), target.scope, tokens, moved, to);
  return plan && { ...plan, frame: moved.in };
}

/**
 * The token that stands in the target's scope for this one: itself, that of the whole of which it is an item, or that of
 * the sub-process or call around it. Outward only: into a scope there is no way but by its start.
 */
export function standingBefore(run: Run, token: Token, to: string): Token | undefined {
  for (let at: Token | undefined = wholeOf(run, token); at !== undefined; ) {
    const { nodes } = run.program(at.in);
    const target = nodes.get(to);
    if (target !== undefined && target.scope === nodes.get(at.at)?.scope) return at;
    const host: string | undefined = run.frame(at.in)?.host;
    const around: Token | undefined = run.state.tokens.find((candidate) => candidate.id === host);
    at = around && wholeOf(run, around);
  }
  return undefined;
}
