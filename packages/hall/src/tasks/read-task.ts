import type { TaskDetail } from '@yizhan/contract';
import type { Task } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import { peopleOf, unitsOf } from '@yizhan/forms';
import { currentSteps, nameOf, timelineEntries } from '../applications/present.ts';
import { forecastEntries, storyOf } from '../applications/read-application.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';

/**
 * A task for whoever may act on it, or has acted on it and may read it again.
 * @throws Refused `task/not-found`, `task/already-closed`
 */
export async function readTask(room: Room, viewer: Viewer, id: string): Promise<TaskDetail> {
  const place = await room.flow.placeOfTask(id);
  const instance = await room.flow.instance(place.instance);
  const task = instance.state.tasks.find((open) => open.id === id);
  const signer = task?.signers.find((candidate) => candidate.person === viewer.id);
  const done = await room.flow.doneTask(viewer.id, id);
  if (signer === undefined && done === undefined)
    throw await room.flow.refusalOfTask(viewer.id, id, place.instance);

  const version = await versionOf(room, instance);
  const { row, definition } = instance;
  const { program } = definition;
  const node = program.nodes.get(place.node);
  const step = place.node;
  const story = await storyOf(room, instance, version, step);
  const isOpen = task !== undefined && signer !== undefined && signer.voice === undefined;
  return {
    id,
    kind: task?.kind ?? 'approval',
    node: { id: place.node, name: node?.name ?? place.node },
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
    ...(done && { done: { at: done.at, outcome: done.outcome } }),
    mode: task?.mode ?? 'single',
    step,
    form: story.form,
    data: story.data,
    names: story.names.entries(peopleOf(version.form, story.data), unitsOf(version.form, story.data)),
    calendar: calendarOf(room),
    current: [...currentSteps(instance.state, program, story.names)],
    timeline: timelineEntries(story.timeline, program, story.names),
    forecast: forecastEntries(instance, story.forecast, story.names),
    acts: isOpen ? actsOffered(task, instance) : [],
    sendBackTo:
      isOpen && offers(task, instance, 'sendBack')
        ? [{ id: program.start, name: `申请人 ${story.names.person(row.initiator).name}` }]
        : [],
  };
}

export const calendarOf = ({ site }: Room): TaskDetail['calendar'] => ({
  hours: site.calendar.hours.map(([from, to]) => [from, to]),
  holidays: [...site.calendar.holidays],
  workdays: [...site.calendar.workdays],
});

function actsOffered(task: Task, { definition }: Instance): TaskDetail['acts'] {
  const node = definition.program.nodes.get(task.node);
  if (task.kind !== 'approval' || node?.kind !== 'userTask') return [];
  const { acts, approveLabel } = node.approval;
  return acts.map((act) => ({
    act,
    ...(act === 'approve' && approveLabel !== undefined && { label: approveLabel }),
  }));
}

const offers = (task: Task, instance: Instance, act: string): boolean =>
  actsOffered(task, instance).some((offered) => offered.act === act);
