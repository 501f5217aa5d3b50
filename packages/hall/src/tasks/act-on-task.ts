import type { Idempotency, Locked, Outcome } from '@yizhan/flow';
import type { FormData } from '@yizhan/forms';
import { hallAlongside } from '../applications/alongside.ts';
import { judge } from '../applications/judge.ts';
import { lookUp } from '../applications/known.ts';
import { versionOf } from '../applications/version-of.ts';
import { writtenSoFar } from '../applications/written-so-far.ts';
import { formContext, organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';

export interface TaskActRequest {
  readonly act: 'approve' | 'reject' | 'sendBack';
  readonly comment?: string;
  readonly data?: FormData;
  readonly to?: string;
}

/**
 * One person's act on a task. What he filled in is judged by his step's access, behind the lock, on the data as
 * they are then; only an approval must be complete.
 * @throws Refused
 */
export async function actOnTask(
  room: Room,
  viewer: Viewer,
  id: string,
  request: TaskActRequest,
  idempotency: Idempotency,
): Promise<Outcome> {
  const place = await room.flow.placeOfTask(id);
  const instance = await room.flow.instance(place.instance);
  const version = await versionOf(room, instance);
  const submitted = request.data ?? {};
  const known = await lookUp(
    room.database,
    await organisation(room),
    viewer,
    version.form,
    submitted,
    place.instance,
  );
  const context = formContext(room);
  const judged = ({ state: { data } }: Locked): FormData =>
    judge({
      form: version.form,
      step: place.node,
      stored: data,
      submitted: { ...writtenSoFar(version.form, place.node, data, context), ...submitted },
      known,
      context,
      mode: request.act === 'approve' ? 'submit' : 'draft',
    });
  const comment = request.comment?.trim();
  return room.flow.run({
    instance: place.instance,
    person: viewer.id,
    idempotency,
    commands(locked) {
      const base = { task: id, person: viewer.id, ...(comment && { comment }) };
      if (request.act === 'sendBack')
        return [{ type: 'sendBack', ...base, ...(request.to && { to: request.to }) }];
      return [{ type: request.act, ...base, ...(isHeldBy(locked, id, viewer) && { data: judged(locked) }) }];
    },
    alongside: (decided, transaction) => hallAlongside(version, viewer, decided, transaction),
  });
}

/** Only then the form is judged: to others the engine says that the task is closed or not theirs, and no more. */
const isHeldBy = ({ state }: Locked, task: string, viewer: Viewer): boolean =>
  state.tasks.some(
    (open) => open.id === task && open.signers.some((signer) => signer.person === viewer.id && !signer.voice),
  );
