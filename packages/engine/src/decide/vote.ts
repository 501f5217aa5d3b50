import type { Command } from '../command.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { conclude } from '../signing/conclude.ts';
import { walk } from '../walk.ts';
import { choose } from './choose.ts';
import { keepData } from './keep-data.ts';
import { votableTaskOf } from './open-task-of.ts';
import { keepForTakeBack } from './take-back.ts';

/** 同意 approve and 驳回 reject: one voice. Whether it closes the task is the mode's business (`signing/verdict.ts`). */
export function vote(run: Run, command: Extract<Command, { type: 'approve' | 'reject' }>): void {
  const { task, node } = votableTaskOf(run, command);
  if (!node.approval.acts.includes(command.type)) refuse('task/act-not-offered', { act: command.type });
  if (command.type === 'reject' && !command.comment) refuse('task/comment-required', { act: command.type });
  const { tokens, approvals } = run.state;
  if (
    command.isBatch &&
    task.signers.some((signer) => signer.added !== undefined && signer.voice === undefined)
  )
    refuse('task/signer-being-added', { node: node.name });
  keepData(run, command.data, tokens.find((token) => token.id === task.token)?.in);
  choose(run, command.choices);
  run.emit({
    type: 'voted',
    task: task.id,
    person: command.person,
    voice: command.type,
    ...(command.comment && { comment: command.comment }),
    ...(command.by !== undefined && { by: command.by }),
  });
  conclude(run, task.id, node, command.person);
  const isClosed = !run.state.tasks.some((open) => open.id === task.id);
  walk(run);
  if (isClosed && command.type === 'approve')
    keepForTakeBack(run, { person: command.person, task, tokens, approvals: approvals.length });
}
