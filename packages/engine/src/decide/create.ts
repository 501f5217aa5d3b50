import type { Command } from '../command.ts';
import { enterScope } from '../elements/activities/open-scope.ts';
import { openWait } from '../elements/events/wait.ts';
import type { Run } from '../run.ts';
import { walk } from '../walk.ts';

/**
 * A new application as a draft: its only token waits at the start, the applicant's own step. A process that only
 * starts by events runs from the beginning, and waits for them.
 */
export function create(
  run: Run,
  { initiator, applicant, data, given }: Extract<Command, { type: 'create' }>,
): void {
  // An instance is begun once: beginning it again would wipe what has happened, and repeat the names of its tokens.
  if (run.state.placed > 0) throw new Error('this application has been created already');
  run.emit({ type: 'created', initiator, applicant, data });
  if (given !== undefined) run.emit({ type: 'given', given });
  const program = run.program();
  if (program.start !== undefined) {
    run.park(program.start);
    return;
  }
  run.emit({ type: 'submitted', walk: 'first' });
  for (const node of program.nodes.values()) {
    if (node.kind === 'startEvent' && node.scope === program.id && node.trigger !== undefined)
      openWait(run, node.trigger, node.id, { in: undefined });
  }
  enterScope(run, program, program.id, undefined);
  walk(run);
}
