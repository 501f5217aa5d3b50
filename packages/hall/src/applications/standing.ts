import { Refused } from '@yizhan/contract';
import { isWithInitiator } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import type { CompiledForm } from '@yizhan/forms';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';

/**
 * The one place that says who may read an application, and with whose eyes: the applicant and the initiator, whoever
 * holds an open task of it, and whoever has acted on it. To all others it does not exist (404, not 403).
 * @returns the step whose access to the form the viewer has
 * @throws Refused `application/not-found`
 */
export async function stepOfReader(
  room: Room,
  viewer: Viewer,
  instance: Instance,
  form: CompiledForm,
): Promise<string> {
  const { state, row } = instance;
  if (viewer.id === state.initiator || viewer.id === state.applicant.person) return ownStep(instance, form);
  const task = state.tasks.find((open) =>
    open.signers.some((signer) => signer.person === viewer.id || signer.delegate === viewer.id),
  );
  if (task !== undefined) return task.node;
  const [done] = await room.flow.stepsDoneBy(viewer.id, row.id);
  if (done === undefined) throw new Refused('application/not-found');
  return done;
}

/**
 * The applicant fills the form at `apply`. Once it is submitted he reads it at `view`, where a service may show him
 * what the steps have filled in; without such an entry he goes on seeing what he saw.
 */
function ownStep({ state }: Instance, { document }: CompiledForm): string {
  return !isWithInitiator(state.status) && Object.hasOwn(document.steps, 'view') ? 'view' : 'apply';
}
