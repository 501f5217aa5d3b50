import type { Command } from '../command.ts';
import { trigger } from '../elements/events/trigger.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { walk } from '../walk.ts';

/** A timer that is due. One that is no longer waited for, or not yet due, is refused: its worker was late or early. */
export function fireTimer(run: Run, command: Extract<Command, { type: 'fireTimer' }>): void {
  const wait = run.state.waits.find((candidate) => candidate.id === command.wait);
  if (wait?.kind !== 'timer' || wait.due === undefined) refuse('flow/not-waiting', { what: command.wait });
  if (wait.due > run.context.now) refuse('flow/not-due', { due: wait.due });
  trigger(run, wait);
  walk(run);
}

/** An administrator does not wait for it any longer: it goes on as if the time had come. */
export function fireTimerNow(run: Run, command: Extract<Command, { type: 'fireTimerNow' }>): void {
  const { person, comment } = command;
  if (!comment) refuse('task/comment-required', { act: 'fireTimer' });
  const wait = run.state.waits.find((candidate) => candidate.id === command.wait);
  if (wait?.kind !== 'timer') refuse('flow/not-waiting', { what: command.wait });
  run.emit({ type: 'hastened', person, node: wait.node, comment });
  trigger(run, wait);
  walk(run);
}
