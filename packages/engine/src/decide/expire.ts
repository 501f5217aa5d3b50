import type { Command } from '../command.ts';
import type { UserTask } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { closeApproved, conclude } from '../signing/conclude.ts';
import { isAsked, mayVote } from '../signing/may-speak.ts';
import type { Signer, Task } from '../state.ts';
import { walk } from '../walk.ts';
import { openTask } from './open-task-of.ts';
import { returnToStart } from './send-back.ts';

/** The time (时限) of a task is over: what its step says of that. */
export function expire(run: Run, { task: id }: Extract<Command, { type: 'expire' }>): void {
  const { task, node } = openTask(run, id);
  const { now } = run.context;
  if (task.dueAt === undefined || task.dueAt > now) refuse('flow/not-due', { due: task.dueAt });
  const asked = isAsked(task);
  switch (node.approval.onTimeout) {
    case 'nothing':
      return refuse('flow/not-waiting', { what: id });
    case 'remind':
      return run.emit({ type: 'noted', act: 'remind', person: '', people: asked });
    case 'escalate':
      return escalate(run, task, asked);
    case 'approve':
      approveAll(run, task, node);
      return walk(run);
    case 'close':
      closeApproved(run, task, node);
      return walk(run);
    case 'sendBack':
      return returnToStart(run, { task: id, person: '', comment: '超过时限，自动退回' });
  }
}

/** Those above take the place of those who let the time go by; where there is nobody above, they are reminded. */
function escalate(run: Run, task: Task, asked: readonly string[]): void {
  const isLate = (signer: Signer) =>
    signer.voice === undefined && (asked.includes(signer.person) || asked.includes(signer.delegate ?? ''));
  const late = task.signers.filter(isLate).map((signer) => signer.person);
  const above = [...new Set(late.flatMap((person) => run.context.directory.superiorsOf(person)))];
  const others = above.filter((person) => !task.signers.some((signer) => signer.person === person));
  if (others.length === 0) return run.emit({ type: 'noted', act: 'remind', person: '', people: asked });
  run.emit({
    type: 'signers-changed',
    task: task.id,
    person: '',
    act: 'escalate',
    signers: [...task.signers.filter((signer) => !isLate(signer)), ...others.map((person) => ({ person }))],
    people: others,
  });
}

/** Silence is consent: whoever is next speaks by himself until the task is decided, also what nobody has claimed. */
function approveAll(run: Run, { id }: Task, node: UserTask): void {
  for (;;) {
    const task = run.state.tasks.find((candidate) => candidate.id === id);
    const next = task && (mayVote(task)[0] ?? task.signers.find((signer) => signer.voice === undefined));
    if (next === undefined) return;
    run.emit({ type: 'voted', task: id, person: next.person, voice: 'approve', itself: 'timeout' });
    conclude(run, id, node);
  }
}
