import type { FormGiven } from '@yizhan/contract';
import { type FormContext, type FormDocument, type Me, projectSurroundings } from '@yizhan/forms';
import { type Directory, profileOf } from '@yizhan/identity';
import { formContext, organisation, type Room } from '../room.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import type { Viewer } from '../viewer.ts';

/**
 * What a form's rules see besides its data: the day, the parameters, and whoever looks and the applicant where they
 * read them (each costs a question to the database).
 */
export async function formContextOf(
  room: Room,
  { form, settings }: Pick<ServiceVersion, 'form' | 'settings'>,
  viewer: Viewer,
  applicant: string,
): Promise<FormContext> {
  // Whoever looks matters to the rules for rows only, and most forms have none.
  const me = form.document.rows && meOf(viewer, await organisation(room));
  return {
    ...formContext(room),
    ...(me && { me }),
    parameters: parametersOf(settings),
    ...(form.surroundings.has('applicant') && {
      applicant: { ...(await profileOf(room.database, applicant)) },
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

/** `me` of the rules for rows. */
function meOf({ id, unitId }: Viewer, directory: Directory): Me {
  return {
    id,
    unit: unitId,
    units: [unitId, ...directory.ancestors(unitId).map((unit) => unit.id)],
    groups: directory.groupsOf(id),
    posts: directory.postsOf(id).map(({ title }) => title),
  };
}
