/** The acts that change who is asked and nobody's voice: 转办, 委派, 加签, 减签, 认领. */
import type { Command } from '../command.ts';
import type { TaskAct } from '../program.ts';
import { refuse } from '../refusal.ts';
import type { Run } from '../run.ts';
import { conclude } from '../signing/conclude.ts';
import type { Signer, Task } from '../state.ts';
import { walk } from '../walk.ts';
import { type OpenTask, openTask, refuseFalseProxy, votableTaskOf } from './open-task-of.ts';

type TaskCommand<Type extends Command['type']> = Extract<
  Command,
  { type: Type; task: string; person: string }
>;

/** 转办: the voice is now theirs, with everything that hangs on it. */
export function transfer(run: Run, command: TaskCommand<'transfer'>): void {
  const { task, signer } = offered(run, command, 'transfer');
  refuseTwice(task, [command.to]);
  const renamed = (person: string) => (person === signer.person ? command.to : person);
  change(
    run,
    command,
    task,
    task.signers.map((each) => ({
      ...each,
      person: renamed(each.person),
      ...(each.added && { added: { ...each.added, by: renamed(each.added.by) } }),
    })),
    { people: [command.to], claimedBy: task.claimedBy && renamed(task.claimedBy) },
  );
}

/** 委派: the decision stays with the owner; the delegate only answers, and then the owner goes on. */
export function delegate(run: Run, command: TaskCommand<'delegate'>): void {
  const { task, signer } = offered(run, command, 'delegate');
  refuseTwice(task, [command.to]);
  change(run, command, task, replace(task, { ...signer, delegate: command.to }), {
    people: [command.to],
    claimedBy: task.claimedBy,
  });
}

/** The delegate's answer: his opinion is in the record, and the question is the owner's again. */
export function resolve(run: Run, command: TaskCommand<'resolve'>): void {
  const { task } = openTask(run, command.task, command);
  const signer = task.signers.find((each) => each.delegate === command.person && each.voice === undefined);
  if (signer === undefined) refuse('task/not-found');
  refuseFalseProxy(run, command.person, command.by);
  if (!command.comment) refuse('task/comment-required', { act: 'resolve' });
  const { delegate: _, ...returned } = signer;
  change(run, command, task, replace(task, returned), { people: [signer.person], claimedBy: task.claimedBy });
}

/** 加签: others are asked besides, before, after or together with the one who asks for them. One deep, nobody twice. */
export function addSigner(run: Run, command: TaskCommand<'addSigner'>): void {
  const { task, signer } = offered(run, command, 'addSigner');
  if (signer.added !== undefined) refuse('task/added-cannot-add');
  if (command.people.length === 0) refuse('task/nobody-chosen');
  refuseTwice(task, command.people);
  const added = command.people.map(
    (person): Signer => ({ person, added: { by: signer.person, how: command.how } }),
  );
  change(run, command, task, [...task.signers, ...added], {
    people: command.people,
    claimedBy: task.claimedBy,
  });
}

/** 减签: takes out those whom one has added oneself, while they have not spoken. */
export function removeSigner(run: Run, command: TaskCommand<'removeSigner'>): void {
  const open = offeredToSigner(run, command, 'removeSigner');
  const { task, node } = open;
  if (command.people.length === 0) refuse('task/nobody-chosen');
  const isRemovable = (person: string) =>
    task.signers.some(
      (each) => each.person === person && each.added?.by === command.person && each.voice === undefined,
    );
  const wrong = command.people.find((person) => !isRemovable(person));
  if (wrong !== undefined) refuse('task/not-removable', { person: wrong });
  change(
    run,
    command,
    task,
    task.signers.filter((each) => !command.people.includes(each.person)),
    { people: command.people, claimedBy: task.claimedBy },
  );
  // Those taken out may have been all that was still waited for.
  conclude(run, task.id, node);
  walk(run);
}

/** 认领: of all who could, one takes it. */
export function claim(run: Run, command: TaskCommand<'claim'>): void {
  const { task } = openTask(run, command.task, command);
  if (!task.signers.some((each) => each.person === command.person && each.added === undefined))
    refuse('task/not-found');
  refuseFalseProxy(run, command.person, command.by);
  if (task.mode !== 'claim') refuse('task/act-not-offered', { act: 'claim' });
  if (task.claimedBy !== undefined) refuse('task/claimed', { by: task.claimedBy });
  change(run, command, task, task.signers, { claimedBy: command.person });
}

/** Gives it back to all who could take it. */
export function release(run: Run, command: TaskCommand<'release'>): void {
  const { task } = openTask(run, command.task, command);
  refuseFalseProxy(run, command.person, command.by);
  if (task.mode !== 'claim' || task.claimedBy !== command.person) refuse('task/not-found');
  change(run, command, task, task.signers, {});
}

function offered(
  run: Run,
  command: TaskCommand<'transfer' | 'delegate' | 'addSigner'>,
  act: TaskAct,
): ReturnType<typeof votableTaskOf> {
  const open = votableTaskOf(run, command);
  if (!open.node.approval.acts.includes(act)) refuse('task/act-not-offered', { act });
  return open;
}

function offeredToSigner(run: Run, command: TaskCommand<'removeSigner'>, act: TaskAct): OpenTask {
  const open = openTask(run, command.task, command);
  if (!open.task.signers.some((each) => each.person === command.person)) refuse('task/not-found');
  refuseFalseProxy(run, command.person, command.by);
  if (!open.node.approval.acts.includes(act)) refuse('task/act-not-offered', { act });
  return open;
}

function refuseTwice(task: Task, people: readonly string[]): void {
  const standing = task.signers.flatMap((signer) => [signer.person, signer.delegate]);
  const twice = people.find((person, index) => standing.includes(person) || people.indexOf(person) !== index);
  if (twice !== undefined) refuse('task/signer-twice', { person: twice });
}

const replace = (task: Task, by: Signer): readonly Signer[] =>
  task.signers.map((signer) => (signer.person === by.person ? by : signer));

function change(
  run: Run,
  {
    type,
    person,
    comment,
    by,
  }: TaskCommand<'transfer' | 'delegate' | 'resolve' | 'addSigner' | 'removeSigner' | 'claim' | 'release'>,
  task: Task,
  signers: readonly Signer[],
  { people, claimedBy }: { readonly people?: readonly string[]; readonly claimedBy?: string | undefined },
): void {
  run.emit({
    type: 'signers-changed',
    task: task.id,
    person,
    act: type,
    signers,
    ...(claimedBy !== undefined && { claimedBy }),
    ...(people && { people }),
    ...(comment && { comment }),
    ...(by !== undefined && { by }),
  });
}
