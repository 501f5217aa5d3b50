import { Refused } from '@yizhan/contract';
import type { Program } from '@yizhan/engine';
import type { Idempotency, Locked, Outcome } from '@yizhan/flow';
import { acceptSubmission, type FormData, validateForm } from '@yizhan/forms';
import { hallAlongside } from '../applications/alongside.ts';
import { versionOf } from '../applications/version-of.ts';
import { formContext, organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { heldAmong, principalsFor } from '../tasks/acting-for.ts';
import type { Viewer } from '../viewer.ts';
import { compiledBallot, paperSize } from './ballot.ts';
import { putIn } from './box.ts';
import type { BallotSettings } from './settings.ts';

/** The ballot of a step, where it is one. */
export function ballotAt(
  { settings }: Pick<ServiceVersion, 'settings'>,
  program: Program,
  step: string,
): { readonly id: string; readonly ballot: BallotSettings } | undefined {
  const node = program.nodes.get(step);
  const id = node?.kind === 'userTask' ? node.approval.ballot?.id : undefined;
  const ballot = id === undefined ? undefined : settings.ballots?.[id];
  return id === undefined || ballot === undefined ? undefined : { id, ballot };
}

/**
 * 投票: one voice of the task and one paper in its box, in one transaction. The voice is in the history with name and
 * time; of the paper only the box has something, as a whole. The idempotency's digest must not be made of the answers.
 * @throws Refused
 */
export async function castBallot(
  room: Room,
  viewer: Viewer,
  task: string,
  answers: FormData,
  idempotency: Idempotency,
): Promise<Outcome> {
  const { instance, node: step } = await room.flow.taskLastSeen(task, viewer.id);
  const { program } = instance.definition;
  const version = await versionOf(room, instance);
  const directory = await organisation(room);
  const principals = principalsFor(directory, viewer, instance.row.key, room.now());
  const heldIn = ({ tasks }: Locked['state']) =>
    heldAmong(
      tasks.filter((open) => open.id === task),
      viewer,
      principals,
      program,
    )?.person;
  // Whether it is a ballot, and what is wrong with a paper, is told to nobody else.
  if (heldIn(instance.state) === undefined)
    throw await room.flow.refusalOfTask(viewer.id, task, instance.row.id);
  const found = ballotAt(version, program, step);
  if (found === undefined) throw new Refused('task/act-not-offered', { act: '投票' });
  const judged = judgeAnswers(room, found.ballot, answers);
  const speakerIn = ({ state }: Locked) => heldIn(state) ?? viewer.id;
  return room.flow.run({
    instance: instance.row.id,
    person: viewer.id,
    idempotency,
    commands: (locked) => {
      const person = speakerIn(locked);
      return [{ type: 'approve', task, person, ...(person !== viewer.id && { by: viewer.id }) }];
    },
    alongside: async (decided, transaction) => {
      const signers = decided.locked.state.tasks.find((open) => open.id === task)?.signers ?? [];
      const person = speakerIn(decided.locked);
      const voters = signers.find((signer) => signer.person === person)?.voters ?? '';
      const asked = Object.entries(Object.groupBy(signers, (signer) => signer.voters ?? ''));
      // The instance's lock keeps others out of the box until this vote is there.
      const [usual, cast] = await Promise.all([
        hallAlongside(room, version, viewer, decided, transaction),
        putIn(
          room,
          { id: task, owner: instance.row.id, ballot: found.id, size: paperSize(found.ballot) },
          { voters, answers: judged },
          Object.fromEntries(asked.map(([group, those = []]) => [group, those.length])),
          transaction,
        ),
      ]);
      return { ...usual, statements: [...(usual.statements ?? []), cast] };
    },
  });
}

/** @throws Refused `ballot/invalid` */
function judgeAnswers(room: Room, ballot: BallotSettings, answers: FormData): FormData {
  const form = compiledBallot(ballot);
  const context = formContext(room);
  const { data } = acceptSubmission(form, 'apply', {}, answers, context);
  const problems = validateForm(form, 'apply', data, context, 'submit');
  if (problems.length > 0) throw new Refused('ballot/invalid', { count: problems.length, problems });
  return data;
}
