import type { Command } from '../command.ts';
import { removeEverything } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

/** 撤回: the initiator takes the application back as long as nobody has acted on it since it was submitted. */
export function withdraw(
  run: Run,
  { person, comment }: Extract<Command, { type: 'withdraw' | 'cancel' }>,
): void {
  const { state } = run;
  if (person !== state.initiator) refuse('application/not-found');
  const { start } = run.program();
  if (state.status !== 'running' || start === undefined) refuse('application/not-submittable');
  if (state.acted) refuse('application/already-acted');
  removeEverything(run);
  run.emit({ type: 'withdrawn', person, ...(comment && { comment }) });
  run.park(start);
}
