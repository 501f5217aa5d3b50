import type { Command } from '../command.ts';
import { setData } from '../data.ts';
import { trigger } from '../elements/events/trigger.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { walk } from '../walk.ts';

/** A message reaches exactly one who waits: by name, and by key where he waits for a key. */
export function message(run: Run, command: Extract<Command, { type: 'message' }>): void {
  const named = run.state.waits.filter((wait) => wait.kind === 'message' && wait.name === command.name);
  const wait =
    named.find((candidate) => candidate.key !== undefined && candidate.key === command.key) ??
    named.find((candidate) => candidate.key === undefined);
  if (wait === undefined) refuse('flow/not-waiting', { what: command.name });
  if (command.data !== undefined) setData(run, wait.in, command.data);
  trigger(run, wait);
  walk(run);
}
