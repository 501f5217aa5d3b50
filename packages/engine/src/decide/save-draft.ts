import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { isWithInitiator } from '../state.ts';
import { keepData } from './keep-data.ts';

export function saveDraft(run: Run, { person, data }: Extract<Command, { type: 'saveDraft' }>): void {
  if (person !== run.state.initiator) refuse('application/not-found');
  if (!isWithInitiator(run.state.status)) refuse('application/not-editable');
  keepData(run, data);
}
