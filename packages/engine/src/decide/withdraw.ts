import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { closeEverything } from './close-everything.ts';

/** 撤回: the initiator takes the application back as long as nobody has acted on it since it was submitted. */
export function withdraw(
  run: Run,
  { person, comment }: Extract<Command, { type: 'withdraw' | 'cancel' }>,
): void {
  const { state } = run;
  if (person !== state.initiator) refuse('application/not-found');
  if (state.status !== 'running') refuse('application/not-submittable');
  if (state.acted) refuse('application/already-acted');
  closeEverything(run);
  run.emit({ type: 'withdrawn', person, ...(comment && { comment }) });
  run.park();
}
