import { Refused } from '@yizhan/contract';
import type { Idempotency, Outcome } from '@yizhan/flow';
import { type FormData, prefillForm } from '@yizhan/forms';
import { v7 as newId } from 'uuid';
import { organisation, type Room } from '../room.ts';
import { refuseOutsideWindow } from '../services/opening.ts';
import type { Viewer } from '../viewer.ts';
import { hallAlongside } from './alongside.ts';
import { applyingOf, givenIn, principalIn, refuseOtherPrincipal } from './applying.ts';
import { lockedByChosen } from './chosen-people.ts';
import { formContextOf } from './form-context.ts';
import { judge } from './judge.ts';
import { lookUp } from './known.ts';

export interface NewApplication {
  readonly service: string;
  readonly data: FormData;
  readonly draft: boolean;
  /** 代发起: for whom. */
  readonly onBehalfOf?: string;
}

/**
 * Starts an application of the current version, for the viewer or on somebody's behalf: kept as a draft, or submitted at
 * once.
 * @throws Refused
 */
export async function createApplication(
  room: Room,
  viewer: Viewer,
  { service, data, draft, onBehalfOf }: NewApplication,
  idempotency: Idempotency,
): Promise<Outcome> {
  const version = await room.catalogue.find(service);
  const directory = await organisation(room);
  const { applicant, profile } = await applyingOf(room, viewer, version, directory, onBehalfOf);
  if (directory.unit(applicant.unit) === undefined) throw new Refused('access/forbidden');
  const context = await formContextOf(room, version, viewer.id, applicant.id);
  if (!draft) refuseOtherPrincipal(version, applicant.id, data);
  if (!draft) refuseOutsideWindow(version, context.today);
  const principal = principalIn(version, applicant.id);
  const prefilled = prefillForm(version.form, profile).data;
  // What is not sent is as the school knows it; who wants a prefilled field empty sends null.
  const submitted = { ...prefilled, ...data, ...principal };
  const ofChosen = await lockedByChosen(room, version.form, submitted);
  const stored = { ...prefilled, ...ofChosen(submitted), ...principal };
  const known = await lookUp(room, directory, viewer, version.form, submitted, {
    application: undefined,
    person: applicant.id,
    applicant: applicant.id,
  });
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
        applicant: { person: applicant.id, unit: applicant.unit },
        given: givenIn(version, applicant),
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
    alongside: (decided, transaction) => hallAlongside(room, version, viewer, decided, transaction),
  });
}
