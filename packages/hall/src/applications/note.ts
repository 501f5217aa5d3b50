import { Refused } from '@yizhan/contract';
import type { State } from '@yizhan/engine';
import type { Idempotency, Instance, Outcome } from '@yizhan/flow';
import { personsByIds } from '@yizhan/identity';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { isConfidential } from './is-confidential.ts';
import { type Standing, standingOf } from './standing.ts';
import { versionOf } from './version-of.ts';

/** 催办, 抄送, 留言: acts that move nothing. */
export type NoteAct = 'remind' | 'cc' | 'comment';

export interface Note {
  readonly act: NoteAct;
  readonly people?: readonly string[];
  readonly comment?: string;
}

/** How long a task is left in peace after a reminder. */
const betweenReminders = '4 workhours';

export const isNoteAct = (act: string): act is NoteAct =>
  act === 'remind' || act === 'cc' || act === 'comment';

/**
 * What somebody with this standing may note. Whoever only got a copy may say something, and not hand the application
 * on; students have no directory to choose people from; nobody is let into what is confidential.
 */
export function notesOffered(
  { status, tasks }: State,
  { role }: Pick<Standing, 'role'>,
  { id, kind }: Viewer,
  isSecret: boolean,
): readonly NoteAct[] {
  if (status === 'draft') return [];
  const isAnotherAsked = tasks.some((task) =>
    task.signers.some(({ person, voice }) => person !== id && !voice),
  );
  const reminds = role === 'own' && status === 'running' && isAnotherAsked;
  return [
    ...(reminds ? (['remind'] as const) : []),
    ...(role !== 'copy' && kind === 'staff' && !isSecret ? (['cc'] as const) : []),
    'comment',
  ];
}

/** On an application that the viewer may read. @throws Refused */
export async function noteOnApplication(
  room: Room,
  viewer: Viewer,
  id: string,
  note: Note,
  idempotency: Idempotency,
): Promise<Outcome> {
  const instance = await room.flow.instance(id);
  const version = await versionOf(room, instance);
  const standing = await standingOf(room, viewer, instance, version.form);
  // What is over or was withdrawn meanwhile the engine says better.
  const offered: readonly NoteAct[] = notesOffered(
    { ...instance.state, status: 'running' },
    standing,
    viewer,
    isConfidential(room, version, instance.state),
  );
  const isOffered = offered.includes(note.act) || (note.act === 'remind' && standing.role === 'own');
  if (instance.state.status === 'draft') throw new Refused('application/not-running');
  if (!isOffered) throw new Refused('task/act-not-offered', { act: words[note.act] });
  const step = standing.role === 'own' ? undefined : standing.step;
  return carryOut(room, viewer, instance, { ...note, ...(step !== undefined && { step }) }, idempotency);
}

const words: Readonly<Record<NoteAct, string>> = { remind: '催办', cc: '抄送', comment: '留言' };

interface NoteToKeep extends Note {
  /** The step whose eyes the writer has, where they are not the applicant's. */
  readonly step?: string;
  /** The one task that a reminder is about. */
  readonly task?: string;
}

/** Of somebody whose standing was looked at. @throws Refused */
export async function carryOut(
  room: Room,
  viewer: Viewer,
  { row }: Pick<Instance, 'row'>,
  { act, people = [], comment, step, task }: NoteToKeep,
  idempotency: Idempotency,
): Promise<Outcome> {
  const said = comment?.trim();
  const to = people.filter((person) => person !== viewer.id);
  if (act === 'cc') await refuseStrangers(room, to);
  try {
    return await room.flow.run({
      instance: row.id,
      person: viewer.id,
      idempotency,
      commands: () => [
        {
          type: act,
          person: viewer.id,
          ...(act === 'cc' && { people: to, ...(step !== undefined && { step }) }),
          ...(act === 'remind' && { every: betweenReminders, ...(task !== undefined && { task }) }),
          ...(said && { comment: said }),
        },
      ],
    });
  } catch (error) {
    throw error instanceof Refused && error.code === 'task/reminded-lately'
      ? new Refused(error.code, { ...error.parameters, when: atSchool(String(error.parameters.at)) })
      : error;
  }
}

/** To whom something is given must be somebody who is here. @throws Refused */
export async function refuseStrangers({ database }: Room, people: readonly string[]): Promise<void> {
  const known = await personsByIds(database, people);
  if (people.length === 0 || people.some((person) => !known.has(person)))
    throw new Refused('task/nobody-chosen');
}

/** `11-25 10:30`, on the school's clock (UTC+8 all year). */
const atSchool = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
