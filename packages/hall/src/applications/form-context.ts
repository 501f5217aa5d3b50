import type { FormGiven } from '@yizhan/contract';
import { type FormContext, type FormDocument, projectSurroundings } from '@yizhan/forms';
import { formContext, organisation, type Room } from '../room.ts';
import { placeOf } from '../services/applicant.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import { applyingFor, type Frozen } from './applying.ts';

/**
 * What a form's rules see besides its data: the day, the parameters, and whoever looks (`person`) and the applicant where
 * they read them (the applicant costs a question to the database); of a campaign's case what was frozen with it.
 */
export async function formContextOf(
  room: Room,
  { form, settings }: Pick<ServiceVersion, 'form' | 'settings'>,
  person: string,
  applicant: string,
  { unit, parameters = parametersOf(settings) }: Frozen = {},
): Promise<FormContext> {
  const directory = await organisation(room);
  return {
    ...formContext(room),
    // Whoever looks matters to the rules for rows only, and most forms have none.
    ...(form.document.rows && {
      me: { id: person, ...placeOf(person, directory.unitOf(person) ?? '', directory) },
    }),
    parameters,
    ...(form.surroundings.has('applicant') && {
      applicant: (await applyingFor(room, directory, applicant, unit)).applicant,
    }),
  };
}

/** What the browser needs besides the data to judge the projected document's rules as the server does. */
export function givenOf(
  document: FormDocument,
  rows: NonNullable<FormContext['rows']>,
  context: FormContext,
): FormGiven {
  const { applicant, parameters } = projectSurroundings(document, context);
  return {
    ...(applicant && { applicant: { ...applicant } }),
    ...(parameters && { parameters: { ...parameters } }),
    rows: Object.fromEntries(
      Object.entries(rows).map(([table, { editable }]) => [table, { editable: [...editable] }]),
    ),
  };
}
