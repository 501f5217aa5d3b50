import type { Command } from '../command.ts';
import { removeEverything } from '../elements/remove.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

/** 撤销: the initiator ends the application, while it lies with him or nobody has acted yet. */
export function cancel(
  run: Run,
  { person, comment }: Extract<Command, { type: 'withdraw' | 'cancel' }>,
): void {
  const { state } = run;
  if (person !== state.initiator) refuse('application/not-found');
  if (state.status === 'running' && state.acted) refuse('application/already-acted');
  removeEverything(run);
  run.emit({
    type: 'ended',
    status: 'cancelled',
    person,
    ...(comment && { comment }),
  });
}
