import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';

/** 催办, 抄送, and a word without an act: recorded, and no token moves. Who may, and how often, is for the rooms above. */
export function note(
  run: Run,
  { type, person, people, comment }: Extract<Command, { type: 'remind' | 'cc' | 'comment' }>,
): void {
  if (type === 'remind' && run.state.status !== 'running') refuse('application/not-running');
  if (type === 'comment' && !comment) refuse('task/comment-required', { act: type });
  if (type === 'cc' && (people ?? []).length === 0) refuse('task/nobody-chosen');
  run.emit({
    type: 'noted',
    act: type,
    person,
    ...(people && { people: [...new Set(people)] }),
    ...(comment && { comment }),
  });
}
