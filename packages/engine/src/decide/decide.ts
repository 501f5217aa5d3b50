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
import { administer, handOver, retry } from './administer.ts';
import { answerCancel, askCancel } from './ask-cancel.ts';
import { cancel } from './cancel.ts';
import { addSigner, claim, delegate, release, removeSigner, resolve, transfer } from './change-signers.ts';
import { create } from './create.ts';
import { expire } from './expire.ts';
import { fireTimer, fireTimerNow } from './fire-timer.ts';
import { completeJob, failJob } from './job.ts';
import { jump } from './jump.ts';
import { message } from './message.ts';
import { migrate } from './migrate.ts';
import { note } from './note.ts';
import { saveDraft } from './save-draft.ts';
import { sendBack } from './send-back.ts';
import { signal } from './signal.ts';
import { submit } from './submit.ts';
import { takeBack } from './take-back.ts';
import { vote } from './vote.ts';
import { withdraw } from './withdraw.ts';

export type Decision =
  | { readonly events: readonly Event[]; readonly state: State }
  | { readonly refusal: Refusal };

export function decide(program: Program, state: State, command: Command, context: Context): Decision {
  const run = startRun(command.type === 'migrate' ? command.to : program, state, context);
  try {
    carryOut(run, program, command);
    return { events: run.events, state: run.state };
  } catch (error) {
    if (error instanceof RefusalSignal) return { refusal: error.refusal };
    throw error;
  }
}

function carryOut(run: Run, program: Program, command: Command): void {
  const { status, suspended, last } = run.state;
  if (isEnded(status) && !('task' in command) && command.type !== 'comment' && command.type !== 'cc')
    refuse('application/ended');
  if (suspended && !whileSuspended.has(command.type)) refuse('application/suspended');
  // Whatever anybody does next, the approval before it is final.
  if (last !== undefined && !leavesLast.has(command.type)) run.emit({ type: 'kept-for-take-back' });
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
    case 'transfer':
      return transfer(run, command);
    case 'delegate':
      return delegate(run, command);
    case 'resolve':
      return resolve(run, command);
    case 'addSigner':
      return addSigner(run, command);
    case 'removeSigner':
      return removeSigner(run, command);
    case 'claim':
      return claim(run, command);
    case 'release':
      return release(run, command);
    case 'takeBack':
      return takeBack(run, command);
    case 'remind':
    case 'cc':
    case 'comment':
      return note(run, command);
    case 'suspend':
    case 'resume':
    case 'terminate':
      return administer(run, command);
    case 'retry':
      return retry(run, command);
    case 'fireTimerNow':
      return fireTimerNow(run, command);
    case 'jump':
      return jump(run, command);
    case 'migrate':
      return migrate(run, program, command);
    case 'handOver':
      return handOver(run, command);
    case 'expire':
      return expire(run, command);
    case 'withdraw':
      return withdraw(run, command);
    case 'cancel':
      return cancel(run, command);
    case 'askCancel':
      return askCancel(run, command);
    case 'agreeCancel':
    case 'declineCancel':
      return answerCancel(run, command);
    case 'fireTimer':
      return fireTimer(run, command);
    case 'message':
      return message(run, command);
    case 'signal':
      return signal(run, command);
    case 'completeJob':
      return completeJob(run, command);
    case 'failJob':
      return failJob(run, command);
  }
}

const whileSuspended: ReadonlySet<Command['type']> = new Set([
  'resume',
  'terminate',
  'comment',
  'handOver',
  'migrate',
]);
const leavesLast: ReadonlySet<Command['type']> = new Set([
  'takeBack',
  'remind',
  'cc',
  'comment',
  'askCancel',
  'declineCancel',
  'suspend',
  'resume',
  'retry',
  'handOver',
]);
