/**
 * What a command does to an instance: the events that it leads to, or a refusal. Nothing is changed here and the
 * same arguments give the same answer, so a caller may ask ahead (forecast) or again (after a crash).
 */
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Event } from '../event.ts';
import type { Program } from '../program.ts';
import { type Refusal, RefusalSignal, refuse } from '../refusal.ts';
import { type Run, startRun } from '../run.ts';
import { isEnded, type State } from '../state.ts';
import { cancel } from './cancel.ts';
import { create } from './create.ts';
import { saveDraft } from './save-draft.ts';
import { sendBack } from './send-back.ts';
import { submit } from './submit.ts';
import { vote } from './vote.ts';
import { withdraw } from './withdraw.ts';

export type Decision =
  | { readonly events: readonly Event[]; readonly state: State }
  | { readonly refusal: Refusal };

export function decide(program: Program, state: State, command: Command, context: Context): Decision {
  const run = startRun(program, state, context);
  try {
    carryOut(run, command);
    return { events: run.events, state: run.state };
  } catch (error) {
    if (error instanceof RefusalSignal) return { refusal: error.refusal };
    throw error;
  }
}

function carryOut(run: Run, command: Command): void {
  if (isEnded(run.state.status) && !('task' in command)) refuse('application/ended');
  switch (command.type) {
    case 'create':
      return create(run, command);
    case 'saveDraft':
      return saveDraft(run, command);
    case 'submit':
      return submit(run, command);
    case 'approve':
    case 'reject':
      return vote(run, command);
    case 'sendBack':
      return sendBack(run, command);
    case 'withdraw':
      return withdraw(run, command);
    case 'cancel':
      return cancel(run, command);
  }
}
