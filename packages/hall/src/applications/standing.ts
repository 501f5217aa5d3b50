import { Refused } from '@yizhan/contract';
import { isWithInitiator, type Task } from '@yizhan/engine';
import type { Instance } from '@yizhan/flow';
import type { CompiledForm } from '@yizhan/forms';
import type { Room } from '../room.ts';
import { holdingOf } from '../tasks/acting-for.ts';
import type { Viewer } from '../viewer.ts';

/** What somebody is to an application, and the step whose access to the form he has. */
export interface Standing {
  readonly role: 'own' | 'holder' | 'past' | 'copy';
  readonly step: string;
  /** With whose eyes he looks: his own, or those of whom he holds the task for (代理). */
  readonly eyes: string;
  /** Of whoever holds one: the task. */
  readonly task?: Task;
}

/**
 * The one place that says who may read an application, and with whose eyes: the applicant and the initiator, whoever
 * holds an open task of it (himself or as a proxy), whoever has acted on it, and whoever got a copy (抄送). To all others it does not exist
 * (404, not 403).
 * @throws Refused `application/not-found`
 */
export async function standingOf(
  room: Room,
  viewer: Viewer,
  instance: Instance,
  form: CompiledForm,
): Promise<Standing> {
  const { state, row } = instance;
  if (viewer.id === state.initiator || viewer.id === state.applicant.person)
    return { role: 'own', step: ownStep(instance, form), eyes: viewer.id };
  const holding = await holdingOf(room, viewer, instance);
  if (holding !== undefined) {
    const { task, person } = holding;
    return { role: 'holder', step: task.node, eyes: person, task };
  }
  const [done] = await room.flow.stepsDoneBy(viewer.id, row.id);
  if (done !== undefined) return { role: 'past', step: done, eyes: viewer.id };
  const copy = await room.flow.copyFor(viewer.id, row.id);
  if (copy === undefined) throw new Refused('application/not-found');
  // Nobody hands on more than he sees himself, unless the form says what a copy shows.
  return {
    role: 'copy',
    step: Object.hasOwn(form.document.steps, 'cc') ? 'cc' : (copy.step ?? viewStep(form)),
    eyes: viewer.id,
  };
}

const ownStep = ({ state }: Instance, form: CompiledForm): string =>
  isWithInitiator(state.status) ? 'apply' : viewStep(form);

/**
 * The applicant fills the form at `apply`. Once it is submitted he reads it at `view`, where a service may show him
 * what the steps have filled in; without such an entry he goes on seeing what he saw.
 */
const viewStep = ({ document }: CompiledForm): string =>
  Object.hasOwn(document.steps, 'view') ? 'view' : 'apply';
