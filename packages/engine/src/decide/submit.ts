import type { Command } from '../command.ts';
import { enterListeners } from '../elements/activities/open-scope.ts';
import { refuse } from '../refusal.ts';
import { routeFingerprint } from '../route-fingerprint.ts';
import type { Run } from '../run.ts';
import { isWithInitiator } from '../state.ts';
import { walk } from '../walk.ts';
import { choose } from './choose.ts';
import { keepData } from './keep-data.ts';

/**
 * Submission of a draft, and resubmission of what was sent back or withdrawn: `again` through every step, or
 * `straight` (直送) back to where it was sent back from. Straight opens the same steps afresh, for everybody who
 * stood there: voices given on the old data don't count for the new. It is not possible into a sub-process, which the
 * return has closed.
 */
export function submit(
  run: Run,
  { person, data, given, choices, walk: wanted = 'again' }: Extract<Command, { type: 'submit' }>,
): void {
  const { state } = run;
  if (person !== state.initiator) refuse('application/not-found');
  if (!isWithInitiator(state.status)) refuse('application/not-submittable');
  keepData(run, data);
  if (given !== undefined) run.emit({ type: 'given', given });
  choose(run, choices);
  const isFirst = state.status === 'draft';
  const { back } = state;
  const isStraightPossible = back?.tokens.every((token) => token.in === undefined);
  if (wanted === 'straight' && (!isStraightPossible || back?.route !== routeFingerprint(run))) {
    refuse('task/straight-not-possible');
  }
  for (const task of state.tasks) run.emit({ type: 'task-closed', task: task.id, outcome: 'resubmitted' });
  run.emit({ type: 'submitted', walk: isFirst ? 'first' : wanted });
  const program = run.program();
  enterListeners(run, program, program.id, undefined);
  if (wanted === 'straight' && back !== undefined) {
    for (const token of state.tokens) run.emit({ type: 'token-removed', token: token.id });
    for (const token of back.tokens) run.place(token.at, token.via === undefined ? {} : { via: token.via });
  } else for (const token of state.tokens) run.wake(token);
  walk(run);
}
