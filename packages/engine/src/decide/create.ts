import type { Command } from '../command.ts';
import type { Run } from '../run.ts';

/** A new application as a draft: its only token waits at the start, the applicant's own step. */
export function create(run: Run, { initiator, applicant, data }: Extract<Command, { type: 'create' }>): void {
  // An instance is begun once: beginning it again would wipe what has happened, and repeat the names of its tokens.
  if (run.state.placed > 0) throw new Error('this application has been created already');
  run.emit({ type: 'created', initiator, applicant, data });
  run.park();
}
