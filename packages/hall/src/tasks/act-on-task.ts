import { Refused } from '@yizhan/contract';
import type { Statement } from '@yizhan/database';
import type { Command } from '@yizhan/engine';
import type { Idempotency, Locked, Outcome, TaskPlace } from '@yizhan/flow';
import type { FormData } from '@yizhan/forms';
import { hallAlongside } from '../applications/alongside.ts';
import { frozenIn } from '../applications/applying.ts';
import { formContextOf } from '../applications/form-context.ts';
import { isConfidential } from '../applications/is-confidential.ts';
import { judge } from '../applications/judge.ts';
import { lookUp } from '../applications/known.ts';
import {
  carryOut,
  isNoteAct,
  type Note,
  type NoteAct,
  notesOffered,
  refuseStrangers,
} from '../applications/note.ts';
import { versionOf } from '../applications/version-of.ts';
import { writesAnything, writtenSoFar } from '../applications/written-so-far.ts';
import { ballotAt } from '../ballots/cast-ballot.ts';
import { noteOpinion } from '../opinions/opinions.sql.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import { heldAmong, holdingOf, principalsFor } from './acting-for.ts';
import { mayRemindOthers } from './read-task.ts';

export interface TaskActRequest {
  readonly act:
    | 'approve'
    | 'reject'
    | 'sendBack'
    | 'transfer'
    | 'delegate'
    | 'resolve'
    | 'addSigner'
    | 'removeSigner'
    | 'claim'
    | 'release'
    | 'takeBack'
    | 'agreeCancel'
    | 'declineCancel'
    | NoteAct;
  readonly comment?: string;
  readonly data?: FormData;
  /** A step for sendBack, a person for transfer and delegate. */
  readonly to?: string;
  readonly people?: readonly string[];
  readonly how?: 'before' | 'after' | 'beside';
  /** One of many, ticked in a list. */
  readonly isBatch?: boolean;
}

/**
 * One person's act on a task, his own or that of somebody he is a proxy of (代理). What he filled in is judged by his
 * step's access, behind the lock, on the data as they are then; only an approval must be complete.
 * @throws Refused
 */
export async function actOnTask(
  room: Room,
  viewer: Viewer,
  id: string,
  request: TaskActRequest,
  idempotency: Idempotency,
): Promise<Outcome> {
  const { act } = request;
  // A note is no command that judges its person: who may write it is read from the instance as it is now.
  if (isNoteAct(act)) {
    const place = await room.flow.task(id, viewer.id);
    return noteOnTask(room, viewer, id, place, { ...request, act }, idempotency);
  }
  const { instance, node: step } = await room.flow.taskLastSeen(id, viewer.id);
  const { program } = instance.definition;
  const version = await versionOf(room, instance);
  if (act === 'approve' && ballotAt(version, program, step)) throw new Refused('task/ballot-needed');
  const submitted = request.data ?? {};
  const applicant = instance.state.applicant.person;
  const directory = await organisation(room);
  const principals = principalsFor(directory, viewer, instance.row.key, room.now());
  const speakerIn = ({ tasks }: Locked['state']) =>
    heldAmong(
      tasks.filter((open) => open.id === id),
      viewer,
      principals,
      program,
    )?.person ?? viewer.id;
  const eyes = speakerIn(instance.state);
  const [known, context] = await Promise.all([
    lookUp(room, directory, viewer, version.form, submitted, {
      application: instance.row.id,
      person: eyes,
      applicant,
    }),
    formContextOf(room, version, eyes, applicant, frozenIn(version, instance.state)),
  ]);
  const isRead = Object.keys(submitted).length === 0 && !writesAnything(version.form, step);
  const judged = ({ state: { data } }: Locked): FormData =>
    judge({
      form: version.form,
      step,
      stored: data,
      submitted: { ...writtenSoFar(version.form, step, data, context), ...submitted },
      known,
      context,
      mode: request.act === 'approve' ? 'submit' : 'draft',
    });
  const named = namedIn(request);
  if (named.length > 0) await refuseStrangers(room, named);
  return room.flow.run({
    instance: instance.row.id,
    person: viewer.id,
    idempotency,
    commands: (locked) => {
      const person = speakerIn(locked.state);
      const actor = { person, ...(person !== viewer.id && { by: viewer.id }) };
      const isJudged = !isRead && isHeldBy(locked, id, person);
      return [commandOf(request, id, actor, isJudged ? () => judged(locked) : undefined)];
    },
    async alongside(decided, transaction) {
      const more = await hallAlongside(room, version, viewer, decided, transaction);
      return { ...more, statements: [...(more.statements ?? []), ...wordsOf(request, viewer, decided.now)] };
    },
  });
}

