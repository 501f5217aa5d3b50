import type { Command } from '../command.ts';
import { removeEverything } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isAsked } from '../signing/may-speak.ts';

/** 申请撤销: once somebody has acted the initiator cannot end it alone any more, but may ask whoever holds it now. */
export function askCancel(run: Run, { person, comment }: Extract<Command, { type: 'askCancel' }>): void {
  const { state, context } = run;
  if (person !== state.initiator) refuse('application/not-found');
  if (state.status !== 'running') refuse('application/not-running');
  if (!state.acted) refuse('application/cancel-at-once');
  if (state.cancelAsked !== undefined) refuse('application/cancel-asked');
  if (!comment) refuse('task/comment-required', { act: 'askCancel' });
  run.emit({ type: 'cancel-asked', person, comment, at: context.now });
}

/** The first of those who hold it that answers settles it for all: it ends here, or goes on as if nobody had asked. */
export function answerCancel(
  run: Run,
  { type, person, by, comment }: Extract<Command, { type: 'agreeCancel' | 'declineCancel' }>,
): void {
  const { state, context } = run;
  const isHolder = state.tasks.some((task) => task.kind === 'approval' && isAsked(task).includes(person));
  const isMeant = by === undefined || context.mayActFor(by, person);
  if (!isHolder || !isMeant || (by ?? person) === state.initiator) refuse('task/not-found');
  if (state.status !== 'running' || state.cancelAsked === undefined) refuse('application/no-cancel-asked');
  const said = { person, ...(by !== undefined && { by }), ...(comment && { comment }) };
  if (type === 'declineCancel') {
    if (!comment) refuse('task/comment-required', { act: type });
    run.emit({ type: 'cancel-declined', ...said });
    return;
  }
  removeEverything(run);
  run.emit({ type: 'ended', status: 'cancelled', person, ...(comment && { comment }) });
}
