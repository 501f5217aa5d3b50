import { Refused } from '@yizhan/contract';
import type { Idempotency, Outcome } from '@yizhan/flow';
import { type FormData, prefillForm } from '@yizhan/forms';
import { profileOf } from '@yizhan/identity';
import { v7 as newId } from 'uuid';
import { organisation, type Room } from '../room.ts';
import { refuseOutsiders } from '../services/audience.ts';
import type { Viewer } from '../viewer.ts';
import { hallAlongside } from './alongside.ts';
import { lockedByChosen } from './chosen-people.ts';
import { formContextOf } from './form-context.ts';
import { judge } from './judge.ts';
import { lookUp } from './known.ts';

export interface NewApplication {
  readonly service: string;
  readonly data: FormData;
  readonly draft: boolean;
}

/**
 * Starts an application of the current version: kept as a draft, or submitted at once.
 * @throws Refused
 */
export async function createApplication(
  room: Room,
  viewer: Viewer,
  { service, data, draft }: NewApplication,
  idempotency: Idempotency,
): Promise<Outcome> {
  const version = await room.catalogue.find(service);
  refuseOutsiders(version, viewer);
  const directory = await organisation(room);
  if (directory.unit(viewer.unitId) === undefined) throw new Refused('access/forbidden');
  const profile = await profileOf(room.database, viewer.id);
  const prefilled = prefillForm(version.form, profile).data;
  // What is not sent is as the school knows it; who wants a prefilled field empty sends null.
  const submitted = { ...prefilled, ...data };
  const ofChosen = await lockedByChosen(room, version.form, submitted);
  const stored = { ...prefilled, ...ofChosen(submitted) };
  const known = await lookUp(room, directory, viewer, version.form, submitted, {
    application: undefined,
    person: viewer.id,
    applicant: viewer.id,
  });
  const context = await formContextOf(room, version, viewer, viewer.id);
  return room.flow.run({
    instance: newId(),
    definition: version.definition,
    person: viewer.id,
    idempotency,
    // Judged in here, where a repeated request has had its first answer already: by now its files are not loose any more.
    commands: () => [
      {
        type: 'create',
        initiator: viewer.id,
        applicant: { person: viewer.id, unit: viewer.unitId },
        data: judge({
          form: version.form,
          step: 'apply',
          stored,
          submitted,
          known,
          context,
          mode: draft ? 'draft' : 'submit',
        }),
      },
      ...(draft ? [] : [{ type: 'submit', person: viewer.id } as const]),
    ],
    alongside: (decided, transaction) => hallAlongside(version, viewer, decided, transaction),
  });
}
