import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { closeEverything } from './close-everything.ts';

/** 撤销: the initiator ends the application, while it lies with him or nobody has acted yet. */
export function cancel(
  run: Run,
  { person, comment }: Extract<Command, { type: 'withdraw' | 'cancel' }>,
): void {
  const { state } = run;
  if (person !== state.initiator) refuse('application/not-found');
  if (state.status === 'running' && state.acted) refuse('application/already-acted');
  closeEverything(run);
  run.emit({
    type: 'ended',
    status: 'cancelled',
    person,
    ...(comment && { comment }),
  });
}
