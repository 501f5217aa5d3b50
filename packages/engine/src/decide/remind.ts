import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isAsked } from '../signing/may-speak.ts';
import type { Task } from '../state.ts';

/**
 * 催办: those who are asked now are asked once more. A task is left in peace for a while after each reminder; when all
 * of them are, it is refused with the moment from which it may be tried again. Told here, behind the instance's lock:
 * two reminders at once must not both find that nobody has reminded yet.
 */
export function remind(
  run: Run,
  { person, comment, task: one, every }: Extract<Command, { type: 'remind' | 'cc' | 'comment' }>,
): void {
  const { state, context } = run;
  if (state.status !== 'running') refuse('application/not-running');
  const asked = (task: Task) => isAsked(task).filter((signer) => signer !== person);
  const waiting = state.tasks.filter(
    (task) => task.kind === 'approval' && (one === undefined || task.id === one) && asked(task).length > 0,
  );
  if (waiting.length === 0) refuse('task/nobody-to-remind');
  const restsUntil = ({ remindedAt }: Task): string =>
    remindedAt === undefined || every === undefined ? '' : context.after(remindedAt, every);
  const due = waiting.filter((task) => restsUntil(task) <= context.now);
  const [at] = waiting.map(restsUntil).sort();
  if (due.length === 0) refuse('task/reminded-lately', { at });
  run.emit({
    type: 'noted',
    act: 'remind',
    person,
    people: [...new Set(due.flatMap(asked))],
    tasks: due.map(({ id }) => id),
    at: context.now,
    ...(comment && { comment }),
  });
}
