import { Refused } from '@yizhan/contract';
import { isWithInitiator } from '@yizhan/engine';
import { mayWrite } from '@yizhan/forms';
import { versionOf } from '../applications/version-of.ts';
import type { Room } from '../room.ts';
import { refuseOutsiders } from '../services/audience.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { holdingOf } from '../tasks/acting-for.ts';
import type { Viewer } from '../viewer.ts';
import type { ReferencePage, ReferenceRequest } from './reference-source.ts';

export interface ReferencesWanted extends ReferenceRequest {
  /** Of a form that is begun (service) or goes on (application). */
  readonly of: { readonly service: string } | { readonly application: string };
  /** `project`, `rows.project`. */
  readonly field: string;
}

/**
 * Rows to pick for a field, for who may fill that field and for nobody else.
 * @throws Refused `service/not-found`, `service/not-for-you`, `application/not-found`, `reference/unknown-field`
 */
export async function searchReferences(
  room: Room,
  viewer: Viewer,
  { of, field, ...request }: ReferencesWanted,
): Promise<ReferencePage> {
  const { version, step, person, applicant } = await fillingOf(room, viewer, of);
  const found = version.form.fields.get(field)?.field;
  if (found?.type !== 'reference' && found?.type !== 'references')
    throw new Refused('reference/unknown-field', { field });
  if (!mayWrite(version.form.at(step).access(field))) throw new Refused('reference/unknown-field', { field });
  const [kind = '', name = ''] = found.from.split(':');
  const source = room.references[kind as keyof Room['references']];
  return source.search({ person, applicant }, name, request);
}

interface Filling {
  readonly version: ServiceVersion;
  readonly step: string;
  /** Whose rows are offered. */
  readonly person: string;
  readonly applicant: string;
}

/** The form that the viewer is about to fill, and at which step. */
async function fillingOf(room: Room, viewer: Viewer, of: ReferencesWanted['of']): Promise<Filling> {
  if ('service' in of) {
    const version = await room.catalogue.find(of.service);
    await refuseOutsiders(room, version, viewer);
    return { version, step: 'apply', person: viewer.id, applicant: viewer.id };
  }
  const instance = await room.flow.instance(of.application);
  const { state } = instance;
  const applicant = state.applicant.person;
  if (state.initiator === viewer.id && isWithInitiator(state.status))
    return { version: await versionOf(room, instance), step: 'apply', person: applicant, applicant };
  const holding = await holdingOf(room, viewer, instance);
  // Somebody who only lends an opinion (委派) fills in nothing.
  if (!holding?.task.signers.some(({ person }) => person === holding.person))
    throw new Refused('application/not-found');
  return {
    version: await versionOf(room, instance),
    step: holding.task.node,
    person: holding.person,
    applicant,
  };
}
