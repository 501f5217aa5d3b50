import type { TaskDetail } from '@yizhan/contract';
import { isAsked, mayVote, type Program, type Task } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import { peopleOf, unitsOf } from '@yizhan/forms';
import { objectionsAt } from '../announcements/handle-objections.ts';
import { isConfidential } from '../applications/is-confidential.ts';
import { notesOffered } from '../applications/note.ts';
import { cancelAskedOf, currentWithWaiting, nameOf, timelineEntries } from '../applications/present.ts';
import { forecastEntries, storyOf } from '../applications/read-application.ts';
import { versionOf } from '../applications/version-of.ts';
import { compiledBallot, leastPapers } from '../ballots/ballot.ts';
import { ballotAt } from '../ballots/cast-ballot.ts';
import type { Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { inBothLanguages } from '../services/words.ts';
import type { Viewer } from '../viewer.ts';
import { holdingOf } from './acting-for.ts';

/**
 * A task for whoever may act on it, or has acted on it and may read it again.
 * @throws Refused `task/not-found`, `task/already-closed`
 */
export async function readTask(room: Room, viewer: Viewer, id: string): Promise<TaskDetail> {
  const { instance, node: step, done } = await room.flow.task(id, viewer.id);
  const task = instance.state.tasks.find((open) => open.id === id);
  const speaker = task && (await holdingOf(room, viewer, instance, [task]))?.person;
  if (speaker === undefined && done === undefined)
    throw await room.flow.refusalOfTask(viewer.id, id, instance.row.id);

  const version = await versionOf(room, instance);
  const { row, definition } = instance;
  const { program } = definition;
  const node = program.nodes.get(step);
  const ballot = ballotOf(version, program, step);
  const story = await storyOf(room, speaker ?? viewer.id, instance, version, step);
  const objections = speaker === undefined ? undefined : await objectionsAt(room, version, instance, step);
  const acts = actsFor(speaker ?? viewer.id, task, id, instance);
  return {
    id,
    kind: ballot ? 'ballot' : (task?.kind ?? 'approval'),
    ...(ballot && { ballot }),
    ...(objections && { objections: [...objections] }),
    node: { id: step, name: node?.name ?? step },
    application: {
      id: row.id,
      number: row.business_key,
      service: { id: version.id, name: nameOf(version) },
      title: row.title,
      applicant: story.names.person(row.applicant),
      status: row.status,
    },
    openedAt: task?.openedAt ?? done?.openedAt ?? row.updated_at,
    ...(task?.dueAt && { due: task.dueAt }),
    ...(speaker !== undefined && speaker !== viewer.id && { onBehalfOf: story.names.person(speaker) }),
    ...(done && { done: { at: done.at, outcome: done.outcome } }),
    mode: task?.mode ?? 'single',
    step,
    form: story.form,
    data: story.data,
    given: story.given,
    names: story.names.entries(peopleOf(version.form, story.data), unitsOf(version.form, story.data)),
    calendar: calendarOf(room),
    current: currentWithWaiting(room, instance.state, program, story.names),
    timeline: timelineEntries(story.timeline, program, story.names, room.site.calendar),
    forecast: forecastEntries(instance, story.forecast, story.names),
    acts: [
      ...acts,
      ...notesFor(viewer, speaker, task, instance, isConfidential(room, version, instance.state)),
    ],
    ...cancelAskedOf(
      instance.state,
      story.names,
      task?.kind === 'approval' && speaker !== undefined && isAsked(task).includes(speaker) ? id : undefined,
    ),
    sendBackTo:
      task !== undefined && acts.some(({ act }) => act === 'sendBack')
        ? (await room.flow.sendBackTargets(instance, id)).map(({ node: target, cancels }) => ({
            id: target,
            name:
              target === program.start
                ? `申请人 ${story.names.person(row.initiator).name}`
                : nameOfNode(program, target),
            cancels: cancels.map((each) => nameOfNode(program, each)),
          }))
        : [],
  };
}

function ballotOf(version: ServiceVersion, program: Program, step: string): TaskDetail['ballot'] {
  const found = ballotAt(version, program, step);
  if (found === undefined) return undefined;
  const { ballot } = found;
  return {
    title: inBothLanguages(ballot.title),
    ...(ballot.help !== undefined && { help: inBothLanguages(ballot.help) }),
    form: compiledBallot(ballot).document,
    least: leastPapers(ballot),
  };
}

export const calendarOf = ({ site }: Room): TaskDetail['calendar'] => ({
  hours: site.calendar.hours.map(([from, to]) => [from, to]),
  holidays: [...site.calendar.holidays],
  workdays: [...site.calendar.workdays],
});

const nameOfNode = (program: Program, node: string): string => program.nodes.get(node)?.name ?? node;

/** 催办 here is for who waits for others: whom he lent the question, who signs before him. */
function notesFor(
  viewer: Viewer,
  speaker: string | undefined,
  task: Task | undefined,
  { state }: Instance,
  isSecret: boolean,
): TaskDetail['acts'] {
  const waits = task?.kind === 'approval' && speaker !== undefined && mayRemindOthers(task, speaker);
  return [
    ...(waits ? [{ act: 'remind' as const }] : []),
    ...notesOffered(state, { role: 'holder' }, viewer, isSecret).map((act) => ({ act })),
  ];
}

/** Whether the task is a person's and asks others now, but not him. */
export const mayRemindOthers = (task: Task, person: string): boolean => {
  const asked = isAsked(task);
  return (
    task.signers.some((signer) => signer.person === person) && asked.length > 0 && !asked.includes(person)
  );
};

/** 拿回 is for the last approver, where the step offers it and nobody has acted since. */
function mayTakeBack(
  person: string,
  task: string,
  { definition, state }: Pick<Instance, 'definition' | 'state'>,
): boolean {
  const node = definition.program.nodes.get(state.last?.task.node ?? '');
  const isOffered = node?.kind === 'userTask' && node.approval.acts.includes('takeBack');
  return isOffered && state.last?.person === person && state.last.task.id === task;
}

/** What may be done with the task now in that person's name. */
function actsFor(
  person: string,
  task: Task | undefined,
  id: string,
  { definition, state }: Instance,
): TaskDetail['acts'] {
  if (task === undefined) return mayTakeBack(person, id, { definition, state }) ? [{ act: 'takeBack' }] : [];
  const node = definition.program.nodes.get(task.node);
  if (task.kind !== 'approval' || node?.kind !== 'userTask') return [];
  if (task.signers.some((signer) => signer.delegate === person && signer.voice === undefined))
    return [{ act: 'resolve' }];
  const isCandidate = task.signers.some((signer) => signer.person === person);
  if (task.mode === 'claim' && task.claimedBy === undefined) return isCandidate ? [{ act: 'claim' }] : [];
  const added = task.signers.some((signer) => signer.added?.by === person && signer.voice === undefined);
  const removal =
    added && node.approval.acts.includes('removeSigner') ? [{ act: 'removeSigner' as const }] : [];
  const signer = mayVote(task).find((candidate) => candidate.person === person);
  if (signer === undefined) return removal;
  const { acts, approveLabel } = node.approval;
  const offered = acts.filter(
    (act) => act !== 'removeSigner' && act !== 'takeBack' && !(act === 'addSigner' && signer.added),
  );
  return [
    ...offered.map((act) => ({
      act,
      ...(act === 'approve' && approveLabel !== undefined && { label: approveLabel }),
    })),
    ...removal,
    ...(task.claimedBy === person ? [{ act: 'release' as const }] : []),
  ];
}
