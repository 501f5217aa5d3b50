import { type HandledObjection, Refused } from '@yizhan/contract';
import { type Instance, isUuid } from '@yizhan/flow';
import { versionOf } from '../applications/version-of.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { holdingOf } from '../tasks/acting-for.ts';
import type { Viewer } from '../viewer.ts';
import {
  type AnnouncementRow,
  announcementsOf,
  answerObjection,
  type ObjectionRow,
  objectionsOf,
} from './announcements.sql.ts';

/** Objections that a step handles, for whoever holds it; undefined where it handles none. */
export async function objectionsAt(
  room: Room,
  version: ServiceVersion,
  { row }: Instance,
  step: string,
): Promise<readonly HandledObjection[] | undefined> {
  const handled = announcementsHandledAt(version, step);
  if (handled.length === 0) return undefined;
  const announcements = await announcementsIn(room, row.id, handled);
  const rows = await room.database.query<ObjectionRow>(objectionsOf(announcements.map(({ id }) => id)));
  const people = rows.flatMap(({ person, answered_by: by }) => [person, by].filter((each) => each !== null));
  const names = await openNameBook(room.database, await organisation(room), people);
  return rows.map(({ id, person, reason, files, raised_on, answer, answered_by, answered_at }) => ({
    id,
    ...(person !== null && { person: names.person(person) }),
    reason,
    files: [...files],
    raisedOn: raised_on,
    ...(answer !== null &&
      answered_at !== null && {
        answer: { text: answer, at: answered_at, ...(answered_by && { by: names.person(answered_by).name }) },
      }),
  }));
}

/** 答复, by whoever holds a step that handles objections. It may be written anew. @throws Refused */
export async function answerObjectionAt(
  room: Room,
  viewer: Viewer,
  task: string,
  objection: string,
  answer: string,
): Promise<void> {
  const { instance, node: step } = await room.flow.task(task, viewer.id);
  const open = instance.state.tasks.filter((each) => each.id === task);
  if ((await holdingOf(room, viewer, instance, open)) === undefined)
    throw await room.flow.refusalOfTask(viewer.id, task, instance.row.id);
  const handled = announcementsHandledAt(await versionOf(room, instance), step);
  const announcements = await announcementsIn(room, instance.row.id, handled);
  const answered = isUuid(objection)
    ? await room.database.query(
        answerObjection(
          objection,
          announcements.map(({ id }) => id),
          { answer, by: viewer.id, at: room.now() },
        ),
      )
    : [];
  if (answered.length === 0) throw new Refused('announcement/no-such-objection');
}

/** Whether somebody holds a step of the case that handles objections to this announcement. */
export async function handlesObjections(
  room: Room,
  viewer: Viewer,
  application: string,
  announcement: string,
): Promise<boolean> {
  const instance = await room.flow.instance(application);
  const version = await versionOf(room, instance);
  const tasks = instance.state.tasks.filter(({ node }) =>
    announcementsHandledAt(version, node).includes(announcement),
  );
  return (await holdingOf(room, viewer, instance, tasks)) !== undefined;
}

const announcementsHandledAt = ({ settings }: ServiceVersion, step: string): readonly string[] =>
  Object.entries(settings.announcements ?? {}).flatMap(([id, { handledAt = [] }]) =>
    handledAt.includes(step) ? [id] : [],
  );

const announcementsIn = async (
  room: Room,
  application: string,
  which: readonly string[],
): Promise<readonly AnnouncementRow[]> =>
  (await room.database.query<AnnouncementRow>(announcementsOf(application))).filter(({ announcement }) =>
    which.includes(announcement),
  );
