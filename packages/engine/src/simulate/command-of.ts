import type { Command } from '../command.ts';
import { isAsked } from '../signing/may-speak.ts';
import type { Data, Task } from '../state.ts';
import { type Act, administrator, applicant } from './scenario.ts';

type TaskAct = Exclude<Extract<Act, { readonly task: string }>, { do: 'retry' }>;
type OtherAct = Exclude<Act, TaskAct | { do: 'advance' | 'retry' }>;

/** What an act on a task asks of the engine. Who isn't named is the first whom the task asks. */
export function commandOn(task: Task, act: TaskAct, data: Data): Command {
  const person = act.as ?? isAsked(task)[0] ?? '';
  const onTask = { task: task.id, person, ...(act.reason !== undefined && { comment: act.reason }) };
  const withReason = { ...onTask, comment: act.reason ?? '（未写原因）' };
  switch (act.do) {
    case 'complete': {
      const changed = act.variables && { data: { ...data, ...act.variables } };
      // A returned application is completed by submitting it again.
      if (task.kind === 'resubmission') return { type: 'submit', person, ...changed };
      const voice = act.outcome ?? 'approve';
      return { type: voice, ...(voice === 'reject' ? withReason : onTask), ...changed };
    }
    case 'sendBack':
      return { type: 'sendBack', ...withReason, ...(act.to !== undefined && { to: act.to }) };
    case 'transfer':
    case 'delegate':
      return { type: act.do, ...onTask, to: act.to };
    case 'addSigner':
      return { type: 'addSigner', ...onTask, people: peopleOf(act.to), how: act.how ?? 'before' };
    case 'removeSigner':
      return { type: 'removeSigner', ...onTask, people: peopleOf(act.to) };
    case 'resolve':
      return { type: 'resolve', ...withReason, person: act.as ?? delegateOf(task) };
    case 'claim':
    case 'release':
      return { type: act.do, ...onTask, person: act.as ?? task.claimedBy ?? person };
    case 'jump':
      return { type: 'jump', ...withReason, person: act.as ?? administrator, to: act.to };
  }
}

export function commandWithoutTask(act: OtherAct, data: Data): Command {
  switch (act.do) {
    case 'submit':
      return {
        type: 'submit',
        person: applicant,
        ...(act.variables && { data: { ...data, ...act.variables } }),
        ...(act.walk && { walk: act.walk }),
      };
    case 'withdraw':
    case 'cancel':
      return { type: act.do, person: applicant, ...(act.reason !== undefined && { comment: act.reason }) };
    case 'takeBack':
      return { type: 'takeBack', person: act.as, ...(act.reason !== undefined && { comment: act.reason }) };
    case 'suspend':
    case 'resume':
    case 'terminate':
      return { type: act.do, person: act.as ?? administrator, comment: act.reason ?? '（未写原因）' };
    case 'handOver':
      return { type: 'handOver', person: administrator, from: act.as, to: act.to };
    case 'remind':
    case 'comment':
      return { type: act.do, person: act.as ?? applicant, comment: act.reason ?? '（未写内容）' };
    case 'cc':
      return { type: 'cc', person: act.as ?? applicant, people: peopleOf(act.to) };
    case 'message':
      return {
        type: 'message',
        name: act.name,
        ...(act.key !== undefined && { key: act.key }),
        ...(act.variables && { data: act.variables }),
      };
    case 'signal':
      return { type: 'signal', name: act.name, ...(act.variables && { data: act.variables }) };
  }
}

const delegateOf = (task: Task): string =>
  task.signers.find((signer) => signer.delegate !== undefined)?.delegate ?? '';

const peopleOf = (to: string | readonly string[]): readonly string[] => (typeof to === 'string' ? [to] : to);