/** What was said is at hand the next time. */
function wordsOf({ act, comment = '' }: TaskActRequest, { id }: Viewer, now: string): readonly Statement[] {
  const said = comment.trim();
  if (said === '' || (act !== 'approve' && act !== 'reject' && act !== 'sendBack')) return [];
  return [noteOpinion(id, act, said, now)];
}

/** 催办, 抄送, 留言 by whoever may read the task. @throws Refused */
async function noteOnTask(
  room: Room,
  viewer: Viewer,
  id: string,
  { instance, node: step, done }: TaskPlace,
  note: Note,
  idempotency: Idempotency,
): Promise<Outcome> {
  const tasks = instance.state.tasks.filter((open) => open.id === id);
  const holding = await holdingOf(room, viewer, instance, tasks);
  if (holding === undefined && done === undefined)
    throw await room.flow.refusalOfTask(viewer.id, id, instance.row.id);
  const isOffered =
    note.act === 'remind'
      ? holding !== undefined && mayRemindOthers(holding.task, holding.person)
      : notesOffered(
          instance.state,
          { role: 'holder' },
          viewer,
          isConfidential(room, await versionOf(room, instance), instance.state),
        ).includes(note.act);
  if (!isOffered)
    throw new Refused('task/act-not-offered', { act: note.act === 'remind' ? '催办' : note.act });
  return carryOut(room, viewer, instance, { ...note, step, task: id }, idempotency);
}

/** The engine's command; the form is judged only for a voice, and only when it is the viewer's to give. */
function commandOf(
  request: TaskActRequest,
  task: string,
  actor: { readonly person: string; readonly by?: string },
  data: (() => FormData) | undefined,
): Command {
  const { act, to = '', people = [], how = 'before', isBatch = false } = request;
  const comment = request.comment?.trim();
  const base = { task, ...actor, ...(comment && { comment }) };
  switch (act) {
    case 'approve':
    case 'reject':
      return { type: act, ...base, isBatch, ...(data && { data: data() }) };
    case 'sendBack':
      return { type: act, ...base, ...(to !== '' && { to }) };
    case 'transfer':
    case 'delegate':
      return { type: act, ...base, to };
    case 'addSigner':
      return { type: act, ...base, people, how };
    case 'removeSigner':
      return { type: act, ...base, people };
    case 'takeBack':
    case 'agreeCancel':
    case 'declineCancel':
      return { type: act, ...actor, ...(comment && { comment }) };
    case 'resolve':
    case 'claim':
    case 'release':
      return { type: act, ...base };
    default:
      throw new Error(`${act} is no command of a task`);
  }
}

/** Whom a task is handed to. */
const namedIn = ({ act, to, people = [] }: TaskActRequest): readonly string[] =>
  act === 'addSigner' ? people : act === 'transfer' || act === 'delegate' ? [to ?? ''] : [];

/** Only then the form is judged: to others the engine says that the task is closed or not theirs, and no more. */
const isHeldBy = ({ state }: Locked, task: string, person: string): boolean =>
  state.tasks.some(
    (open) => open.id === task && open.signers.some((signer) => signer.person === person && !signer.voice),
  );
