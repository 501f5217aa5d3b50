import type { Command } from '../command.ts';
import { removeEverything, removeToken } from '../elements/remove.ts';
import { relocate } from '../net/relocate.ts';
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
export function move(run: Run, token: Token, to: string): void {
  const plan = planMove(run, token, to);
  if (plan === undefined) refuse('task/send-back-target', { to });
  for (const each of plan.removed) {
    const still = run.state.tokens.find((candidate) => candidate.id === each.id);
    if (still !== undefined) removeToken(run, still);
  }
  for (const flow of plan.waiting) run.park(flow.to, { ...inside(token.in), via: flow.id });
  run.place(to, inside(token.in));
  walk(run);
}

/** What a move would take away; undefined when it can't be done. */
export function planMove(run: Run, token: Token, to: string): ReturnType<typeof relocate> {
  const program = run.program(token.in);
  const target = program.nodes.get(to);
  if (target === undefined || target.scope !== program.nodes.get(token.at)?.scope) return undefined;
  const tokens = run.state.tokens.filter((candidate) => candidate.in === token.in);
  return relocate(program, target.scope, tokens, token, to);
}
