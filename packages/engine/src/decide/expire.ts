import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { conclude } from '../signing/conclude.ts';
import { mayVote } from '../signing/may-speak.ts';
import type { Signer } from '../state.ts';
import { walk } from '../walk.ts';
import { openTask } from './open-task-of.ts';
import { returnToStart } from './send-back.ts';

/** The time (时限) of a task is over: what its step says of that. */
export function expire(run: Run, { task: id }: Extract<Command, { type: 'expire' }>): void {
  const { task, node } = openTask(run, id);
  const { now } = run.context;
  if (task.dueAt === undefined || task.dueAt > now) refuse('flow/not-due', { due: task.dueAt });
  const asked = mayVote(task).map((signer) => signer.person);
  switch (node.approval.onTimeout) {
    case 'nothing':
      refuse('flow/not-waiting', { what: id });
      break;
    case 'remind':
      return run.emit({ type: 'noted', act: 'remind', person: '', people: asked });
    case 'escalate': {
      const above = asked.flatMap((person) => run.context.directory.superiorsOf(person));
      const others = [...new Set(above)].filter(
        (person) => !task.signers.some((signer) => signer.person === person),
      );
      if (others.length === 0) return run.emit({ type: 'noted', act: 'remind', person: '', people: asked });
      const signers: readonly Signer[] = [
        ...task.signers.filter((signer) => !asked.includes(signer.person)),
        ...others.map((person) => ({ person })),
      ];
      return run.emit({
        type: 'signers-changed',
        task: id,
        person: '',
        act: 'escalate',
        signers,
        people: others,
      });
    }
    case 'approve':
      for (const person of asked)
        run.emit({ type: 'voted', task: id, person, voice: 'approve', itself: 'timeout' });
      conclude(run, id, node);
      return walk(run);
    case 'sendBack':
      return returnToStart(run, { task: id, person: asked[0] ?? '', comment: '超过时限，自动退回' });
  }
}
