import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { remind } from './remind.ts';

/** 催办, 抄送, and a word without an act: recorded, and no token moves. Who may is for the rooms above. */
export function note(run: Run, command: Extract<Command, { type: 'remind' | 'cc' | 'comment' }>): void {
  const { type, person, people, comment, step } = command;
  if (type === 'remind') return remind(run, command);
  if (type === 'comment' && !comment) refuse('task/comment-required', { act: type });
  if (type === 'cc' && (people ?? []).length === 0) refuse('task/nobody-chosen');
  run.emit({
    type: 'noted',
    act: type,
    person,
    ...(people && { people: [...new Set(people)] }),
    ...(comment && { comment }),
    ...(type === 'cc' && step !== undefined && { step }),
  });
}
