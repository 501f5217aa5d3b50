import type { Command } from '../command.ts';
import { setData } from '../data.ts';
import { trigger } from '../elements/events/trigger.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { walk } from '../walk.ts';

/** A signal reaches all who wait for it at this moment; one of them may end the waiting of another. */
export function signal(run: Run, command: Extract<Command, { type: 'signal' }>): void {
  const waits = run.state.waits.filter((wait) => wait.kind === 'signal' && wait.name === command.name);
  if (waits.length === 0) refuse('flow/not-waiting', { what: command.name });
  if (command.data !== undefined) setData(run, undefined, command.data);
  for (const wait of waits) {
    if (run.state.waits.some((candidate) => candidate.id === wait.id)) trigger(run, wait);
  }
  walk(run);
}
