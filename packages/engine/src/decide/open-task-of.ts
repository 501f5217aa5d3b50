import type { Command } from '../command.ts';
import type { UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isAsked, mayVote } from '../signing/may-speak.ts';
import { isEnded, type Signer, type Task } from '../state.ts';

export interface OpenTask {
  readonly task: Task;
  readonly node: UserTask;
}

/** An approval that is open, whoever it is with, or the refusal that says why not. */
export function openTask(run: Run, id: string, actor?: Pick<Actor, 'type' | 'person'>): OpenTask {
  const task = run.state.tasks.find((candidate) => candidate.id === id);
  if (task === undefined) refuse(isEnded(run.state.status) ? 'application/ended' : 'task/already-closed');
  // A returned application is submitted again, and nothing else can be done with it.
  if (task.kind === 'resubmission' && task.signers.some((signer) => signer.person === actor?.person))
    refuse('task/act-not-offered', { act: actor?.type });
  const token = run.state.tokens.find((candidate) => candidate.id === task.token);
  const node = token && run.node(task.node, token.in);
  if (node?.kind !== 'userTask') refuse('task/not-found');
  return { task, node };
}

interface Actor {
  readonly type: Command['type'];
  readonly task: string;
  readonly person: string;
  readonly by?: string;
}

/** The approval in which a person may speak now, himself or by his proxy. */
export function votableTaskOf(run: Run, actor: Actor): OpenTask & { readonly signer: Signer } {
  const { person, by } = actor;
  const open = openTask(run, actor.task, actor);
  const signer = mayVote(open.task).find((candidate) => candidate.person === person);
  if (signer === undefined) refuseToSpeak(open.task, person);
  refuseFalseProxy(run, person, by);
  if (by !== undefined && open.node.approval.ballot?.byProxy === false) refuse('task/ballot-is-personal');
  return { ...open, signer };
}

function refuseToSpeak(task: Task, person: string): never {
  const signer = task.signers.find((candidate) => candidate.person === person);
  if (signer?.voice !== undefined) refuse('task/already-voted');
  if (signer?.delegate !== undefined) refuse('task/delegated', { to: signer.delegate });
  if (isAsked(task).includes(person))
    refuse(task.mode === 'claim' ? 'task/claim-first' : 'task/opinion-only');
  if (signer !== undefined)
    refuse(task.mode === 'claim' ? 'task/claimed' : 'task/not-your-turn', { by: task.claimedBy });
  refuse('task/not-found');
}

/** 代理: who acts for another needs his standing proxy, at this moment, and never decides on what is his own. */
export function refuseFalseProxy(run: Run, person: string, by: string | undefined): void {
  if (by === undefined) return;
  if (!run.context.mayActFor(by, person)) refuse('task/not-found');
  if (by === run.state.applicant.person || by === run.state.initiator) refuse('task/proxy-is-applicant');
}
